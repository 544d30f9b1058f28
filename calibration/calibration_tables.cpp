#include "calibration/calibration_tables.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "calibration/diagnostics.hpp"
#include "calibration/noise.hpp"
#include "calibration/scores.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

std::vector<std::string> names_of(CalibrationPlan const& study)
{
    std::vector<std::string> names;
    for (auto const& unknown : study.unknowns) {
        names.push_back(unknown.name);
    }
    return names;
}

/// As it is set: a percentage is 100 times a share.
double as_set(Unknown const& unknown, double coordinate)
{
    auto const value = unknown.prior.value(coordinate);
    return unknown.unit == " %" ? 100.0 * value : value;
}

PosteriorTable draws_of(Evidence const& evidence)
{
    PosteriorTable table{"posterior",
                         "draws",
                         "parameters of each draw, in the unit of the setting",
                         names_of(evidence.study),
                         {}};
    for (Index i = 0; i < evidence.draws.cols(); ++i) {
        for (std::size_t k = 0; k < evidence.study.unknowns.size(); ++k) {
            table.values.push_back(
                as_set(evidence.study.unknowns[k], evidence.draws(static_cast<Index>(k), i)));
        }
    }
    return table;
}

PosteriorTable summary_of(Evidence const& evidence)
{
    PosteriorTable table{
        "posterior",
        "parameters",
        "one row for each parameter, in the unit of the setting; contraction is 1 - "
        "posterior over prior variance, on the coordinate that is calibrated",
        {"in the scenario", "prior 5 %", "prior 50 %", "prior 95 %", "posterior 5 %",
         "posterior 50 %", "posterior 95 %", "contraction", "R-hat", "ESS bulk", "ESS tail"},
        {}};
    auto const& sample = evidence.posterior.sample;
    for (std::size_t k = 0; k < evidence.study.unknowns.size(); ++k) {
        auto const& unknown = evidence.study.unknowns[k];
        auto const row = static_cast<Index>(k);
        VectorXd const values = sample.points.row(row);
        std::vector<double> const all(values.data(), values.data() + values.size());
        auto const variance = (values.array() - values.mean()).square().mean();
        table.values.push_back(unknown.written * (unknown.unit == " %" ? 100.0 : 1.0));
        for (auto const share : {0.05, 0.5, 0.95}) {
            table.values.push_back(as_set(unknown, unknown.prior.quantile(share)));
        }
        for (auto const share : {0.05, 0.5, 0.95}) {
            table.values.push_back(as_set(unknown, quantile(all, share)));
        }
        table.values.push_back(1.0 - variance / (unknown.prior.sd() * unknown.prior.sd()));
        table.values.push_back(sample.rhat[row]);
        table.values.push_back(sample.ess_bulk[row]);
        table.values.push_back(sample.ess_tail[row]);
    }
    return table;
}

PosteriorTable correlations_of(Evidence const& evidence)
{
    auto const& points = evidence.posterior.sample.points;
    VectorXd const mean = points.rowwise().mean();
    Eigen::MatrixXd const centred = points.colwise() - mean;
    VectorXd const sd = centred.rowwise().norm();
    PosteriorTable table{"posterior",
                         "correlations",
                         "between parameters, on their coordinates",
                         names_of(evidence.study),
                         {}};
    for (Index i = 0; i < points.rows(); ++i) {
        for (Index j = 0; j < points.rows(); ++j) {
            table.values.push_back(centred.row(i).dot(centred.row(j)) / (sd[i] * sd[j]));
        }
    }
    return table;
}

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
    if (count == 0) {
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

PosteriorTable targets_of(Evidence const& evidence)
{
    PosteriorTable table{
        "targets",
        "fit",
        "one row for each target; before: the scenario's own values; after: draws "
        "of the posterior, simulated; sd on the link scale",
        {"figure", "tolerance", "fitted", "before", "before 5 %", "before 95 %", "after",
         "after 5 %", "after 95 %", "nearest run in sd", "dispersion", "emulator holds",
         "sd by counting", "sd by discrepancy", "runs above emulator"},
        {}};
    auto const emulators = emulators_after(evidence);
    auto const nothing = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < evidence.study.targets.size(); ++i) {
        auto const& target = evidence.study.targets[i];
        auto const at = std::find(evidence.fitted.begin(), evidence.fitted.end(), i);
        auto const figure = static_cast<std::size_t>(at - evidence.fitted.begin());
        auto const fitted = at != evidence.fitted.end();
        auto& values = table.values;
        values.insert(values.end(), {target.figure, target.tolerance, fitted ? 1.0 : 0.0});
        for (auto const* runs : {&evidence.before, &evidence.after}) {
            auto const spread = spread_of(evidence, *runs, i);
            values.insert(values.end(), spread.begin(), spread.end());
        }
        auto const& bank = evidence.posterior.bank;
        values.push_back(fitted ? evidence.posterior.waves.back().nearest[figure] : nothing);
        values.push_back(fitted ? bank.dispersion(figure) : nothing);
        values.push_back(fitted ? emulators[figure].holds : nothing);
        values.push_back(std::sqrt(link_variance_of(evidence.observations[i])));
        values.push_back(evidence.observations[i].discrepancy_sd);
        values.push_back(fitted ? emulators[figure].lean : nothing);
    }
    return table;
}

/// How figures that nobody fitted are foretold. The draws have the noise of runs of their scale.
PosteriorTable held_out_of(Evidence const& evidence)
{
    PosteriorTable table{
        "targets",
        "held out",
        "one row for each target that was kept out of the fit; scores are CRPS in "
        "the unit of the figure",
        {"target", "score before", "score after", "share of draws below", "in the 90 % interval"},
        {}};
    for (std::size_t i = 0; i < evidence.study.targets.size() && !evidence.after.empty(); ++i) {
        auto const& target = evidence.study.targets[i];
        if (target.use == TargetUse::calibrate) {
            continue;
        }
        auto const drawn = [&](std::vector<std::vector<TargetCounts>> const& runs) {
            std::vector<double> values;
            for (auto const& run : runs) {
                values.push_back(evidence.reader.value(i, run[i]));
            }
            return values;
        };
        auto const after = drawn(evidence.after);
        auto const below =
            std::ranges::count_if(after, [&](double value) { return value < target.figure; });
        auto const inside =
            quantile(after, 0.05) <= target.figure && target.figure <= quantile(after, 0.95);
        table.values.insert(
            table.values.end(),
            {static_cast<double>(i), ranked_score(drawn(evidence.before), target.figure),
             ranked_score(after, target.figure),
             static_cast<double>(below) / static_cast<double>(after.size()), inside ? 1.0 : 0.0});
    }
    return table;
}

PosteriorTable waves_of(Evidence const& evidence)
{
    PosteriorTable table{"waves",
                         "reports",
                         "one row for each wave",
                         {"points", "runs", "emulator variance", "errors within 3 sd",
                          "90 % intervals that hold", "prior not implausible", "means moved, in sd",
                          "largest dispersion", "largest move of a mean"},
                         {}};
    for (auto const& wave : evidence.posterior.waves) {
        table.values.insert(table.values.end(),
                            {static_cast<double>(wave.points), static_cast<double>(wave.runs),
                             wave.emulator_share, wave.inside, wave.coverage, wave.space_left,
                             wave.moved, wave.dispersion_largest, wave.moved_most});
    }
    return table;
}

PosteriorTable points_of(Evidence const& evidence)
{
    PosteriorTable table{
        "waves", "points", "parameters of every point that was run", names_of(evidence.study), {}};
    auto const& points = evidence.posterior.runs.points;
    for (Index i = 0; i < points.cols(); ++i) {
        for (std::size_t k = 0; k < evidence.study.unknowns.size(); ++k) {
            table.values.push_back(
                as_set(evidence.study.unknowns[k], points(static_cast<Index>(k), i)));
        }
    }
    return table;
}

PosteriorTable readings_of(Evidence const& evidence)
{
    PosteriorTable table{"waves",
                         "readings",
                         "each point's model value of every target that was fitted, link undone",
                         {},
                         {}};
    for (auto const target : evidence.fitted) {
        auto const& one = evidence.study.targets[target];
        table.columns.push_back(one.name + (one.place.empty() ? "" : " " + one.place));
    }
    auto const& runs = evidence.posterior.runs;
    for (std::size_t i = 0; i < static_cast<std::size_t>(runs.points.cols()); ++i) {
        for (std::size_t figure = 0; figure < evidence.fitted.size(); ++figure) {
            table.values.push_back(
                evidence.reader.from_link(evidence.fitted[figure], runs.readings[figure][i].value));
        }
    }
    return table;
}

}  // namespace

std::vector<PosteriorTable> tables_of(Evidence const& evidence)
{
    return {draws_of(evidence),   summary_of(evidence),  correlations_of(evidence),
            targets_of(evidence), held_out_of(evidence), waves_of(evidence),
            points_of(evidence),  readings_of(evidence)};
}

}  // namespace smartstart
