#pragma once

#include <vector>

#include "engine/store/result.hpp"

namespace smartstart {

/// Where a number of a result is, but for its replicate. All by position; a place one past the last
/// municipality is the whole region, whose values come from summed counts.
struct Spot {
    std::size_t outcome{};
    std::size_t year{};
    std::size_t place{};
    std::size_t group{};
};

/// The two counts of an outcome.
struct Counts {
    double numerator{};
    double denominator{};
    friend bool operator==(Counts const&, Counts const&) = default;
};

Counts counts(Result const& result, Spot const& spot, std::size_t replicate);

/// The value of an outcome in each replicate; not a number where nobody was counted.
std::vector<double> replicate_values(Result const& result, Spot const& spot);

}  // namespace smartstart
