#include "calibration/fitting/wave_report.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "calibration/statistics/diagnostics.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

constexpr int looked_at_for_space = 400, weighed = 2000;
constexpr double point_of_90 = 1.6448536269514722;
constexpr double least_contraction = 0.1;

/// Median over the figures of the emulator's variance over the figure's own.
double emulator_share(LookedAt const& at)
{
    auto const seen = at.bank.predict(at.where);
    std::vector<double> shares;
    for (std::size_t figure = 0; figure < seen.size(); ++figure) {
        auto const& observation = at.question.figures[figure];
        auto const own = at.bank.dispersion(figure) * link_variance_of(observation) +
                         std::pow(observation.discrepancy_sd, 2.0);
        shares.push_back(seen[figure].variances.mean() / own);
    }
    return quantile(shares, 0.5);
}

/// Leave-one-out errors of one emulator.
struct Errors {
    double within{}, covered{}, all{};
    double nearest{std::numeric_limits<double>::infinity()};
};

Errors errors_of(LookedAt const& at, std::size_t figure)
{
    auto const& emulator = at.bank.emulators()[figure];
    auto const& observation = at.question.figures[figure];
    auto const loo = emulator.process.leave_one_out();
    auto const own = link_variance_of(observation);
    Errors errors;
    for (std::size_t i = 0; i < emulator.readings.size(); ++i) {
        auto const& reading = emulator.readings[i];
        auto const row = static_cast<Index>(i);
        auto const z = std::abs(reading.value - loo.means[row]) / std::sqrt(loo.variances[row]);
        errors.within += z <= 3.0 ? 1.0 : 0.0;
        errors.covered += z <= point_of_90 ? 1.0 : 0.0;
        errors.all += 1.0;
        auto const off = std::abs(reading.value - link_of(observation));
        auto const spread = at.bank.dispersion(figure) * (own + reading.noise_variance) +
                            std::pow(observation.discrepancy_sd, 2.0);
        errors.nearest = std::min(errors.nearest, off / std::sqrt(spread));
    }
    return errors;
}

}  // namespace

void look_at(WaveReport& report, LookedAt const& at)
{
    Errors sum;
    for (std::size_t figure = 0; figure < at.question.figures.size(); ++figure) {
        auto const errors = errors_of(at, figure);
        sum.within += errors.within;
        sum.covered += errors.covered;
        sum.all += errors.all;
        report.nearest.push_back(errors.nearest);
        report.dispersion_largest = std::max(report.dispersion_largest, at.bank.dispersion(figure));
    }
    report.inside = sum.within / sum.all;
    report.coverage = sum.covered / sum.all;
    auto const prior = latin_hypercube(at.question.priors, looked_at_for_space, at.seed, 1);
    report.space_left = (at.bank.implausibility(prior).array() < 3.0).cast<double>().mean();
    report.emulator_share = emulator_share(at);
}

Move move_of_means(Question const& question, Bank const& before, Bank const& now,
                   Sample const& sample)
{
    auto const points =
        sample.thinned(std::min<int>(weighed, static_cast<int>(sample.points.cols())));
    VectorXd weights = before.log_likelihood(points) - now.log_likelihood(points);
    weights = (weights.array() - weights.maxCoeff()).exp();
    weights /= weights.sum();
    VectorXd const mean = points.rowwise().mean();
    VectorXd const variance =
        (points.colwise() - mean).rowwise().squaredNorm() / static_cast<double>(points.cols());
    VectorXd const then = points * weights;
    Move move;
    double sum = 0.0, count = 0.0;
    for (Index k = 0; k < mean.size(); ++k) {
        auto const prior = question.priors[static_cast<std::size_t>(k)].sd();
        if (1.0 - variance[k] / (prior * prior) < least_contraction) {
            continue;
        }
        auto const off = std::abs(mean[k] - then[k]) / std::sqrt(variance[k]);
        sum += off * off;
        count += 1.0;
        move.most = std::max(move.most, off);
    }
    move.usual = count > 0.0 ? std::sqrt(sum / count) : 0.0;
    return move;
}

bool is_settled(WaveReport const& wave)
{
    return wave.moved < most_moved && wave.emulator_share < most_emulator_share &&
           wave.inside >= least_inside;
}

}  // namespace smartstart
