#include "calibration/fitting/waves.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "calibration/fitting/wave_report.hpp"
#include "calibration/statistics/quick_look.hpp"
#include "engine/base/error.hpp"
#include "engine/base/mix.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr int hypercube_tries = 10;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// A calibration on its way.
class Way {
public:
    Way(Question const& question, RunAll const& run_all, WavePlan const& plan)
        : question_{question}, run_all_{run_all}, plan_{plan}
    {
        runs_.readings.resize(question.figures.size());
    }

    WaveReport wave(std::size_t number)
    {
        auto const count = size_of(number);
        if (number == 0) {
            add(latin_hypercube(question_.priors, count, mix(plan_.seed, 0), hypercube_tries));
        } else {
            auto const at = std::min(number - 1, plan_.temperatures.size() - 1);
            temperature_ = plan_.temperatures[at];
            cloud_ = tempered(temperature_, number);
            add(spread_out(
                cloud_->thinned(std::min<int>(6 * count, static_cast<int>(cloud_->points.cols()))),
                Points{cloud_->points.rows(), 0}, count));
        }
        auto const before = std::exchange(bank_, {});
        bank_ = Bank::fit(question_, runs_, before ? &*before : nullptr, plan_.threads);
        WaveReport report;
        report.points = static_cast<int>(runs_.points.cols());
        report.runs = run_count_;
        look_at(report, {question_, *bank_, cloud_ ? cloud_->thinned(50) : runs_.points,
                         mix(plan_.seed, 55)});
        report.moved = report.moved_most = std::numeric_limits<double>::quiet_NaN();
        if (before) {
            auto const moved = move_of_means(question_, *before, *bank_, short_sample(number));
            report.moved = moved.usual;
            report.moved_most = moved.most;
        }
        return report;
    }

    int size_of(std::size_t number) const
    {
        return number < plan_.sizes.size() ? plan_.sizes[number] : plan_.further;
    }

    /// Is there a wave with this number?
    bool goes_on(std::vector<WaveReport> const& reports) const
    {
        if (reports.size() < plan_.sizes.size()) {
            return true;
        }
        auto const next = std::ceil((1.0 + plan_.repeated) * plan_.further);
        return plan_.further > 0 && !is_settled(reports.back()) &&
               run_count_ + static_cast<int>(next) <= plan_.most_runs;
    }

    Posterior finish()
    {
        auto const start = cloud_ ? cloud_->thinned(8 * chains_in_all()) : first_start();
        LogDensity const density = [&](Points const& points) { return posterior(points, 1.0); };
        Sampling const sampling{.seed = mix(plan_.seed, 1000),
                                .chains = chains(),
                                .warm_up = 60,
                                .generations = 100,
                                .heat = 4.0};
        Sample sample;
        LogEvidence evidence{nothing, nothing};
        if (plan_.ending == Ending::quick_look) {
            // The best of the start for each ensemble is where it begins.
            sample = quick_look(density, question_.priors, start.leftCols(4), sampling.seed);
        } else {
            sample = draw_sample(density, start, sampling);
            evidence = log_evidence(density, sample, mix(plan_.seed, 1001));
        }
        return {std::move(sample), std::move(runs_), std::move(*bank_), temperature_, {},
                run_count_,        evidence};
    }

private:
    int chains() const { return std::max(8, 2 * static_cast<int>(question_.priors.size())); }
    int chains_in_all() const { return 4 * chains(); }

    VectorXd posterior(Points const& points, double temperature) const
    {
        return log_posterior(question_.priors, *bank_, points, {bank_->fitted(1.0 / temperature)},
                             plan_.threads);
    }

    /// Of many points of the prior the likeliest.
    Points first_start() const
    {
        auto const wanted = chains_in_all();
        auto const many = latin_hypercube(question_.priors, 10 * wanted, mix(plan_.seed, 77), 1);
        auto const likely = bank_->log_likelihood(many);
        std::vector<Index> order(static_cast<std::size_t>(many.cols()));
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(),
                         [&](Index a, Index b) { return likely[a] > likely[b]; });
        Points best(many.rows(), 2 * wanted);
        // Dealt out, so that every ensemble starts as well as the others.
        for (Index i = 0; i < best.cols(); ++i) {
            auto const from = (i % 4) + 4 * (i % (best.cols() / 4));
            best.col(i) = many.col(order[static_cast<std::size_t>(from)]);
        }
        return best;
    }

    Sample tempered(double temperature, std::size_t number) const
    {
        auto const start = cloud_ ? cloud_->thinned(8 * chains_in_all()) : first_start();
        LogDensity const density = [&](Points const& points) {
            return posterior(points, temperature);
        };
        return draw_sample(density, start,
                           {.seed = mix(plan_.seed, 100 + number),
                            .chains = chains(),
                            .warm_up = cloud_ ? 50 : 300,
                            .generations = 60,
                            .until_good = false,
                            .heat = cloud_ ? 2.0 : 100.0});
    }

    /// A first sample of the posterior itself, good enough to see whether it moves.
    Sample short_sample(std::size_t number) const
    {
        LogDensity const density = [&](Points const& points) { return posterior(points, 1.0); };
        return draw_sample(density, cloud_->thinned(8 * chains_in_all()),
                           {.seed = mix(plan_.seed, 500 + number),
                            .chains = chains(),
                            .warm_up = 60,
                            .generations = 60,
                            .until_good = false,
                            .heat = 4.0});
    }

    void add(Points const& points)
    {
        // Of all points asked for, also those that failed: no two have the same number.
        auto const first =
            std::exchange(points_asked_, points_asked_ + static_cast<std::uint32_t>(points.cols()));
        auto const twice =
            question_.dispersion == Dispersion::counting
                ? 0
                : static_cast<Index>(plan_.repeated * static_cast<double>(points.cols()));
        std::vector<RunKey> keys;
        for (Index i = 0; i < points.cols(); ++i) {
            for (std::uint32_t replicate = 0; replicate < (i < twice ? 2U : 1U); ++replicate) {
                keys.push_back({first + static_cast<std::uint32_t>(i), replicate});
            }
        }
        auto const seen = run_all_(points, keys);
        run_count_ += static_cast<int>(keys.size());
        std::size_t at = 0;
        std::vector<Index> good;
        for (Index i = 0; i < points.cols(); ++i) {
            std::vector<std::vector<OnLink>> at_point;
            for (; at < keys.size() && keys[at].point == first + static_cast<std::uint32_t>(i);
                 ++at) {
                if (!seen[at].empty()) {
                    at_point.push_back(seen[at]);
                }
            }
            if (!at_point.empty()) {
                good.push_back(i);
                keep(at_point);
            }
        }
        if (good.size() * 2 < static_cast<std::size_t>(points.cols())) {
            throw InputError{
                "more than half of the runs of a wave failed; look at the first "
                "failure, and whether the priors allow values that make no sense."};
        }
        auto const more = static_cast<Index>(good.size());
        runs_.points.conservativeResize(points.rows(), runs_.points.cols() + more);
        runs_.points.rightCols(more) = points(Eigen::all, good);
    }

    void keep(std::vector<std::vector<OnLink>> const& at_point)
    {
        for (std::size_t figure = 0; figure < runs_.readings.size(); ++figure) {
            std::vector<OnLink> values;
            for (auto const& run : at_point) {
                values.push_back(run[figure]);
            }
            runs_.readings[figure].push_back(together(question_.figures[figure].figure, values));
        }
    }

    Question const& question_;
    RunAll const& run_all_;
    WavePlan const& plan_;
    Runs runs_;
    std::optional<Bank> bank_;
    std::optional<Sample> cloud_;
    double temperature_{std::numeric_limits<double>::infinity()};
    std::uint32_t points_asked_{};
    int run_count_{};
};

}  // namespace

VectorXd log_prior(std::vector<Prior> const& priors, Points const& points)
{
    VectorXd sum = VectorXd::Zero(points.cols());
    for (Index i = 0; i < points.cols(); ++i) {
        for (Index k = 0; k < points.rows(); ++k) {
            sum[i] += priors[static_cast<std::size_t>(k)].log_density(points(k, i));
        }
    }
    return sum;
}

VectorXd log_posterior(std::vector<Prior> const& priors, Bank const& bank, Points const& points,
                       std::vector<Weighed> const& seen, unsigned threads)
{
    VectorXd sum = log_prior(priors, points);
    std::vector<Index> inside;
    for (Index i = 0; i < sum.size(); ++i) {
        if (std::isfinite(sum[i])) {
            inside.push_back(i);
        }
    }
    if (!inside.empty()) {
        auto const likelihood = bank.log_likelihood(points(Eigen::all, inside), seen, threads);
        for (std::size_t i = 0; i < inside.size(); ++i) {
            sum[inside[i]] += likelihood[static_cast<Index>(i)];
        }
    }
    return sum;
}

Posterior calibrate(Question const& question, RunAll const& run_all, WavePlan const& plan,
                    std::function<void(WaveReport const&)> const& tell)
{
    Way way{question, run_all, plan};
    std::vector<WaveReport> reports;
    while (way.goes_on(reports)) {
        reports.push_back(way.wave(reports.size()));
        if (tell) {
            tell(reports.back());
        }
    }
    auto posterior = way.finish();
    posterior.waves = std::move(reports);
    return posterior;
}

}  // namespace smartstart
