#include "analysis/report/themes.hpp"

#include <array>

namespace smartstart {
namespace {

constexpr std::array themes{
    Theme{"Problemen en vaardigheden", "Problems and skills"},
    Theme{"School", "School"},
    Theme{"Jeugdhulp en wachten", "Youth care and waiting"},
    Theme{"Bescherming", "Protection"},
    Theme{"Veiligheid", "Safety"},
    Theme{"Gezondheid", "Health"},
    Theme{"Geld en werk van gezinnen", "Money and work of families"},
    Theme{"Bevolking", "Population"},
    Theme{"Naast gepubliceerde cijfers", "Beside published figures"},
    Theme{"Overig", "Other"},
};

/// Ids that start so belong to the theme at this position.
struct Claim {
    std::string_view start;
    std::size_t theme;
};

// The first that fits holds: the particular stands before the general.
constexpr std::array claims{
    Claim{"youth_care_aged_", 8},
    Claim{"youth_care_half_year", 8},
    Claim{"youth_care_ended_", 8},
    Claim{"protection_in_year", 8},
    Claim{"waited_for_", 8},
    Claim{"waits_for_", 8},
    Claim{"away_in_", 8},
    Claim{"asked_by_", 8},
    Claim{"noticed_at_clinic_", 8},
    Claim{"first_birth_age", 8},
    Claim{"teenage_births", 8},
    Claim{"parents_", 8},
    Claim{"maltreated_", 8},
    Claim{"reported_", 8},
    Claim{"suspect_", 8},
    Claim{"mental_health_aged_", 8},
    Claim{"mental_health_of_", 8},
    Claim{"good_health_aged_", 8},
    Claim{"low_income_", 8},
    Claim{"debt_", 8},
    Claim{"victims_", 8},
    Claim{"violence_", 8},
    Claim{"assistance_", 8},
    Claim{"teenage_mother_", 8},
    Claim{"skill_", 0},
    Claim{"risk_count", 0},
    Claim{"stacked_", 0},
    Claim{"problem_serious", 0},
    Claim{"problem_crisis", 0},
    Claim{"cito_", 1},
    Claim{"school_", 1},
    Claim{"early_school_", 1},
    Claim{"education_", 1},
    Claim{"paid_work", 6},
    Claim{"youth_care_", 2},
    Claim{"waiting_", 2},
    Claim{"unmet_need", 2},
    Claim{"supervision_orders", 3},
    Claim{"placements", 3},
    Claim{"guardianship", 3},
    Claim{"returns_home", 3},
    Claim{"home_within_five_years", 3},
    Claim{"placed_again", 3},
    Claim{"maltreatment", 3},
    Claim{"suspects_", 4},
    Claim{"police_reports", 4},
    Claim{"youth_probation", 4},
    Claim{"health_", 5},
    Claim{"good_health", 5},
    Claim{"mental_health_", 5},
    Claim{"problem_debt_", 6},
    Claim{"social_assistance_", 6},
    Claim{"child_poverty", 6},
    Claim{"disability_benefit", 6},
    Claim{"income_mean", 6},
    Claim{"population", 7},
    Claim{"births", 7},
    Claim{"deaths", 7},
    Claim{"fertility_", 7},
    Claim{"households", 7},
    Claim{"single_parent_households", 7},
};

}  // namespace

std::span<Theme const> all_themes()
{
    return themes;
}

std::size_t theme_of(std::string_view outcome)
{
    for (Claim const& claim : claims) {
        if (outcome.substr(0, claim.start.size()) == claim.start) {
            return claim.theme;
        }
    }
    return themes.size() - 1;
}

}  // namespace smartstart
