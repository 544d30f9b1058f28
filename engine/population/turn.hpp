#pragma once

#include <cstdint>

#include "engine/base/clock.hpp"

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

}  // namespace smartstart
