#include "calibration/fitting/abc.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "calibration/statistics/luck.hpp"
#include "calibration/statistics/point_kernel.hpp"
#include "engine/base/error.hpp"
#include "engine/base/mix.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double infinity = std::numeric_limits<double>::infinity();

double median_of(std::vector<double> values)
{
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// What a population kept, and all that it ran.
struct Population {
    Points points;
    MatrixXd seen;   ///< of the points that were kept
    MatrixXd every;  ///< of every run
    VectorXd distances;
    VectorXd weights;
    AbcPopulation report;
};

/// Columns that come one by one.
void append(MatrixXd& all, VectorXd const& next, Index at)
{
    if (at >= all.cols()) {
        all.conservativeResize(next.size(), std::max<Index>(64, 2 * at));
    }
    all.col(at) = next;
}

/// Populations one after another.
class Search {
public:
    Search(Question const& question, RunAll const& run_all, AbcPlan const& plan)
        : question_{question},
          run_all_{run_all},
          plan_{plan},
          wanted_{static_cast<Index>(question.figures.size())}
    {
        runs_.readings.resize(question.figures.size());
        runs_.points.resize(static_cast<Index>(question.priors.size()), 0);
        for (Index i = 0; i < wanted_.size(); ++i) {
            wanted_[i] = link_of(question.figures[static_cast<std::size_t>(i)]);
        }
    }

    AbcResult go(std::function<void(AbcPopulation const&)> const& tell)
    {
        AbcResult result;
        auto now = first();
        scales_ = median_deviations(now.every);
        now.distances = distances(now.seen);
        while (true) {
            result.populations.push_back(now.report);
            if (tell) {
                tell(now.report);
            }
            result.points = now.points;
            result.weights = now.weights;
            auto const tolerance = quantile(now.distances);
            if (!(now.report.accepted >= plan_.least_accepted) || now.distances.maxCoeff() == 0.0) {
                break;
            }
            auto next = narrower(now, tolerance);
            if (next.points.cols() < plan_.particles) {
                break;
            }
            // The scale of the next distance sees what was rejected as well.
            scales_ = median_deviations(next.every);
            next.distances = distances(next.seen);
            now = std::move(next);
        }
        result.runs = std::move(runs_);
        return result;
    }

private:
    double quantile(VectorXd distances) const
    {
        std::sort(distances.begin(), distances.end());
        auto const at = static_cast<Index>(plan_.keep * static_cast<double>(distances.size() - 1));
        return distances[at];
    }

    VectorXd distances(MatrixXd const& seen) const
    {
        return (scales_.cwiseInverse().asDiagonal() * (seen.colwise() - wanted_)).colwise().norm();
    }

    /// Runs at these points, in their order; those that failed have no reading.
    std::vector<std::vector<OnLink>> run(Points const& points)
    {
        std::vector<RunKey> keys;
        for (Index i = 0; i < points.cols(); ++i) {
            keys.push_back({static_cast<std::uint32_t>(asked_ + i), 0});
        }
        asked_ += points.cols();
        return run_all_(points, keys);
    }

    /// Runs points and keeps in order those that are near enough, until there are enough of them.
    void take(Population& into, Points const& points, double tolerance, Index& every)
    {
        auto const outcomes = run(points);
        for (Index i = 0; i < points.cols() && into.points.cols() < plan_.particles; ++i) {
            auto const& outcome = outcomes[static_cast<std::size_t>(i)];
            ++into.report.runs;
            if (outcome.empty()) {
                continue;
            }
            VectorXd seen(wanted_.size());
            for (Index k = 0; k < seen.size(); ++k) {
                seen[k] = outcome[static_cast<std::size_t>(k)].value;
            }
            append(into.every, seen, every++);
            keep_run(points.col(i), outcome);
            if (tolerance == infinity || distances(seen)[0] <= tolerance) {
                auto const have = into.points.cols();
                into.points.conservativeResize(points.rows(), have + 1);
                into.points.col(have) = points.col(i);
                into.seen.conservativeResize(seen.size(), have + 1);
                into.seen.col(have) = seen;
            }
        }
    }

    void keep_run(VectorXd const& point, std::vector<OnLink> const& outcome)
    {
        auto const have = runs_.points.cols();
        runs_.points.conservativeResize(point.size(), have + 1);
        runs_.points.col(have) = point;
        for (std::size_t k = 0; k < outcome.size(); ++k) {
            runs_.readings[k].push_back({outcome[k].value, outcome[k].variance});
        }
    }

    Population first()
    {
        Population population;
        population.report.tolerance = infinity;
        Index every = 0;
        auto const points =
            latin_hypercube(question_.priors, plan_.particles, mix(plan_.seed, 1), 10);
        take(population, points, infinity, every);
        if (2 * population.points.cols() < plan_.particles) {
            throw InputError{
                "more than half of the first runs failed; look whether the priors allow values "
                "that make no sense."};
        }
        population.every.conservativeResize(wanted_.size(), every);
        population.weights = VectorXd::Constant(
            population.points.cols(), 1.0 / static_cast<double>(population.points.cols()));
        population.report.accepted = 1.0;
        return population;
    }

    Population narrower(Population const& before, double tolerance)
    {
        Population population;
        population.report = {tolerance, 0.0, before.report.runs};
        PointKernel const kernel{before.points, before.weights};
        KeyedLuck const luck{mix(plan_.seed, 100 + generation_), "abc"};
        ++generation_;
        Index every = 0;
        std::uint32_t proposals = 0;
        while (population.points.cols() < plan_.particles &&
               population.report.runs + plan_.particles <= plan_.most_runs) {
            Points points(before.points.rows(), plan_.particles);
            for (Index i = 0; i < points.cols(); ++i) {
                points.col(i) = proposal(kernel, luck, proposals);
            }
            take(population, points, tolerance, every);
        }
        population.every.conservativeResize(wanted_.size(), every);
        population.report.accepted =
            static_cast<double>(population.points.cols()) /
            std::max(1.0, static_cast<double>(population.report.runs - before.report.runs));
        weigh(population, kernel);
        return population;
    }

    /// A point of the kernel that the prior allows.
    VectorXd proposal(PointKernel const& kernel, KeyedLuck const& luck, std::uint32_t& number) const
    {
        while (true) {
            ++number;
            VectorXd normals(static_cast<Index>(question_.priors.size()));
            for (Index k = 0; k < normals.size(); ++k) {
                normals[k] = luck.normal(1, number, static_cast<std::uint32_t>(k));
            }
            VectorXd const point =
                kernel.around(kernel.parent(luck.uniform(0, number, 0)), normals);
            if (std::isfinite(log_prior(question_.priors, point)[0])) {
                return point;
            }
        }
    }

    void weigh(Population& population, PointKernel const& kernel) const
    {
        auto const prior = log_prior(question_.priors, population.points);
        population.weights.resize(population.points.cols());
        for (Index i = 0; i < population.weights.size(); ++i) {
            population.weights[i] = std::exp(prior[i]) / kernel.density(population.points.col(i));
        }
        population.weights /= population.weights.sum();
    }

    Question const& question_;
    RunAll const& run_all_;
    AbcPlan const& plan_;
    VectorXd wanted_, scales_;
    Runs runs_;
    Index asked_{};
    std::uint64_t generation_{};
};

}  // namespace

VectorXd median_deviations(MatrixXd const& seen)
{
    VectorXd found(seen.rows());
    for (Index row = 0; row < seen.rows(); ++row) {
        VectorXd const values = seen.row(row);
        auto const median = median_of({values.data(), values.data() + values.size()});
        VectorXd const off = (values.array() - median).abs();
        auto const deviation = median_of({off.data(), off.data() + off.size()});
        found[row] = deviation > 0.0 ? deviation : infinity;
    }
    return found;
}

Points AbcResult::drawn(int count, std::uint64_t seed) const
{
    // One uniform number for all, so that a point with weight w is drawn w x count times, give or
    // take one (systematic resampling).
    auto const offset = KeyedLuck{seed, "abc draws"}.uniform(0, 0, 0);
    Points draws(points.rows(), count);
    double sum = weights[0];
    Index at = 0;
    for (int i = 0; i < count; ++i) {
        auto const wanted = (i + offset) / count;
        while (sum < wanted && at + 1 < weights.size()) {
            sum += weights[++at];
        }
        draws.col(i) = points.col(at);
    }
    return draws;
}

AbcResult approximate(Question const& question, RunAll const& run_all, AbcPlan const& plan,
                      std::function<void(AbcPopulation const&)> const& tell)
{
    return Search{question, run_all, plan}.go(tell);
}

}  // namespace smartstart
