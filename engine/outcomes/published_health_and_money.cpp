#include <array>
#include <string>
#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/first_days.hpp"

// Health by age and sex, and kinds of poor and indebted households, as far as they were published,
// for the scorecard to hold the model against; what policy is about stands in health.cpp and
// money_and_work.cpp.
namespace smartstart::outcomes {
namespace {

using facts::Number;

constexpr int oldest = 199;
constexpr std::uint8_t woman = 0;
constexpr std::uint8_t man = 1;

// --- health ---

struct Ages {
    int from{};
    int to{};
};
constexpr std::array ages_of_survey{Ages{20, 29}, Ages{30, 39}, Ages{40, 49},    Ages{50, 54},
                                    Ages{55, 64}, Ages{65, 74}, Ages{75, oldest}};

std::string ages_en(Ages const& ages)
{
    return ages.to == oldest ? std::to_string(ages.from) + " and over"
                             : std::to_string(ages.from) + "-" + std::to_string(ages.to);
}
std::string ages_nl(Ages const& ages)
{
    return ages.to == oldest
               ? std::to_string(ages.from) + " jaar en ouder"
               : std::to_string(ages.from) + " tot en met " + std::to_string(ages.to) + " jaar";
}
std::string ages_id(Ages const& ages)
{
    return std::to_string(ages.from) + "_" + (ages.to == oldest ? "up" : std::to_string(ages.to));
}

constexpr auto mental_source = "after CBS StatLine 83005NED, mentally unhealthy (MHI-5 under 60)";

OutcomeKind mental_health_aged(Ages const& ages)
{
    auto info = plain_share("mental_health_aged_" + ages_id(ages),
                            "Mental health problems, aged " + ages_en(ages),
                            "Psychische klachten, " + ages_nl(ages));
    info.numerator = "those of them with a mental illness at the end of the year";
    info.denominator = "people aged " + ages_en(ages) + " at the end of the year";
    info.source_of_definition = mental_source;
    info.is_state = true;
    return outcome_of_people(
        std::move(info), AgeSpan{ages.from, ages.to},
        [](At const&, Flag ill) { return share_of_all(ill != 0); }, facts::ill);
}

OutcomeKind mental_health_of(OutcomeInfo info, std::uint8_t sex, std::string const& whose)
{
    info.numerator = "those of them with a mental illness at the end of the year";
    info.denominator = whose + " aged 18 and over at the end of the year";
    info.source_of_definition = mental_source;
    info.is_state = true;
    return outcome_of_people(
        std::move(info), AgeSpan{18, oldest},
        [=](At const& at, Flag ill) { return share(at.people.sex[at.row] == sex, ill != 0); },
        facts::ill);
}

OutcomeKind good_health_aged(Ages const& ages)
{
    auto info =
        plain_share("good_health_aged_" + ages_id(ages), "In good health, aged " + ages_en(ages),
                    "In goede gezondheid, " + ages_nl(ages));
    info.numerator = "people in good or very good health by their own account";
    info.denominator = "people aged " + ages_en(ages) + " at the end of the year";
    info.source_of_definition = "CBS, perceived health good or very good";
    info.is_state = true;
    return outcome_of_people(
        std::move(info), AgeSpan{ages.from, ages.to},
        [](At const&, Flag good) { return share_of_all(good != 0); }, facts::good_health);
}

// --- poverty and debts ---

/// Households are counted by their first head, of whom more is known than of a household.
bool is_first_head(At const& at)
{
    return at.people.head_one[at.people.family[at.row]] == at.row;
}

/// Of households of this kind whose head is no student: they have no income that would tell.
template <class Kind>
OutcomeKind low_income(OutcomeInfo info, Kind is_of_kind)
{
    info.numerator = "those of them under the low-income line at the end of the year";
    info.source_of_definition =
        "CBS 83841NED, private households under the low-income line, without those of students";
    info.is_state = true;
    return outcome_of_people(
        std::move(info), AgeSpan{18, oldest},
        [=](At const& at, Flag in_school, Flag poor) {
            auto const home = at.people.family[at.row];
            return share(is_first_head(at) && in_school == 0 && is_of_kind(at, home), poor != 0);
        },
        facts::in_school, facts::poor);
}

std::vector<OutcomeKind> low_incomes()
{
    auto all = plain_share("low_income_households", "Households with a low income",
                           "Huishoudens met een laag inkomen");
    all.denominator = "households that an adult leads, without students";
    auto alone = plain_share("low_income_alone", "Low income, living alone under 67",
                             "Laag inkomen, alleenwonend onder 67 jaar");
    alone.denominator = "people aged 18-66 who live alone, without students";
    auto couples = plain_share("low_income_couples", "Low income, couples with minors",
                               "Laag inkomen, paren met minderjarigen");
    couples.denominator = "households of a couple and minors, without students";
    auto const lives_alone = [](At const& at, Row home) {
        return at.people.size[home] == 1 && at.people.age_in_months(at.row, at.now) < 67 * 12;
    };
    auto const is_couple_with_minors = [](At const& at, Row home) {
        return at.people.is_couple(home) && at.people.minors[home] > 0;
    };
    return {low_income(all, [](At const&, Row) { return true; }), low_income(alone, lives_alone),
            low_income(couples, is_couple_with_minors)};
}

OutcomeKind assistance_heads()
{
    auto info =
        plain_share("assistance_heads", "People on social assistance", "Mensen met bijstand");
    info.numerator = "those of them who head a household on social assistance";
    info.denominator = "people aged 18-66 at the end of the year";
    info.source_of_definition = "CBS, persons with general social assistance under pension age";
    info.is_state = true;
    return outcome_of_people(
        info, AgeSpan{18, 66},
        [](At const& at, Flag assistance) {
            return share_of_all(assistance != 0 && at.people.head[at.row] != 0);
        },
        facts::assistance);
}

constexpr auto in_debt = "households with problematic debts at the end of the year";

OutcomeKind debt_with_children()
{
    auto info = plain_share("debt_with_children", "Households in problem debt with children",
                            "Huishoudens met problematische schulden en kinderen");
    info.numerator = "those of them with children at home, of any age";
    info.denominator = in_debt;
    info.source_of_definition = "CBS Schuldenproblematiek in beeld, 2020: with children";
    return outcome_of_families(
        info,
        [](At const& at, Flag debt) { return share(debt != 0, at.people.youngest[at.row] != 0); },
        facts::debt);
}

/// The first head remembers whether a head earned this year.
OutcomeKind debt_no_work()
{
    constexpr unsigned this_year = 1U;
    auto info = plain_share("debt_no_work", "Households in problem debt without paid work",
                            "Huishoudens met problematische schulden zonder betaald werk");
    info.numerator = "those of them in which no head has paid work";
    info.denominator = in_debt;
    info.source_of_definition =
        "after CBS Schuldenproblematiek in beeld, 2020: nobody works as an employee";
    return outcome_of_people(
        info, AgeSpan{18, oldest},
        [](At const& at, Flag debt, Number worked) {
            return share(debt != 0 && is_first_head(at), (worked & this_year) == 0);
        },
        facts::debt, facts::worked_years);
}

std::vector<OutcomeKind> health_by_age_and_sex()
{
    std::vector<OutcomeKind> kinds;
    for (Ages const& ages : ages_of_survey) {
        kinds.push_back(mental_health_aged(ages));
    }
    kinds.push_back(
        mental_health_of(plain_share("mental_health_of_women", "Mental health problems, women",
                                     "Psychische klachten, vrouwen"),
                         woman, "women"));
    kinds.push_back(
        mental_health_of(plain_share("mental_health_of_men", "Mental health problems, men",
                                     "Psychische klachten, mannen"),
                         man, "men"));
    kinds.push_back(good_health_aged({0, 17}));
    kinds.push_back(good_health_aged({75, oldest}));
    return kinds;
}

}  // namespace

std::vector<OutcomeKind> published_health_and_money()
{
    auto kinds = health_by_age_and_sex();
    auto const poor = low_incomes();
    kinds.insert(kinds.end(), poor.begin(), poor.end());
    kinds.push_back(assistance_heads());
    kinds.push_back(debt_with_children());
    kinds.push_back(debt_no_work());
    return kinds;
}

}  // namespace smartstart::outcomes
