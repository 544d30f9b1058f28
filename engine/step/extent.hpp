#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace smartstart {

/// From the least to the most of some numbers and zero.
struct Extent {
    float least{}, most{};
};
inline Extent extent_with_zero(std::span<float const> values)
{
    // Sixteen at a time, which a compiler turns into vector instructions.
    constexpr std::size_t lanes = 16;
    std::array<float, lanes> least{};
    std::array<float, lanes> most{};
    auto const whole = values.size() / lanes * lanes;
    for (std::size_t from = 0; from < whole; from += lanes) {
        for (std::size_t i = 0; i < lanes; ++i) {
            auto const value = values[from + i];
            least[i] = value < least[i] ? value : least[i];
            most[i] = value > most[i] ? value : most[i];
        }
    }
    for (auto const value : values.subspan(whole)) {
        least[0] = std::min(least[0], value);
        most[0] = std::max(most[0], value);
    }
    return {*std::ranges::min_element(least), *std::ranges::max_element(most)};
}

}  // namespace smartstart
