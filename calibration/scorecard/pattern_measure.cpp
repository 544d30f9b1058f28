#include "calibration/scorecard/pattern_measure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "calibration/scorecard/group_measure.hpp"
#include "calibration/scorecard/pooled.hpp"
#include "calibration/scorecard/risk_shape.hpp"

namespace smartstart {
namespace {

constexpr std::size_t everybody = 0;
constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

/// The mean of who is there at the begin and the end of each year, over who goes in a year: those
/// who come, less what the stock grows by. Where the year before is not told, the first year is
/// left out.
Numbers duration_of(Result const& result, Pattern const& pattern)
{
    auto years = pattern.years;
    auto const& told = result.years;
    years.first += std::ranges::find(told, years.first - 1) == told.end() ? 1 : 0;
    auto const& stocked = pattern.outcomes.front();
    auto const stock = Pooled::of(result, stocked, years);
    auto const before = Pooled::of(result, stocked, {years.first - 1, years.first - 1});
    auto const last = Pooled::of(result, stocked, {years.last, years.last});
    auto const flow = Pooled::of(result, pattern.outcomes.back(), years);
    if (!stock || !before || !last || !flow) {
        return {};
    }
    return for_each_replicate(stock->replicates(), [&](std::size_t one) {
        auto const fall =
            before->counts(everybody, one).numerator - last->counts(everybody, one).numerator;
        return (stock->counts(everybody, one).numerator + fall / 2.0) /
               (flow->counts(everybody, one).numerator + fall);
    });
}

/// The year of "2026-01"; nothing where the scenario has no base.
std::optional<int> year_of_change(Result const& result)
{
    auto const& start = result.start_of_difference;
    return start.empty() ? std::nullopt : std::optional{std::stoi(start.substr(0, 4))};
}

Numbers change_of(PatternSources const& sources, Pattern const& pattern)
{
    auto const start = year_of_change(*sources.other);
    if (!start) {
        return {};
    }
    Years const years{*start + pattern.years.first - 1, *start + pattern.years.last - 1};
    auto const base = Pooled::of(sources.base, pattern.outcomes.front(), years);
    auto const other = Pooled::of(*sources.other, pattern.outcomes.front(), years);
    if (!base || !other) {
        return {};
    }
    return for_each_replicate(
        std::min(base->replicates(), other->replicates()), [&](std::size_t one) {
            return other->value(everybody, one) / base->value(everybody, one) - 1.0;
        });
}

/// Log-odds of a share in the groups with 0, 1, ... risk factors.
Numbers log_odds_by_risk(Pooled const& pooled, std::size_t replicate)
{
    Numbers odds;
    for (std::size_t group = 0; group < pooled.groups().size(); ++group) {
        if (pooled.groups()[group].kind == "risk") {
            auto const share = pooled.value(group, replicate);
            odds.push_back(std::log(share / (1.0 - share)));
        }
    }
    return odds;
}

Numbers shape_of(Result const& result, Pattern const& pattern, double (*shape)(Numbers const&))
{
    auto const pooled = Pooled::of(result, pattern.outcomes.front(), pattern.years);
    return pooled ? for_each_replicate(
                        pooled->replicates(),
                        [&](std::size_t one) { return shape(log_odds_by_risk(*pooled, one)); })
                  : Numbers{};
}

/// Rows of which too little is known do not count.
Numbers mean_of_table(Result const& result, Pattern const& pattern)
{
    auto const at = position(result.generations,
                             [&](ResultTable const& one) { return one.id == pattern.table; });
    if (!at) {
        return {};
    }
    auto const& table = result.generations[*at];
    auto const column = position(table.column_labels,
                                 [&](std::string const& label) { return label == pattern.column; });
    if (!column) {
        return {};
    }
    auto const rows = table.row_labels.size();
    auto const columns = table.column_labels.size();
    return for_each_replicate(result.replicates.size(), [&](std::size_t one) {
        double sum = 0.0;
        double known = 0.0;
        for (std::size_t row = 0; row < rows; ++row) {
            auto const asked = pattern.row.empty() || pattern.row == table.row_labels[row];
            auto const value =
                asked ? table.values[(one * rows + row) * columns + *column] : not_known;
            sum += std::isnan(value) ? 0.0 : value;
            known += std::isnan(value) ? 0.0 : 1.0;
        }
        return sum / known;
    });
}

/// Million euro a year that was spent at the front and at the back.
Numbers spending_of(Result const& result, Years years)
{
    auto const first = position(result.years, [&](int year) { return year == years.first; });
    auto const last = position(result.years, [&](int year) { return year == years.last; });
    if (!first || !last) {
        return {};
    }
    auto const sides = result.sides.size();
    auto const per_year = result.municipalities.size() * sides;
    return for_each_replicate(result.replicates.size(), [&](std::size_t one) {
        double cents = 0.0;
        auto const begin = (one * result.years.size() + *first) * per_year;
        auto const end = (one * result.years.size() + *last + 1) * per_year;
        for (auto at = begin; at < end; ++at) {
            auto const& side = result.sides[at % sides];
            cents += side == "front" || side == "back"
                         ? static_cast<double>(result.realised_cents[at])
                         : 0.0;
        }
        return cents / 1e8 / static_cast<double>(*last - *first + 1);
    });
}

/// Two that are not known are the same.
template <class Number>
bool same(Number one, Number other)
{
    return one == other ||
           (one != one && other != other);  // NOLINT(misc-redundant-expression): not a number
}

/// Numbers of outcomes and money that differ in the years before the change.
Numbers unequal_before_change(Result const& base, Result const& other)
{
    auto const start = year_of_change(other);
    auto const same_shape = base.years == other.years && base.cents.size() == other.cents.size() &&
                            base.outcomes.size() == other.outcomes.size() &&
                            base.cells() == other.cells();
    if (!start || !same_shape || base.years.front() >= *start) {
        return {};
    }
    auto const years = base.years.size();
    // A result can end before the change.
    auto const before = std::min(years, static_cast<std::size_t>(*start - base.years.front()));
    return for_each_replicate(base.replicates.size(), [&](std::size_t one) {
        double unequal = 0.0;
        auto const look = [&](auto const& first, auto const& second) {
            auto const per_year = first.size() / (base.replicates.size() * years);
            auto const from = one * years * per_year;
            for (auto at = from; at < from + before * per_year; ++at) {
                unequal += same(first[at], second[at]) ? 0.0 : 1.0;
            }
        };
        for (std::size_t i = 0; i < base.outcomes.size(); ++i) {
            look(base.numerators[i], other.numerators[i]);
            look(base.denominators[i], other.denominators[i]);
        }
        look(base.cents, other.cents);
        return unequal;
    });
}

Numbers of_runs(Verified const& verified, Measure measure)
{
    switch (measure) {
        case Measure::null_policy:
            return {verified.changed_by_null_policy};
        case Measure::detection:
            return {verified.changed_by_detection};
        case Measure::shock_left:
            return {verified.shock_left};
        default:
            return {verified.shock_adult};
    }
}

Numbers of_trials(TrialNumbers const& trials, std::string const& name)
{
    auto const found = trials.find(name);
    return found == trials.end() ? Numbers{} : Numbers{found->second};
}

}  // namespace

Numbers measured(PatternSources const& sources, Pattern const& pattern)
{
    switch (pattern.measure) {
        case Measure::value:
        case Measure::quotient:
        case Measure::relative:
        case Measure::risk_ratio:
            return of_a_group(sources.base, pattern);
        case Measure::duration:
            return duration_of(sources.base, pattern);
        case Measure::change:
            return change_of(sources, pattern);
        case Measure::least_step:
            return shape_of(sources.base, pattern, least_step_in);
        case Measure::straightness:
            return shape_of(sources.base, pattern, straightness_in);
        case Measure::lowest_group:
        case Measure::highest_group:
            return extreme_group_of(sources.base, pattern);
        case Measure::table:
            return mean_of_table(sources.base, pattern);
        case Measure::spending:
            return spending_of(sources.base, pattern.years);
        case Measure::unequal_before:
            return unequal_before_change(sources.base, *sources.other);
        case Measure::trial:
            return of_trials(*sources.trials, pattern.trial);
        default:
            return of_runs(*sources.verified, pattern.measure);
    }
}

}  // namespace smartstart
