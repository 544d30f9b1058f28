#pragma once

#include <vector>

#include "calibration/scorecard/pattern_fit.hpp"

namespace smartstart {

/// What the sources show of a pattern, one number per replicate, as a share where it is one; empty
/// where they cannot tell.
std::vector<double> measured(PatternSources const& sources, Pattern const& pattern);

}  // namespace smartstart
