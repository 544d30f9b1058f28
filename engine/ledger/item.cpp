#include "engine/ledger/item.hpp"

#include <array>

namespace smartstart {
namespace {

constexpr std::array<Label, item_count> labels{{
    {"bridging", "bridging (double running cost)", "overbrugging (dubbele lasten)"},
    {"youth_health_care", "youth health care", "jeugdgezondheidszorg"},
    {"school_support", "support at school", "hulp op school"},
    {"neighbourhood_team", "neighbourhood team", "wijkteam"},
    {"gp_youth_nurse", "youth nurse at the family doctor", "praktijkondersteuner jeugd"},
    {"parenting_programme", "parenting programme", "opvoedprogramma"},
    {"home_visiting", "home visiting", "huisbezoekprogramma"},
    {"debt_counselling", "debt counselling", "schuldhulp"},
    {"ambulant", "specialist help at home", "ambulante jeugdhulp"},
    {"day_care", "specialist day care", "daghulp"},
    {"foster_care", "foster care", "pleegzorg"},
    {"family_home", "family-type home", "gezinshuis"},
    {"residential", "residential care", "verblijf"},
    {"closed_care", "closed care", "gesloten jeugdhulp"},
    {"crisis_care", "crisis care", "crisishulp"},
    {"supervision_order", "supervision order", "ondertoezichtstelling"},
    {"guardianship", "guardianship", "voogdij"},
    {"youth_probation", "youth probation", "jeugdreclassering"},
    {"investigation", "investigations before an order", "raadsonderzoek voor een maatregel"},
    {"reports", "reports of violence and maltreatment", "meldingen huiselijk geweld"},
    {"halt", "Halt", "Halt"},
    {"crime", "safety spending on crime", "veiligheidsuitgaven criminaliteit"},
    {"social_assistance", "social assistance", "bijstand"},
    {"disability_benefit", "disability benefit", "arbeidsongeschiktheid"},
    {"mental_health_care", "mental health care of adults", "ggz volwassenen"},
    {"problem_debt", "problem debts", "problematische schulden"},
}};

}  // namespace

std::span<Label const> all_items()
{
    return labels;
}

}  // namespace smartstart
