#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/population/region.hpp"

namespace smartstart {

// The margins that households and persons of one municipality must meet at once, as numbered cells:
// age x sex, position x age, families by kind and number of children, and everybody (which the
// others imply; it keeps the total exact when whole households are chosen).
constexpr std::size_t age_sex_cells = age_bands * 2;
constexpr std::size_t place_cells = age_bands * positions;
constexpr std::size_t family_cells = family_kinds * 4;
constexpr std::size_t everybody_cell = age_sex_cells + place_cells + family_cells;
constexpr std::size_t margin_cells = everybody_cell + 1;

constexpr std::size_t age_sex_cell(std::size_t band, Sex sex)
{
    return band * 2 + static_cast<std::size_t>(sex);
}
constexpr std::size_t place_cell(std::size_t band, Position position)
{
    return age_sex_cells + band * positions + static_cast<std::size_t>(position);
}
/// `children` is 0, 1, 2, or 3 for three and more.
constexpr std::size_t family_cell(FamilyKind kind, std::size_t children)
{
    return age_sex_cells + place_cells + static_cast<std::size_t>(kind) * 4 + children;
}

/// Persons or households per cell, by the tables.
std::vector<double> margin_targets(Municipality const& place);
/// A name for a message, such as "single_parent at ages 30 to 34".
std::string name_of_cell(std::size_t cell);
/// Such as "30-34" or "95+".
std::string name_of_band(std::size_t band);

}  // namespace smartstart
