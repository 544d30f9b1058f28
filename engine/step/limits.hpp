#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "engine/settings/settings.hpp"

namespace smartstart {

/// What a setting may be, in numbers and in words: "0 or more, such as '4 million euro'".
struct Limits {
    double low{};
    double high{};
    std::string_view wanted;
};

/// What one of anything may cost or bring: up to here sums over a country fit in whole cents.
inline constexpr Limits price_limits{0.0, 1e7,
                                     "from 0 euro to 10 million euro, such as '92.50 euro'"};
/// What a price, a rate or an effect may be multiplied by, and other numbers that cannot be below
/// 0.
inline constexpr Limits factor_limits{0.0, 100.0, "from 0 to 100, such as '1.75'"};

/// Outside these an income, of which logarithms are taken, is no number.
inline constexpr Limits income_limits{1.0, 1e7,
                                      "from 1 euro to 10 million euro, such as '12500 euro'"};
inline constexpr Limits spread_limits{0.0, 10.0, "a number from 0 to 10, such as '0.4'"};
/// A shift of a logarithm: by 5 is 148 times as much.
inline constexpr Limits log_limits{-5.0, 5.0, "a number from -5 to 5, such as '-0.1'"};
inline constexpr Limits part_limits{0.0, 1.0, "a number from 0 to 1, such as '0.6'"};
/// A shift of a skill or of what builds it, in sd: beyond it nobody is.
inline constexpr Limits effect_limits{-10.0, 10.0, "from -10 to 10, such as '-0.4'"};
/// So many risk factors there are.
inline constexpr Limits risk_limits{0.0, 11.0, "a number from 0 to 11, such as '2'"};
inline constexpr Limits age_limits{0.0, 120.0, "from 0 to 120, such as '67'"};
/// A correlation with each of two independent parents: above it there is no room for both.
inline constexpr Limits correlation_limits{0.0, 0.7, "a number from 0 to 0.7, such as '0.3'"};

/// A value as a number, to hold against limits.
inline double as_number(double value)
{
    return value;
}
inline double as_number(int value)
{
    return value;
}
inline double as_number(Euro value)
{
    return value.euros();
}

/// The value at this key. Where it lies outside the limits a problem is noted.
template <class T>
T within(Limits const& limits, Settings const& section, std::string_view key)
{
    auto const value = section.get<T>(key);
    if (!(as_number(value) >= limits.low && as_number(value) <= limits.high)) {
        section.reject(key, "must be " + std::string{limits.wanted} + ".");
    }
    return value;
}

/// What one of anything may cost or bring, at this key.
inline Euro amount(Settings const& section, std::string_view key)
{
    return within<Euro>(price_limits, section, key);
}

/// Notes a problem at this key where any value of the path lies outside the limits.
template <class T>
void keep_within(Limits const& limits, Settings const& section, std::string_view key,
                 Path<T> const& path)
{
    for (auto const& [mark, value] : path.points()) {
        if (!(value >= limits.low && value <= limits.high)) {
            section.reject(key, "must be " + std::string{limits.wanted} + ".");
            return;
        }
    }
}

/// Shares of one whole: that at this key and those at others, named in quotes. Where their sum is
/// more than 1, so that whichever is drawn last would silently get less, a problem is noted.
inline void keep_in_whole(Settings const& section, std::string_view key, std::string_view others,
                          double sum)
{
    constexpr auto rounding = 1e-9;
    if (sum > 1.0 + rounding) {
        section.reject(key, fmt::format("together with {} is {:.6g} %, but must be 100 % at most.",
                                        others, 100.0 * sum));
    }
}

/// The path at this key. Where any of its values lies outside the limits a problem is noted.
inline Path<double> path_within(Limits const& limits, Settings const& section, std::string_view key)
{
    auto path = section.get<Path<double>>(key);
    keep_within(limits, section, key, path);
    return path;
}

/// What something is multiplied by, at this key: 0 or more.
inline double factor(Settings const& section, std::string_view key)
{
    return within<double>(factor_limits, section, key);
}
/// The same by age, or by another mark that is no year.
inline Path<double> factors(Settings const& section, std::string_view key)
{
    return path_within(factor_limits, section, key);
}
/// The same by calendar year.
inline Path<double> factors_by_year(Settings const& section, std::string_view key)
{
    auto path = section.get_by_year<double>(key);
    keep_within(factor_limits, section, key, path);
    return path;
}
/// A part of a whole, as a number from 0 to 1.
inline double part(Settings const& section, std::string_view key)
{
    return within<double>(part_limits, section, key);
}
/// A shift in sd of a skill, or of what builds it.
inline double effect(Settings const& section, std::string_view key)
{
    return within<double>(effect_limits, section, key);
}
inline double age_in_years(Settings const& section, std::string_view key)
{
    return within<double>(age_limits, section, key);
}

/// A number that something is divided by, or a power: the shape and scale of a duration, say. Where
/// it is not above 0 a problem is noted, and the result is 1.
inline double more_than_zero(Settings const& section, std::string_view key)
{
    auto const value = section.get<double>(key);
    if (value > 0.0) {
        return value;
    }
    section.reject(key, "must be more than 0, such as '4'.");
    return 1.0;
}

}  // namespace smartstart
