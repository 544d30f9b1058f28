#pragma once

#include <cstdint>
#include <vector>

#include "engine/population/region.hpp"
#include "engine/population/start/candidates.hpp"
#include "engine/population/start/start_population.hpp"

namespace smartstart {

/// The households of one municipality: `copies[i]` times candidate i.
struct Settlement {
    Candidates const& candidates;
    std::vector<std::uint32_t> const& copies;
    Links const& links;
    std::uint16_t municipality{};
    std::uint64_t seed{};
};

/// Appends households with their members, links and months of birth. Copies of a candidate differ
/// in age as far as their five-year age groups allow; the years between members stay.
void add_households(StartPopulation& population, Settlement const& settlement);

}  // namespace smartstart
