#pragma once

#include <string>
#include <string_view>

#include "engine/settings/settings.hpp"

namespace smartstart {

/// What a setting may be, in numbers and in words: "0 or more, such as '4 million euro'".
struct Limits {
    double low{};
    double high{};
    std::string_view wanted;
};

/// Notes a problem at this key where any value of the path lies outside the limits.
template <class T>
void keep_within(Limits const& limits, Settings const& section, std::string_view key,
                 Path<T> const& path)
{
    for (auto const& [mark, value] : path.points()) {
        if (value < limits.low || value > limits.high) {
            section.reject(key, "must be " + std::string{limits.wanted} + ".");
        }
    }
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
