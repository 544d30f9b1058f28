#include "calibration/study/held_out.hpp"

#include <algorithm>
#include <cmath>

#include "calibration/statistics/diagnostics.hpp"
#include "calibration/statistics/scores.hpp"

namespace smartstart {
namespace {

using Runs = std::vector<std::vector<TargetCounts>>;

/// How runs foretell a figure, in units of the figure.
struct Foretold {
    double ranked{}, intervals{};  ///< scores
    double below{}, at_most{};     ///< chance of less than the figure, and of at most that
    bool is_in_90{};
};

Foretold foretold_mean(std::vector<double> const& values, double seen)
{
    std::vector<ScoredInterval> intervals;
    for (auto const chance : {0.5, 0.8, 0.95}) {
        intervals.push_back(
            {chance, quantile(values, 0.5 - 0.5 * chance), quantile(values, 0.5 + 0.5 * chance)});
    }
    Foretold told{ranked_score(values, seen),
                  weighted_interval_score(quantile(values, 0.5), intervals, seen), 0.0, 0.0, false};
    for (auto const value : values) {
        told.below += value < seen ? 1.0 / static_cast<double>(values.size()) : 0.0;
        told.at_most += value <= seen ? 1.0 / static_cast<double>(values.size()) : 0.0;
    }
    told.is_in_90 = quantile(values, 0.05) <= seen && seen <= quantile(values, 0.95);
    return told;
}

Foretold foretold_count(Observation const& figure, std::vector<double> const& links)
{
    CountForecast const forecast{figure, links};
    auto const seen = 0.5 * (figure.low + figure.high);
    auto const unit = figure.figure == Figure::share ? figure.out_of : 1.0;
    return {forecast.ranked_score(seen) / unit, forecast.interval_score(seen) / unit,
            forecast.below(figure.low), forecast.at_most(figure.high),
            forecast.quantile(0.05) <= figure.high && figure.low <= forecast.quantile(0.95)};
}

std::vector<double> values_of(Evidence const& evidence, Runs const& runs, std::size_t target)
{
    std::vector<double> values;
    for (auto const& run : runs) {
        values.push_back(evidence.reader.value(target, run[target]));
    }
    return values;
}

Foretold foretold(Evidence const& evidence, Runs const& runs, std::size_t target)
{
    auto const& figure = evidence.observations[target];
    if (figure.figure == Figure::mean) {
        return foretold_mean(values_of(evidence, runs, target),
                             evidence.study.targets[target].figure);
    }
    std::vector<double> links;
    for (auto const& run : runs) {
        links.push_back(evidence.reader.on_link(target, run[target]).value);
    }
    return foretold_count(figure, links);
}

std::vector<std::size_t> held_out(Evidence const& evidence)
{
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < evidence.study.targets.size() && !evidence.after.empty(); ++i) {
        if (evidence.study.targets[i].use == TargetUse::validate) {
            all.push_back(i);
        }
    }
    return all;
}

}  // namespace

PosteriorTable held_out_of(Evidence const& evidence)
{
    PosteriorTable table{
        "targets",
        "held out",
        "one row for each target that was kept out of the fit; scores (ranked "
        "probability and weighted interval score) are in the unit of the figure",
        {"target", "score before", "score after", "interval score before", "interval score after",
         "chance of less", "chance of at most that", "in the 90 % interval"},
        {}};
    for (auto const target : held_out(evidence)) {
        auto const before = foretold(evidence, evidence.before, target);
        auto const after = foretold(evidence, evidence.after, target);
        table.values.insert(
            table.values.end(),
            {static_cast<double>(target), before.ranked, after.ranked, before.intervals,
             after.intervals, after.below, after.at_most, after.is_in_90 ? 1.0 : 0.0});
    }
    return table;
}

PosteriorTable held_out_together_of(Evidence const& evidence)
{
    PosteriorTable table{"targets",
                         "held out together",
                         "energy score of all targets that were kept out of the fit, each over its "
                         "size",
                         {"before", "after"},
                         {}};
    auto const all = held_out(evidence);
    if (all.empty()) {
        return table;
    }
    for (auto const* runs : {&evidence.before, &evidence.after}) {
        Eigen::MatrixXd draws(static_cast<Eigen::Index>(all.size()),
                              static_cast<Eigen::Index>(runs->size()));
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto const size = std::max(1e-12, std::abs(evidence.study.targets[all[i]].figure));
            auto const values = values_of(evidence, *runs, all[i]);
            for (std::size_t run = 0; run < values.size(); ++run) {
                draws(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(run)) =
                    values[run] / size;
            }
        }
        table.values.push_back(energy_score(draws, Eigen::VectorXd::Ones(draws.rows())));
    }
    return table;
}

}  // namespace smartstart
