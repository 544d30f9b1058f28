#pragma once

#include <vector>

#include "engine/population/region.hpp"
#include "engine/population/start/fit.hpp"
#include "engine/population/start/start_population.hpp"

namespace smartstart {

/// Margins that no weight was fitted to: what came out, beside figures of the region's folder.
std::vector<FitMargin> checks_not_fitted(StartPopulation const& population, Region const& region,
                                         double scale);

}  // namespace smartstart
