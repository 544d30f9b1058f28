#pragma once

#include "calibration/study/calibration_tables.hpp"

namespace smartstart {

/// Figures that were kept out of the fit, and how the runs foretell them.

/// One row for each. Shares and counts are foretold by counts as luck would have them at the rate
/// of each run, means by the runs themselves; runs have the noise of their scale.
PosteriorTable held_out_of(Evidence const& evidence);
/// One row: all of them at once, each over its size.
PosteriorTable held_out_together_of(Evidence const& evidence);

}  // namespace smartstart
