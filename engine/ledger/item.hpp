#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/ledger/ledger.hpp"

namespace smartstart {

/// What is paid for. The first ones follow the order of ServiceKind, so that a service's number is
/// its item.
enum class Item : std::uint8_t {
    bridging,  ///< double running cost during a shift (in the place of ServiceKind::none)
    youth_health_care,
    school_support,
    neighbourhood_team,
    gp_youth_nurse,
    parenting_programme,
    home_visiting,
    debt_counselling,
    ambulant,
    day_care,
    foster_care,
    family_home,
    residential,
    closed_care,
    crisis_care,
    supervision_order,
    guardianship,
    youth_probation,
    // outside the youth and family budget
    investigation,
    reports,
    halt,
    crime,
    social_assistance,
    disability_benefit,
    mental_health_care,
    problem_debt,
};
inline constexpr std::size_t item_count = 26;

std::span<Label const> all_items();
constexpr std::size_t index(Item item)
{
    return static_cast<std::size_t>(item);
}

}  // namespace smartstart
