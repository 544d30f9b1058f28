#pragma once

#include "engine/population/region.hpp"
#include "engine/population/start/fit.hpp"
#include "engine/population/start/start_population.hpp"

namespace smartstart {

/// Counts a start population and sets it beside the tables of its region.
Fit measure_fit(StartPopulation const& population, Region const& region, double scale);

}  // namespace smartstart
