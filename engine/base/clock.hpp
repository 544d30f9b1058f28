#pragma once

#include "engine/base/quantity.hpp"

namespace smartstart {

/// Where a run is in time. A month is lived in `parts` equal steps (one, unless a convergence test
/// asks for more); rates act over dt() years.
struct Clock {
    Month now;
    int part{};
    int parts{1};

    constexpr double dt() const { return 1.0 / (12.0 * parts); }
    /// True on the one step of the year in which a yearly process runs: the first step of `month`.
    constexpr bool is_start_of(int month) const { return part == 0 && now.of_year() == month; }
    constexpr bool is_end_of_month() const { return part == parts - 1; }
    constexpr bool is_end_of_year() const { return is_end_of_month() && now.of_year() == 12; }
    constexpr void tick()
    {
        part = (part + 1) % parts;
        now.index += part == 0 ? 1 : 0;
    }
};

/// A month kept in a column. Zero is "never".
using Moment = std::int16_t;

constexpr Moment moment(Month month)
{
    return static_cast<Moment>(month.index);
}
/// Kept of what was already so when somebody moved in: that month, below zero.
constexpr Moment before_moving_in(Month month)
{
    return static_cast<Moment>(-month.index);
}
/// Years from a moment until now; a huge number for "never".
constexpr double years_since(Moment start, Month now)
{
    return start == 0 ? 1e9 : (now.index - start) / 12.0;
}

}  // namespace smartstart
