#pragma once

#include <cstddef>
#include <span>

namespace smartstart {

/// The variance of one replicate under one draw of the parameters and one structure of the model,
/// taken apart by a balanced crossed design: every structure is lived under the same draws, and
/// each of them with the same luck. What luck does together with the others counts as luck, and
/// what parameters do together with structures as parameters. By mean squares (analysis of
/// variance, all three random); a part that comes out below zero is zero.
struct VarianceSplit {
    double structure{};   ///< 0 with one structure
    double parameters{};  ///< 0 with one draw
    double luck{};        ///< not a number with one replicate: then it is in the other parts
};

/// `values` in the order (structure, draw, replicate).
VarianceSplit split_variance(std::span<double const> values, std::size_t structures,
                             std::size_t draws);

}  // namespace smartstart
