#pragma once

#include "engine/population/start/fit.hpp"
#include "engine/run/prepare.hpp"

namespace smartstart {

/// How far the people that this scenario would start with are off from the published tables. Makes
/// them, which takes seconds.
Fit fit_of_start(Prepared const& prepared);

}  // namespace smartstart
