#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace smartstart {

/// A mean of replicates and how sure it is.
struct Estimate {
    double mean{};  ///< not a number where there are no replicates
    double low{};   ///< of the 90 % interval of the mean; not a number with one replicate
    double high{};
    double deviation{};  ///< standard deviation between replicates
    int count{};         ///< replicates
};

/// Mean and 90 % interval (Student's t), over the numbers that are numbers.
Estimate estimate(std::span<double const> replicates);

/// Half the width of the 90 % interval of a mean of `count` replicates with this deviation.
double half_width(double deviation, std::int64_t count);

/// A share of `count` replicates with its 90 % interval (Wilson, 1927), which also holds for few
/// replicates and for none or all of them.
Estimate share_estimate(double share, int count);

/// How many replicates it takes for that half width to come down to `wanted`; nothing where that
/// cannot be known (no spread known, or nothing but exactly zero will do).
std::optional<std::int64_t> replicates_for(double deviation, double wanted);

/// The quantiles 5, 25, 50, 75 and 95 % of replicates (linear between neighbours, type 7 of Hyndman
/// and Fan, 1996), over the numbers that are numbers; not numbers when there are none.
using Band = std::array<double, 5>;
Band band(std::span<double const> replicates);

}  // namespace smartstart
