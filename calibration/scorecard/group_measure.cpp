#include "calibration/scorecard/group_measure.hpp"

#include <algorithm>

namespace smartstart {
namespace {

constexpr std::size_t everybody = 0;

/// What the value of the group is held against.
double compared_with(Measure measure, Pooled const& last, std::size_t group, std::size_t replicate)
{
    switch (measure) {
        case Measure::quotient:
            return last.value(group, replicate);
        case Measure::relative:
            return last.value(everybody, replicate);
        case Measure::risk_ratio:
            return last.value_of_others(group, replicate);
        default:
            return 1.0;
    }
}

}  // namespace

Numbers of_a_group(Result const& result, Pattern const& pattern)
{
    auto const first = Pooled::of(result, pattern.outcomes.front(), pattern.years);
    auto const last = Pooled::of(result, pattern.outcomes.back(), pattern.years);
    if (!first || !last) {
        return {};
    }
    auto const group = first->find_group(pattern.group);
    if (!group) {
        return {};
    }
    return for_each_replicate(first->replicates(), [&](std::size_t one) {
        return first->value(*group, one) / compared_with(pattern.measure, *last, *group, one);
    });
}

Numbers extreme_group_of(Result const& result, Pattern const& pattern)
{
    auto const pooled = Pooled::of(result, pattern.outcomes.front(), pattern.years);
    if (!pooled) {
        return {};
    }
    return for_each_replicate(pooled->replicates(), [&](std::size_t one) {
        Numbers values;
        for (std::size_t group = 0; group < pooled->groups().size(); ++group) {
            auto const& kind = pooled->groups()[group].kind;
            if (kind == "risk" || kind == "income" || kind == "family") {
                values.push_back(pooled->value(group, one));
            }
        }
        return pattern.measure == Measure::lowest_group ? std::ranges::min(values)
                                                        : std::ranges::max(values);
    });
}

}  // namespace smartstart
