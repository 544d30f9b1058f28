#pragma once

#include <cstddef>
#include <vector>

namespace smartstart {

/// How many times each of some counts: together they are nothing, as in a + b - c = 0.
using CountSum = std::vector<double>;

/// The counts by which one that is not shown is told: sums that hold, put together, leave it alone
/// among those that are shown, so that to hide one of these hides it again. None where nothing is
/// told.
std::vector<std::size_t> told_by(std::vector<CountSum> sums, std::vector<bool> const& is_unknown);

}  // namespace smartstart
