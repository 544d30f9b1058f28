#include "calibration/fitting/synthetic_likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <Eigen/Cholesky>
#include <fmt/format.h>

#include "calibration/emulators/noise.hpp"
#include "calibration/statistics/luck.hpp"
#include "engine/base/error.hpp"
#include "engine/base/mix.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double never = -std::numeric_limits<double>::infinity();
constexpr int ensembles = 4;
constexpr int least_generations = 60;
constexpr int most_generations = 400;
constexpr int runs_of_first = 10;  ///< at each point of the first sample
/// Figures that have room for the unbiased density.
constexpr int most_unbiased = 15;
constexpr double kept_correlation = 0.5;

/// Sum of the outer products of what differs from the mean.
MatrixXd scatter(MatrixXd const& runs)
{
    MatrixXd const off = runs.colwise() - runs.rowwise().mean();
    return off * off.transpose();
}

double log_determinant(Eigen::LLT<MatrixXd> const& factor)
{
    return 2.0 * factor.matrixLLT().diagonal().array().log().sum();
}

/// Log of the constant c(k, v) of Ghurye and Olkin.
double log_constant(double k, double v)
{
    auto sum = -0.5 * k * v * std::numbers::ln2 - 0.25 * k * (k - 1.0) * std::log(std::numbers::pi);
    for (auto i = 0.0; i < k; i += 1.0) {
        sum -= std::lgamma(0.5 * (v - i));
    }
    return sum;
}

/// What one figure adds to the noise of runs: how far the model may be off, and the spread of what
/// a rounded figure can have been.
double added_variance(Observation const& figure)
{
    auto spread = 0.0;
    if (figure.figure != Figure::mean && figure.high > figure.low) {
        auto low = figure, high = figure;
        low.high = figure.low;
        high.low = figure.high;
        low.log_law.clear();
        high.log_law.clear();
        spread = link_of(high) - link_of(low);
    }
    return figure.discrepancy_sd * figure.discrepancy_sd + spread * spread / 12.0;
}

/// Runs at points, and the density of what was seen there.
class RunDensity {
public:
    RunDensity(Question const& question, RunAll const& run_all, std::uint64_t seed)
        : question_{question},
          run_all_{run_all},
          luck_{seed, "synthetic likelihood"},
          seen_(static_cast<Index>(question.figures.size())),
          added_(seen_.size())
    {
        for (Index i = 0; i < seen_.size(); ++i) {
            auto const& figure = question.figures[static_cast<std::size_t>(i)];
            seen_[i] = link_of(figure);
            added_[i] = std::sqrt(added_variance(figure));
        }
        runs_.points.resize(static_cast<Index>(question.priors.size()), 0);
        runs_.readings.resize(question.figures.size());
    }

    /// Enough for a density that does not jump about.
    int runs_of_second() const
    {
        return fits_unbiased() ? std::max(20, 2 * static_cast<int>(seen_.size()) + 10) : 40;
    }
    void begin_second()
    {
        each_ = runs_of_second();
        is_unbiased_ = fits_unbiased();
    }
    int run_count() const { return run_count_; }
    Runs const& runs() const { return runs_; }

    VectorXd operator()(Points const& points)
    {
        auto density = log_prior(question_.priors, points);
        std::vector<Index> inside;
        for (Index i = 0; i < density.size(); ++i) {
            if (std::isfinite(density[i])) {
                inside.push_back(i);
            }
        }
        Points const run_here = points(Eigen::all, inside);
        auto const first = point_;
        auto const by_point = run(run_here);
        keep(run_here, by_point);
        for (std::size_t i = 0; i < inside.size(); ++i) {
            density[inside[i]] += at(by_point[i], first + static_cast<std::uint32_t>(i));
        }
        return density;
    }

private:
    bool fits_unbiased() const { return seen_.size() <= most_unbiased; }

    /// [point][run], without the runs that failed.
    std::vector<std::vector<std::vector<OnLink>>> run(Points const& points)
    {
        std::vector<std::vector<std::vector<OnLink>>> by_point(
            static_cast<std::size_t>(points.cols()));
        std::vector<RunKey> keys;
        for (Index i = 0; i < points.cols(); ++i) {
            for (auto replicate = 0; replicate < each_; ++replicate) {
                keys.push_back({point_ + static_cast<std::uint32_t>(i),
                                static_cast<std::uint32_t>(replicate)});
            }
        }
        if (keys.empty()) {
            return by_point;
        }
        auto const readings = run_all_(points, keys);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (!readings[i].empty()) {
                by_point[keys[i].point - point_].push_back(readings[i]);
            }
        }
        point_ += static_cast<std::uint32_t>(points.cols());
        run_count_ += static_cast<int>(keys.size());
        return by_point;
    }

    void keep(Points const& points, std::vector<std::vector<std::vector<OnLink>>> const& by_point)
    {
        std::vector<Index> good;
        for (Index i = 0; i < points.cols(); ++i) {
            auto const& at_point = by_point[static_cast<std::size_t>(i)];
            if (at_point.empty()) {
                continue;
            }
            good.push_back(i);
            for (std::size_t figure = 0; figure < runs_.readings.size(); ++figure) {
                std::vector<OnLink> values;
                for (auto const& one : at_point) {
                    values.push_back(one[figure]);
                }
                runs_.readings[figure].push_back(
                    together(question_.figures[figure].figure, values));
            }
        }
        auto const more = static_cast<Index>(good.size());
        runs_.points.conservativeResize(points.rows(), runs_.points.cols() + more);
        runs_.points.rightCols(more) = points(Eigen::all, good);
    }

    double at(std::vector<std::vector<OnLink>> const& readings, std::uint32_t point) const
    {
        if (static_cast<Index>(readings.size()) < least_runs()) {
            return never;
        }
        MatrixXd runs(seen_.size(), static_cast<Index>(readings.size()));
        for (Index k = 0; k < runs.cols(); ++k) {
            for (Index i = 0; i < seen_.size(); ++i) {
                auto const luck = luck_.normal(point, static_cast<std::uint32_t>(k),
                                               static_cast<std::uint32_t>(i));
                runs(i, k) =
                    readings[static_cast<std::size_t>(k)][static_cast<std::size_t>(i)].value +
                    added_[i] * luck;
            }
        }
        return is_unbiased_ ? unbiased_synthetic_log_density(runs, seen_)
                            : synthetic_log_density(runs, seen_, kept_correlation);
    }
    Index least_runs() const { return is_unbiased_ ? seen_.size() + 4 : 3; }

    Question const& question_;
    RunAll const& run_all_;
    KeyedLuck luck_;
    VectorXd seen_, added_;
    Runs runs_;
    std::uint32_t point_{};
    int each_{runs_of_first};
    bool is_unbiased_{};
    int run_count_{};
};

}  // namespace

double synthetic_log_density(MatrixXd const& runs, VectorXd const& seen, double kept)
{
    MatrixXd covariance = scatter(runs) / static_cast<double>(runs.cols() - 1);
    VectorXd const own = covariance.diagonal();
    covariance *= kept;
    covariance.diagonal() = own;
    Eigen::LLT<MatrixXd> const factor{covariance};
    if (factor.info() != Eigen::Success) {
        return never;
    }
    VectorXd const white = factor.matrixL().solve(seen - runs.rowwise().mean());
    return -0.5 * (static_cast<double>(seen.size()) * std::log(2.0 * std::numbers::pi) +
                   log_determinant(factor) + white.squaredNorm());
}

double unbiased_synthetic_log_density(MatrixXd const& runs, VectorXd const& seen)
{
    auto const n = static_cast<double>(runs.cols());
    auto const d = static_cast<double>(seen.size());
    if (n <= d + 3.0) {
        throw BrokenPromise{"an unbiased synthetic likelihood got too few runs."};
    }
    MatrixXd const all = scatter(runs);
    VectorXd const off = seen - runs.rowwise().mean();
    Eigen::LLT<MatrixXd> const whole{all};
    Eigen::LLT<MatrixXd> const without{all - off * off.transpose() / (1.0 - 1.0 / n)};
    if (whole.info() != Eigen::Success || without.info() != Eigen::Success) {
        return never;
    }
    return -0.5 * d * std::log(2.0 * std::numbers::pi) + log_constant(d, n - 2.0) -
           log_constant(d, n - 1.0) - 0.5 * d * std::log(1.0 - 1.0 / n) -
           0.5 * (n - d - 2.0) * log_determinant(whole) +
           0.5 * (n - d - 3.0) * log_determinant(without);
}

SyntheticResult by_synthetic_likelihood(Question const& question, RunAll const& run_all,
                                        SyntheticPlan const& plan,
                                        std::function<void(int runs)> const& tell)
{
    RunDensity at_points{question, run_all, mix(plan.seed, 1)};
    auto const chains = std::max(4, static_cast<int>(question.priors.size()) + 2);
    auto const wide = ensembles * chains;
    auto const a_pair = wide * (runs_of_first + at_points.runs_of_second());
    auto const generations = std::min(most_generations, plan.most_runs / a_pair - 1);
    if (generations < least_generations) {
        throw InputError{fmt::format(
            "synthetic likelihood needs {} runs or more for {} parameters and {} figures, and may "
            "make {}.",
            (least_generations + 1) * a_pair, question.priors.size(), question.figures.size(),
            plan.most_runs)};
    }
    LogDensity const density = [&](Points const& points) {
        auto values = at_points(points);
        tell(at_points.run_count());
        return values;
    };
    Sampling sampling{.seed = mix(plan.seed, 2),
                      .ensembles = ensembles,
                      .chains = chains,
                      .warm_up = 2 * generations / 3,
                      .generations = generations - 2 * generations / 3,
                      .until_good = false,
                      .heat = 100.0};
    auto const first = draw_sample(
        density, latin_hypercube(question.priors, 8 * wide, mix(plan.seed, 3), 1), sampling);
    at_points.begin_second();
    sampling.seed = mix(plan.seed, 4);
    sampling.warm_up = generations / 4;
    sampling.generations = generations - generations / 4;
    sampling.heat = 1.0;
    auto sample = draw_sample(
        density, first.thinned(std::min(8 * wide, static_cast<int>(first.points.cols()))),
        sampling);
    return {std::move(sample), at_points.runs(), at_points.run_count(), at_points.runs_of_second()};
}

}  // namespace smartstart
