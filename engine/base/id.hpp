#pragma once

#include <compare>
#include <cstdint>

namespace smartstart {

/// A person's name for life: the same in every scenario and never a row number. Zero is nobody.
struct PersonId {
    std::uint64_t value{};
    friend constexpr auto operator<=>(PersonId, PersonId) = default;
};

/// A household's name for as long as it exists. Zero is none.
struct FamilyId {
    std::uint64_t value{};
    friend constexpr auto operator<=>(FamilyId, FamilyId) = default;
};

/// A municipality, by its place in the region's list. Two bytes: a country has hundreds.
using PlaceNumber = std::uint16_t;

/// Someone who is there when the simulation starts, by number in the start population.
PersonId founder(std::uint64_t number);
/// A child, by mother and birth order, so that a birth elsewhere changes nobody's name.
PersonId child_of(PersonId mother, unsigned birth_order);
/// Someone who moves in, by calendar month, place (municipality) and ordinal in that month.
PersonId migrant(int month_index, unsigned place, unsigned ordinal);

/// A household that is there when the simulation starts.
FamilyId founding_family(std::uint64_t number);
/// A household that a person starts (leaving home, separating, moving in with someone), by month.
FamilyId family_started_by(PersonId starter, int month_index);

}  // namespace smartstart
