#include "calibration/fitting/method.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "calibration/statistics/quick_look.hpp"
#include "engine/base/mix.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

Posterior by_waves(Question const& question, RunAll const& run_all, WavePlan const& plan,
                   TellLine const& tell)
{
    return calibrate(question, run_all, plan, [&](WaveReport const& report) {
        auto const line = fmt::format(
            "  {} runs so far; emulator variance {:.3f} of the figures'; {:.0f} % "
            "of the leave-one-out 90 % intervals hold",
            report.runs, report.emulator_share, 100.0 * report.coverage);
        // In the first wave there is nothing yet that they could have moved from.
        tell(std::isnan(report.moved)
                 ? line
                 : fmt::format("{}; means moved {:.2f} sd", line, report.moved));
    });
}

/// How near any run came to each figure, in standard deviations of counting and discrepancy.
std::vector<double> nearest_of(Question const& question, Runs const& runs)
{
    std::vector<double> nearest;
    for (std::size_t figure = 0; figure < question.figures.size(); ++figure) {
        auto const& observation = question.figures[figure];
        auto least = std::numeric_limits<double>::infinity();
        for (auto const& reading : runs.readings[figure]) {
            auto const spread = link_variance_of(observation) + reading.noise_variance +
                                std::pow(observation.discrepancy_sd, 2.0);
            auto const off = std::abs(reading.value - link_of(observation));
            least = std::min(least, off / std::sqrt(spread));
        }
        nearest.push_back(least);
    }
    return nearest;
}

/// A report of runs without emulators.
WaveReport report_of(Question const& question, Runs const& runs, int run_count)
{
    WaveReport report;
    report.points = static_cast<int>(runs.points.cols());
    report.runs = run_count;
    report.emulator_share = report.inside = report.coverage = report.moved = report.moved_most =
        report.dispersion_largest = report.space_left = unknown;
    report.nearest = nearest_of(question, runs);
    return report;
}

/// What was found by comparing runs with the figures, as a posterior.
Posterior by_comparison(Question const& question, AbcResult found, std::uint64_t seed)
{
    constexpr int chains = 10, generations = 100, ensembles = 4;
    Posterior posterior;
    auto& sample = posterior.sample;
    sample.ensembles = ensembles;
    sample.chains = chains;
    sample.generations = generations;
    sample.points = found.drawn(ensembles * chains * generations, mix(seed, 7));
    sample.log_density = VectorXd::Constant(sample.points.cols(), unknown);
    sample.rhat = sample.ess_tail = VectorXd::Constant(sample.points.rows(), unknown);
    // How many points of equal weight would tell as much.
    sample.ess_bulk = VectorXd::Constant(sample.points.rows(), 1.0 / found.weights.squaredNorm());
    posterior.last_temperature = unknown;
    posterior.evidence = {unknown, unknown};
    for (auto const& population : found.populations) {
        posterior.waves.push_back(report_of(question, found.runs, population.runs));
    }
    posterior.run_count = found.populations.back().runs;
    posterior.runs = std::move(found.runs);
    return posterior;
}

Posterior by_synthetic(Question const& question, RunAll const& run_all, SyntheticPlan const& plan,
                       TellLine const& tell)
{
    auto next = 0.0;
    auto found = by_synthetic_likelihood(question, run_all, plan, [&](int runs) {
        if (runs >= next) {
            tell(fmt::format("  {} runs so far", runs));
            next = 1.25 * runs;
        }
    });
    Posterior posterior;
    posterior.sample = std::move(found.sample);
    posterior.last_temperature = unknown;
    posterior.evidence = {unknown, unknown};
    posterior.waves.push_back(report_of(question, found.runs, found.run_count));
    posterior.run_count = found.run_count;
    posterior.runs = std::move(found.runs);
    return posterior;
}

}  // namespace

Posterior find_posterior(Question const& question, RunAll const& run_all, MethodPlan const& plan,
                         TellLine const& tell)
{
    if (plan.method == FittingMethod::abc) {
        auto found = approximate(question, run_all, plan.abc, [&](AbcPopulation const& one) {
            tell(fmt::format("  {} runs so far; tolerance {:.3g}; {:.1f} % of the runs accepted",
                             one.runs, one.tolerance, 100.0 * one.accepted));
        });
        return by_comparison(question, std::move(found), plan.abc.seed);
    }
    if (plan.method == FittingMethod::rejection) {
        return by_comparison(question, by_rejection(question, run_all, plan.rejection),
                             plan.rejection.seed);
    }
    if (plan.method == FittingMethod::synthetic_likelihood) {
        return by_synthetic(question, run_all, plan.synthetic, tell);
    }
    auto waves = plan.waves;
    if (plan.method == FittingMethod::quick_look) {
        waves.ending = Ending::quick_look;
    }
    return by_waves(question, run_all, waves, tell);
}

std::string warning_of(FittingMethod method)
{
    switch (method) {
        case FittingMethod::quick_look:
            return "A quick look, not uncertainty: the widths are those of a normal with the bend "
                   "of the posterior at its highest point. It does not see skew, bounds or a "
                   "second peak.";
        case FittingMethod::abc:
            return "Found by comparing runs with the figures (ABC), without emulators: means are "
                   "to be trusted sooner than widths, which are wider than they need to be. "
                   "Tolerances and what a rounded or suppressed figure can have been are not "
                   "taken in.";
        case FittingMethod::rejection:
            return "Found from runs under the prior, of which the nearest were moved to the "
                   "figures by regression, without emulators: right where that is nearly linear "
                   "among the runs that were kept. Tolerances and what a rounded or suppressed "
                   "figure can have been are not taken in.";
        case FittingMethod::synthetic_likelihood:
            return "Found by synthetic likelihood, without emulators: several runs at a point are "
                   "taken as normal on their link scales.";
        default:
            return {};
    }
}

}  // namespace smartstart
