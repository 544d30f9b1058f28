#pragma once

#include <vector>

#include "engine/outcome/life_course.hpp"

namespace smartstart {

/// How alike brothers and sisters are, and cousins; and what an association in everybody comes to
/// when only brothers and sisters, or cousins, are compared: what they share cannot explain it
/// then. Birth years together. Not a number where nobody tells.
std::vector<LifeTable> kin_tables(std::vector<Lived> const& lived);

}  // namespace smartstart
