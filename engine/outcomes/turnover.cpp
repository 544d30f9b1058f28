#include <bit>
#include <string>
#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/first_days.hpp"
#include "engine/steps/history.hpp"

// How long things last and what becomes of them: what levels alone cannot tell.
namespace smartstart::outcomes {
namespace {

using facts::Number;
using facts::When;

constexpr auto guardian = static_cast<Number>(ServiceKind::guardianship);

OutcomeKind guardianship_new()
{
    auto info = plain_share("guardianship_new", "New guardianships", "Nieuwe voogdijen");
    info.numerator = "people under 18 whose guardianship began in the year";
    info.denominator = "people under 18 at the end of the year";
    info.source_of_definition = "CBS Jeugdbescherming, measures begun in the year";
    info.better = Better::down;
    info.relevant = 0.0001;
    return outcome_of_people(
        info, minors,
        [](At const& at, Number order, When since) {
            return share_of_all(order == guardian && at.this_year(since));
        },
        facts::order, facts::order_since);
}

/// Whether a court placed this child away from home in the fifth calendar year before this one.
bool placed_five_years_ago(At const& at, When placed)
{
    return placed != 0 && placed / 12 == at.now.year() - 5;
}

OutcomeKind home_within_five_years()
{
    auto info =
        plain_share("home_within_five_years", "Placed children who came home within five years",
                    "Geplaatste kinderen die binnen vijf jaar thuiskwamen");
    info.numerator = "those of them who returned home since";
    info.denominator = "people first placed under an order in the fifth calendar year before";
    info.source_of_definition = "Leiden study of return home (2025): placed in 2018, end of 2023";
    info.better = Better::up;
    return outcome_of_people(
        info, young,
        [](At const& at, When placed, When returned) {
            return share(placed_five_years_ago(at, placed), returned > placed);
        },
        facts::placed_by_court, facts::returned);
}

OutcomeKind placed_again()
{
    auto info = plain_share("placed_again", "Children placed again after they came home",
                            "Kinderen die na terugkeer opnieuw zijn geplaatst");
    info.numerator = "those of them who were placed away from home again since";
    info.denominator =
        "people first placed under an order in the fifth calendar year before, and "
        "home since";
    info.source_of_definition = "Leiden study of return home (2025): placed in 2018, end of 2023";
    info.better = Better::down;
    return outcome_of_people(
        info, young,
        [](At const& at, When placed, When returned, When again) {
            return share(placed_five_years_ago(at, placed) && returned > placed, again > placed);
        },
        facts::placed_by_court, facts::returned, facts::placed_again);
}

OutcomeKind child_poverty_left()
{
    auto info = plain_share("child_poverty_left", "Children who left poverty",
                            "Kinderen die uit armoede kwamen");
    info.numerator = "those of them whose household is not poor at the end of the year";
    info.denominator = "people under 18 in a household that was poor a year before";
    info.source_of_definition =
        "after CBS (2024), children in poverty in 2020 and not in 2021; here from December to "
        "December, in households that were there all year";
    info.better = Better::up;
    return outcome_of_people(
        info, minors,
        [](At const&, Flag before, Flag poor) { return share(before != 0, poor == 0); },
        facts::poor_last_year, facts::poor);
}

/// A share of the households with problematic debts whose debts are so many months old.
OutcomeKind debts_aged(OutcomeInfo info, int from_months, int to_months)
{
    info.denominator = "households with problematic debts at the end of the year";
    info.source_of_definition = "after CBS Schuldenproblematiek in beeld (2020)";
    return outcome_of_families(
        std::move(info),
        [=](At const& at, Flag debt, When since) {
            auto const age = at.now.index - since;
            return share(debt != 0, age >= from_months && age < to_months);
        },
        facts::debt, facts::debt_since);
}

OutcomeKind debts_new()
{
    auto info = plain_share("problem_debt_new", "Problematic debts that began in the year",
                            "Problematische schulden die in het jaar begonnen");
    info.numerator = "those of them whose debts began less than a year ago";
    info.better = Better::neither;
    return debts_aged(std::move(info), 0, 12);
}

OutcomeKind debts_three_years()
{
    auto info =
        plain_share("problem_debt_three_years", "Problematic debts for the third year or longer",
                    "Problematische schulden voor het derde jaar of langer");
    info.numerator =
        "those of them whose debts began two years ago or longer: three counts in a "
        "row";
    info.better = Better::down;
    constexpr int ever = 1 << 14;
    return debts_aged(std::move(info), 24, ever);
}

/// Who is counted: young families on assistance, or the others.
enum class Whose : Number { assistance, others };

OutcomeKind stacked(OutcomeInfo info, Whose whose, int least)
{
    info.numerator = "those of them with at least " + std::to_string(least) +
                     " of: low education, no earner in three years, poor or in problem debt, one "
                     "parent, mental illness";
    info.denominator =
        std::string{"households whose youngest child was born in the year before, "} +
        (whose == Whose::assistance ? "on social assistance at the end of any of three years"
                                    : "not on social assistance at the end of any of three years");
    info.source_of_definition =
        "after CBS, Statistische Trends 2023 (year before birth, of birth and after: education, "
        "work, prosperity, family stability, mental health of parents)";
    info.better = Better::down;
    return outcome_of_families(
        std::move(info),
        [=](At const&, Number lacking) {
            auto const assisted = (lacking & facts::was_assisted) != 0;
            return share(
                (lacking & facts::has_infant) != 0 && assisted == (whose == Whose::assistance),
                std::popcount(lacking & facts::five_fields) >= least);
        },
        facts::first_days);
}

}  // namespace

std::vector<OutcomeKind> turnover()
{
    return {guardianship_new(),
            home_within_five_years(),
            placed_again(),
            child_poverty_left(),
            debts_new(),
            debts_three_years(),
            stacked(plain_share("stacked_two_assistance",
                                "Two or more risks, young families on assistance",
                                "Twee of meer risico's, jonge gezinnen met bijstand"),
                    Whose::assistance, 2),
            stacked(plain_share("stacked_two_others", "Two or more risks, other young families",
                                "Twee of meer risico's, andere jonge gezinnen"),
                    Whose::others, 2),
            stacked(plain_share("stacked_four_assistance",
                                "Four or more risks, young families on assistance",
                                "Vier of meer risico's, jonge gezinnen met bijstand"),
                    Whose::assistance, 4),
            stacked(plain_share("stacked_four_others", "Four or more risks, other young families",
                                "Vier of meer risico's, andere jonge gezinnen"),
                    Whose::others, 4)};
}

}  // namespace smartstart::outcomes
