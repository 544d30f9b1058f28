#include "calibration/waves.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "calibration/diagnostics.hpp"
#include "engine/base/error.hpp"
#include "engine/base/mix.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr int hypercube_tries = 10;
constexpr int looked_at_for_space = 400;

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
        auto const count = plan_.sizes[number];
        WaveReport report;
        if (number == 0) {
            add(latin_hypercube(question_.priors, count, mix(plan_.seed, 0), hypercube_tries));
        } else {
            auto const at = std::min(number - 1, plan_.temperatures.size() - 1);
            auto const temperature = plan_.temperatures[at];
            auto const before = cloud_;
            cloud_ = tempered(temperature, number);
            report.moved = moved(before, temperature);
            add(spread_out(
                cloud_->thinned(std::min<int>(6 * count, static_cast<int>(cloud_->points.cols()))),
                Points{cloud_->points.rows(), 0}, count));
        }
        bank_ = Bank::fit(question_, runs_, bank_ ? &*bank_ : nullptr, plan_.threads);
        look(report);
        return report;
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
        auto sample = draw_sample(density, start, sampling);
        return {std::move(sample), std::move(runs_), std::move(*bank_), {}, run_count_};
    }

private:
    int chains() const { return std::max(8, 2 * static_cast<int>(question_.priors.size())); }
    int chains_in_all() const { return 4 * chains(); }

    VectorXd posterior(Points const& points, double temperature) const
    {
        VectorXd sum = log_prior(question_.priors, points);
        std::vector<Index> inside;
        for (Index i = 0; i < sum.size(); ++i) {
            if (std::isfinite(sum[i])) {
                inside.push_back(i);
            }
        }
        if (!inside.empty()) {
            auto const likelihood = bank_->log_likelihood(points(Eigen::all, inside));
            for (std::size_t i = 0; i < inside.size(); ++i) {
                sum[inside[i]] += likelihood[static_cast<Index>(i)] / temperature;
            }
        }
        return sum;
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

    double moved(std::optional<Sample> const& before, double temperature) const
    {
        if (!before) {
            return std::numeric_limits<double>::infinity();
        }
        VectorXd const now = cloud_->points.rowwise().mean();
        VectorXd const then = before->points.rowwise().mean();
        VectorXd const sd = ((cloud_->points.colwise() - now).rowwise().squaredNorm() /
                             static_cast<double>(cloud_->points.cols()))
                                .cwiseSqrt();
        return ((now - then).cwiseAbs().array() / sd.array()).maxCoeff() * std::sqrt(temperature);
    }

    void add(Points const& points)
    {
        auto const first = static_cast<std::uint32_t>(runs_.points.cols());
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
        Points next(points.rows(), runs_.points.cols() + static_cast<Index>(good.size()));
        next << runs_.points, points(Eigen::all, good);
        runs_.points = std::move(next);
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

    void look(WaveReport& report) const
    {
        report.points = static_cast<int>(runs_.points.cols());
        report.runs = run_count_;
        double within = 0.0, covered = 0.0, all = 0.0;
        for (std::size_t figure = 0; figure < question_.figures.size(); ++figure) {
            auto const& emulator = bank_->emulators()[figure];
            auto const loo = emulator.process.leave_one_out();
            auto const own = link_variance_of(question_.figures[figure]);
            auto nearest = std::numeric_limits<double>::infinity();
            for (std::size_t i = 0; i < emulator.readings.size(); ++i) {
                auto const& reading = emulator.readings[i];
                auto const at = static_cast<Index>(i);
                auto const z =
                    std::abs(reading.value - loo.means[at]) / std::sqrt(loo.variances[at]);
                within += z <= 3.0 ? 1.0 : 0.0;
                covered += z <= 1.6448536269514722 ? 1.0 : 0.0;
                all += 1.0;
                auto const off = std::abs(reading.value - link_of(question_.figures[figure]));
                auto const spread = bank_->dispersion(figure) * (own + reading.noise_variance) +
                                    std::pow(question_.figures[figure].discrepancy_sd, 2.0);
                nearest = std::min(nearest, off / std::sqrt(spread));
            }
            report.nearest.push_back(nearest);
            report.dispersion_largest =
                std::max(report.dispersion_largest, bank_->dispersion(figure));
        }
        report.inside = within / all;
        report.coverage = covered / all;
        auto const prior =
            latin_hypercube(question_.priors, looked_at_for_space, mix(plan_.seed, 55), 1);
        report.space_left = (bank_->implausibility(prior).array() < 3.0).cast<double>().mean();
        report.emulator_share = emulator_share();
    }

    /// Median over the figures of the emulator's variance over the figure's own, in the cloud.
    double emulator_share() const
    {
        auto const where = cloud_ ? cloud_->thinned(50) : runs_.points;
        auto const seen = bank_->predict(where);
        std::vector<double> shares;
        for (std::size_t figure = 0; figure < seen.size(); ++figure) {
            auto const& observation = question_.figures[figure];
            auto const own = bank_->dispersion(figure) * link_variance_of(observation) +
                             std::pow(observation.discrepancy_sd, 2.0);
            shares.push_back(seen[figure].variances.mean() / own);
        }
        return quantile(shares, 0.5);
    }

    Question const& question_;
    RunAll const& run_all_;
    WavePlan const& plan_;
    Runs runs_;
    std::optional<Bank> bank_;
    std::optional<Sample> cloud_;
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

Posterior calibrate(Question const& question, RunAll const& run_all, WavePlan const& plan,
                    std::function<void(WaveReport const&)> const& tell)
{
    Way way{question, run_all, plan};
    std::vector<WaveReport> reports;
    for (std::size_t wave = 0; wave < plan.sizes.size(); ++wave) {
        reports.push_back(way.wave(wave));
        if (tell) {
            tell(reports.back());
        }
    }
    auto posterior = way.finish();
    posterior.waves = std::move(reports);
    return posterior;
}

}  // namespace smartstart
