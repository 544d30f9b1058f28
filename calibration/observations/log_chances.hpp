#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

namespace smartstart {

/// The log of the sum of two chances of which these are the logs.
inline double log_sum(double one, double other)
{
    auto const most = std::max(one, other);
    return std::isinf(most) ? most : most + std::log(std::exp(one - most) + std::exp(other - most));
}

/// Log density of a normal number with mean 0.
inline double log_normal(double x, double variance)
{
    return -0.5 * (x * x / variance + std::log(2.0 * std::numbers::pi * variance));
}

}  // namespace smartstart
