#pragma once

#include "calibration/study/calibration_tables.hpp"

namespace smartstart {

/// One row for each target: the figure, and what the model has for it before and after.
PosteriorTable fit_of(Evidence const& evidence);
/// One row: all fitted figures at once, how far they are from the likeliest draw, and how far they
/// may be.
PosteriorTable together_of(Evidence const& evidence);

}  // namespace smartstart
