#include "calibration/study/target_tables.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "calibration/emulators/noise.hpp"
#include "calibration/statistics/cutoffs.hpp"
#include "calibration/statistics/diagnostics.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

/// Mean, 5 % and 95 % point of a target over runs.
std::vector<double> spread_of(Evidence const& evidence,
                              std::vector<std::vector<TargetCounts>> const& runs,
                              std::size_t target)
{
    if (runs.empty()) {
        auto const nothing = std::numeric_limits<double>::quiet_NaN();
        return {nothing, nothing, nothing};
    }
    std::vector<double> values;
    double sum = 0.0;
    for (auto const& run : runs) {
        values.push_back(evidence.reader.value(target, run[target]));
        sum += values.back();
    }
    return {sum / static_cast<double>(runs.size()), quantile(values, 0.05), quantile(values, 0.95)};
}

/// How the emulator of a figure did on the runs of the posterior.
struct EmulatorAfter {
    double holds{};  ///< share of the runs within 3 standard deviations of it
    double lean{};   ///< what runs give more than it, on the link scale, on average
};

std::vector<EmulatorAfter> emulators_after(Evidence const& evidence)
{
    auto const count = static_cast<Index>(evidence.after.size());
    auto const nothing = std::numeric_limits<double>::quiet_NaN();
    std::vector<EmulatorAfter> found(evidence.fitted.size(), {nothing, nothing});
    if (count == 0 || evidence.posterior.bank.emulators().empty()) {
        return found;
    }
    auto const seen = evidence.posterior.bank.predict(evidence.lived);
    for (std::size_t figure = 0; figure < seen.size(); ++figure) {
        auto inside = 0.0;
        auto more = 0.0;
        for (Index i = 0; i < count; ++i) {
            auto const target = evidence.fitted[figure];
            auto const link = evidence.reader.on_link(
                target, evidence.after[static_cast<std::size_t>(i)][target]);
            auto const dispersion = evidence.posterior.bank.dispersion(figure);
            auto const run =
                without_lean(evidence.observations[target].figure, {link.value, link.variance},
                             seen[figure].means[i], dispersion);
            auto const sd = std::sqrt(seen[figure].variances[i] + dispersion * run.noise_variance);
            auto const off = run.value - seen[figure].means[i];
            inside += std::abs(off) <= 3.0 * sd ? 1.0 : 0.0;
            more += off;
        }
        auto const runs = static_cast<double>(count);
        found[figure] = {inside / runs, more / runs};
    }
    return found;
}

}  // namespace

PosteriorTable fit_of(Evidence const& evidence)
{
    constexpr std::size_t before = 3, after = 6;  // columns with means
    PosteriorTable table{
        "targets",
        "fit",
        "one row for each target; before: the scenario's own values; after: draws "
        "of the posterior, simulated; sd on the link scale",
        {"figure", "tolerance", "fitted", "before", "before 5 %", "before 95 %", "after",
         "after 5 %", "after 95 %", "nearest run in sd", "dispersion", "emulator holds",
         "sd by counting", "sd by discrepancy", "runs above emulator", "off before", "off after"},
        {}};
    auto const emulators = emulators_after(evidence);
    auto const nothing = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < evidence.study.targets.size(); ++i) {
        auto const& target = evidence.study.targets[i];
        auto const at = std::find(evidence.fitted.begin(), evidence.fitted.end(), i);
        auto const figure = static_cast<std::size_t>(at - evidence.fitted.begin());
        auto const fitted = at != evidence.fitted.end();
        auto& values = table.values;
        auto const first = values.size();
        values.insert(values.end(), {target.figure, target.tolerance, fitted ? 1.0 : 0.0});
        for (auto const* runs : {&evidence.before, &evidence.after}) {
            auto const spread = spread_of(evidence, *runs, i);
            values.insert(values.end(), spread.begin(), spread.end());
        }
        auto const& bank = evidence.posterior.bank;
        values.push_back(fitted ? evidence.posterior.waves.back().nearest[figure] : nothing);
        auto const emulated = fitted && !bank.emulators().empty();
        values.push_back(emulated ? bank.dispersion(figure) : nothing);
        values.push_back(fitted ? emulators[figure].holds : nothing);
        values.push_back(std::sqrt(link_variance_of(evidence.observations[i])));
        values.push_back(evidence.observations[i].discrepancy_sd);
        values.push_back(fitted ? emulators[figure].lean : nothing);
        for (auto const column : {before, after}) {
            auto const mean = values[first + column];
            values.push_back(std::isnan(mean) ? nothing : target.off(mean));
        }
    }
    return table;
}

PosteriorTable together_of(Evidence const& evidence)
{
    auto const& bank = evidence.posterior.bank;
    auto const& sample = evidence.posterior.sample;
    auto const draws = sample.thinned(std::min<int>(500, static_cast<int>(sample.points.cols())));
    auto const seen = bank.predict(draws);
    auto const ties = ties_of(evidence.study.targets, evidence.fitted);
    VectorXd squares = VectorXd::Zero(draws.cols());
    auto figures = 0;
    for (std::size_t figure = 0; figure < seen.size(); ++figure) {
        auto const& own = bank.figures()[figure];
        if (ties.in_row(figure)) {
            continue;
        }
        auto const variance = bank.dispersion(figure) * link_variance_of(own) +
                              own.discrepancy_sd * own.discrepancy_sd;
        squares.array() += (seen[figure].means.array() - link_of(own)).square() /
                           (seen[figure].variances.array() + variance);
        ++figures;
    }
    double told = 0.0;
    for (std::size_t k = 0; k < evidence.study.unknowns.size(); ++k) {
        auto const values = sample.points.row(static_cast<Index>(k)).array();
        auto const prior = evidence.study.unknowns[k].prior.sd();
        told += 1.0 - (values - values.mean()).square().mean() / (prior * prior);
    }
    auto const free = std::max(1, figures - static_cast<int>(std::lround(told)));
    // Nothing can be said without emulators.
    auto const least = seen.empty() ? std::numeric_limits<double>::quiet_NaN() : squares.minCoeff();
    return {"targets",
            "together",
            "sum over the figures of squared distances, in sds, at the likeliest draw; degrees of "
            "freedom: figures less what the parameters were told; 95 % point of such a sum",
            {"sum of squares", "degrees of freedom", "95 % point"},
            {least, static_cast<double>(free), std::pow(distance_of(free, 0.95), 2.0)}};
}

}  // namespace smartstart
