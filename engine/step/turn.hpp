#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/base/clock.hpp"
#include "engine/random/random.hpp"

namespace smartstart {

/// Processes that change slowly ask each person or household every third month, in a turn of its
/// own, so that a month is a third of the work. The rate then acts over the whole quarter.
inline constexpr int months_per_turn = 3;
inline constexpr double years_per_turn = months_per_turn / 12.0;

/// In the first step of a month only: however finely the month is lived, a turn is one question.
constexpr bool is_turn(std::uint64_t name_for_life, Clock const& clock)
{
    auto const month = static_cast<std::uint64_t>(clock.now.index);
    return clock.part == 0 && (name_for_life + month) % months_per_turn == 0;
}

/// Does what has this rate per year happen in the quarter of a turn? Nothing that is asked so
/// begins more often than twice a year. Most luck is beyond that, and then the rate need not be
/// known: `rate()` is called for the others only.
template <class RatePerYear>
bool happens_in_turn(Draws& draws, unsigned question, RatePerYear const& rate)
{
    constexpr double highest = 2.0;
    constexpr double chance_at_highest = 0.3934693402873666;  // 1 - exp(-2 / 4)
    auto const luck = draws.uniform(question);
    return luck < chance_at_highest &&
           luck < -std::expm1(-std::min<double>(highest, rate()) * years_per_turn);
}

/// Whole months of a spell that had passed when this step of time began. The step in which a spell
/// begins is not one of it.
constexpr int months_before_this_step(Moment since, Clock const& clock)
{
    auto const months = clock.now.index - since - (clock.part == 0 ? 1 : 0);
    return months < 0 ? 0 : months;
}

}  // namespace smartstart
