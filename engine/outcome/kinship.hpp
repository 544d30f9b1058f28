#pragma once

#include "engine/outcome/life_course.hpp"
#include "engine/population/civil.hpp"

namespace smartstart {

/// The bits of Lived::kin.
inline constexpr std::uint8_t mother_is_known = 1;
inline constexpr std::uint8_t of_teenage_mother = 2;
inline constexpr std::uint8_t parents_childhood_is_known = 4;

/// Writes down who the relatives of this person are. Parents are known for as long as they live in
/// the region; their childhood is where they were born in this year or later and grew up here.
void tell_kin(CivilView const& people, Row row, int first_year, Lived& one);

}  // namespace smartstart
