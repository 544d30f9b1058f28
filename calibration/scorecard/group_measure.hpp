#pragma once

#include "calibration/scorecard/pattern.hpp"
#include "calibration/scorecard/pooled.hpp"

namespace smartstart {

/// `value`, `quotient`, `relative` and `risk_ratio`, for each replicate; none where the result has
/// no such outcome, group or year.
Numbers of_a_group(Result const& result, Pattern const& pattern);

/// `lowest_group` and `highest_group`.
Numbers extreme_group_of(Result const& result, Pattern const& pattern);

}  // namespace smartstart
