#include "engine/service/service_kind.hpp"

namespace smartstart {
namespace {

using enum ServiceKind;

// Columns: kind, id, English, Dutch, side, statutory, stay, regional.
constexpr std::array<ServiceInfo, service_kinds> services{{
    {none, "none", "no service", "geen hulp", Side::none, false, false, false},
    {youth_health_care, "youth_health_care", "youth health care", "jeugdgezondheidszorg",
     Side::front, false, false, false},
    {school_support, "school_support", "support at school", "hulp op school", Side::front, false,
     false, false},
    {neighbourhood_team, "neighbourhood_team", "neighbourhood team", "wijkteam", Side::front, false,
     false, false},
    {gp_youth_nurse, "gp_youth_nurse", "youth nurse at the family doctor",
     "praktijkondersteuner jeugd", Side::front, false, false, false},
    {parenting_programme, "parenting_programme", "parenting programme", "opvoedprogramma",
     Side::front, false, false, false},
    {home_visiting, "home_visiting", "home visiting", "huisbezoekprogramma", Side::front, false,
     false, false},
    {debt_counselling, "debt_counselling", "debt counselling", "schuldhulp", Side::front, false,
     false, false},
    {ambulant, "ambulant", "specialist help at home", "ambulante jeugdhulp", Side::back, false,
     false, true},
    {day_care, "day_care", "specialist day care", "daghulp", Side::back, false, false, true},
    {foster_care, "foster_care", "foster care", "pleegzorg", Side::back, false, true, true},
    {family_home, "family_home", "family-type home", "gezinshuis", Side::back, false, true, true},
    {residential, "residential", "residential care", "verblijf", Side::back, false, true, true},
    {closed_care, "closed_care", "closed care", "gesloten jeugdhulp", Side::back, true, true, true},
    {crisis_care, "crisis_care", "crisis care", "crisishulp", Side::back, true, false, true},
    {supervision_order, "supervision_order", "supervision order", "ondertoezichtstelling",
     Side::back, true, false, true},
    {guardianship, "guardianship", "guardianship", "voogdij", Side::back, true, false, true},
    {youth_probation, "youth_probation", "youth probation", "jeugdreclassering", Side::back, true,
     false, true},
}};

}  // namespace

std::span<ServiceInfo const> all_services()
{
    return services;
}

ServiceInfo const& info(ServiceKind kind)
{
    return services[index(kind)];
}

}  // namespace smartstart
