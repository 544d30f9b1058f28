#pragma once

#include <cstdint>
#include <vector>

#include "engine/population/region.hpp"
#include "engine/population/start/candidates.hpp"
#include "engine/population/start/start_population.hpp"

namespace smartstart {

/// Appends the households of one municipality, `copies[i]` times candidate i, with their members,
/// links and months of birth. Copies of a candidate differ in age as far as their five-year age
/// groups allow; the years between members stay.
void add_households(StartPopulation& population, Region const& region, Candidates const& candidates,
                    std::vector<std::uint32_t> const& copies, std::uint64_t seed);

}  // namespace smartstart
