#pragma once

#include "engine/scenario/scenario.hpp"

namespace smartstart {

/// Whether two scenarios start with the same people and are lived in the same years, so that they
/// can be compared person by person.
inline bool are_of_the_same_people(Scenario const& one, Scenario const& other)
{
    return one.region == other.region && one.seed == other.seed && one.scale == other.scale &&
           one.base_year == other.base_year && one.rehearsal_years == other.rehearsal_years &&
           one.years == other.years;
}

}  // namespace smartstart
