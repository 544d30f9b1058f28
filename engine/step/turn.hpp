#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "engine/base/clock.hpp"
#include "engine/population/turn.hpp"
#include "engine/random/random.hpp"

namespace smartstart {

/// A rate per year (or a hazard over some time) as base * exp(shift), left as it is, because most
/// luck can be settled without the exponential.
struct LogRate {
    double base{};
    double shift{};

    /// What a rate per year gathers over so many years.
    LogRate over(double years) const { return {base * years, shift}; }
    double value() const { return base * std::exp(shift); }
    /// Never below value(), and hardly above it: base times a chord of the powers of two, which lie
    /// below their chords. Its bits are those of the exponent, and a little for rounding.
    double at_most() const
    {
        constexpr double log2_of_e = 1.4426950408889634;
        constexpr double more = 1.0 + 0x1p-40;
        auto const power = std::clamp(shift * log2_of_e + 1023.0, 1.0, 2045.0);
        return base * more * std::bit_cast<double>(static_cast<std::uint64_t>(power * 0x1p52));
    }
};

/// Does what gathers this hazard happen? The chance is 1 - exp(-hazard), and below the hazard.
inline bool is_hit(double luck, LogRate const& hazard)
{
    return luck < hazard.at_most() && luck < -std::expm1(-hazard.value());
}

inline bool is_hit(double luck, double hazard)
{
    return luck < hazard && luck < -std::expm1(-hazard);
}

/// Does one of two things happen that have these rates per year, in the quarter of a turn?
inline bool is_hit_of_two(double luck, LogRate const& one, LogRate const& other)
{
    return luck < (one.at_most() + other.at_most()) * years_per_turn &&
           luck < -std::expm1(-(one.value() + other.value()) * years_per_turn);
}

/// The highest chance of a turn: nothing that is asked in turns begins more often than once a year.
/// So most luck is settled before the rate of a person or household need be known.
inline constexpr double highest_chance_in_turn = 0.2211992169285951;  // 1 - exp(-1 / 4)

/// Does what has this rate per year happen in the quarter of a turn?
inline bool is_hit_in_turn(double luck, LogRate const& per_year)
{
    return luck < highest_chance_in_turn && is_hit(luck, per_year.over(years_per_turn));
}

/// Whole months of a spell that had passed when this step of time began. The step in which a spell
/// begins is not one of it.
constexpr int months_before_this_step(Moment since, Clock const& clock)
{
    auto const months = clock.now.index - since - (clock.part == 0 ? 1 : 0);
    return months < 0 ? 0 : months;
}

}  // namespace smartstart
