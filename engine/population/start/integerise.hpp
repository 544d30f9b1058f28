#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/population/start/luck.hpp"
#include "engine/population/start/raking.hpp"

namespace smartstart {

/// Whole numbers near `amounts` that add up to `total`: rounded down, then one more for the largest
/// remainders (earlier first when equal). The amounts are scaled to the total first.
std::vector<std::int64_t> round_to_total(std::span<double const> amounts, std::int64_t total);

/// How often each row is taken: the whole numbers passed by the running sum of the weights, from
/// `offset` in [0, 1). Rows that stand together are rounded together, so sums over any stretch of
/// rows are off by less than one.
std::vector<std::uint32_t> copies_along(std::span<double const> weights, double offset);

/// Whole copies of candidates that should meet targets.
struct RepairProblem {
    Incidence const& table;
    std::span<double const> weights;       ///< of raking; a row with weight 0 is never taken
    std::span<double const> target;        ///< per cell
    std::span<std::uint8_t const> groups;  ///< a copy is only swapped for one of its own group
    StartLuck luck;
};

/// Swaps copies for similar candidates as long as that brings the cells nearer to their targets
/// (least sum of squares). Returns the number of swaps.
std::size_t repair(RepairProblem const& problem, std::vector<std::uint32_t>& copies);

}  // namespace smartstart
