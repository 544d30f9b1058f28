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

}  // namespace smartstart
