#include <vector>

#include "engine/outcome/row_outcome.hpp"

// Births and parents as published figures count them, for the scorecard.
namespace smartstart::outcomes {
namespace {

constexpr std::uint8_t woman = 0;
constexpr int not_a_teenager = 20 * 12;

OutcomeKind first_birth_age()
{
    return outcome_of_people(
        {.id = "first_birth_age",
         .long_name_en = "Mean age of mothers at their first birth",
         .long_name_nl = "Gemiddelde leeftijd van moeders bij de geboorte van hun eerste kind",
         .units = "years",
         .numerator = "their ages in that month",
         .denominator = "women whose first child was born in the year",
         .source_of_definition = "CBS 37422ned, mean age of the mother at the first birth",
         .better = Better::neither,
         .transform = Transform::ratio,
         .relevant = 0.1},
        AgeSpan{12, 55}, [](At const& at) {
            auto const birth = at.people.last_birth[at.row];
            return mean(at.people.births[at.row] == 1 && at.this_year(birth),
                        (birth - at.people.born[at.row]) / 12.0);
        });
}

/// By the age in the month of the birth, where `fertility_15_19` goes by that of 31 December: of
/// those who give birth at 19 half are 20 by then.
OutcomeKind teenage_births()
{
    return outcome_of_people(
        {.id = "teenage_births",
         .long_name_en = "Girls who gave birth before they were 20",
         .long_name_nl = "Meisjes die voor hun twintigste een kind kregen",
         .units = "1",
         .numerator = "women who gave birth in the year before they were 20",
         .denominator = "women aged 15-19 at the end of the year",
         .source_of_definition =
             "CBS (2021), births of mothers under 20 per 1000 girls of 15 to 19",
         .better = Better::neither,
         .transform = Transform::ratio,
         .relevant = 0.0001},
        AgeSpan{15, 20}, [](At const& at) {
            auto const& people = at.people;
            auto const birth = people.last_birth[at.row];
            auto const girl = people.sex[at.row] == woman;
            auto const young = people.age_in_months(at.row, at.now) < not_a_teenager;
            auto const gave = at.this_year(birth) && birth - people.born[at.row] < not_a_teenager;
            return Added<0, 0>{girl && (young || gave), {gave ? 1.0 : 0.0, young ? 1.0 : 0.0}};
        });
}

/// Whose parents parted in the year: the homes of both are of this year. A home where one of them
/// starts anew with somebody else is of this year as well, but seldom are both. A parent who has
/// left the region since is missed.
bool parted(At const& at)
{
    auto const& people = at.people;
    auto const mother = people.mother_here(at.row);
    auto const father = people.father_here(at.row);
    if (mother == no_row || father == no_row || people.family[mother] == people.family[father]) {
        return false;
    }
    return at.this_year(people.formed[people.family[mother]]) &&
           at.this_year(people.formed[people.family[father]]);
}

OutcomeKind parents_parted()
{
    return outcome_of_people(
        {.id = "parents_parted",
         .long_name_en = "Children whose parents parted in the year",
         .long_name_nl = "Kinderen van wie de ouders in het jaar uit elkaar gingen",
         .units = "1",
         .numerator =
             "people under 18 whose parents both began another household in the year and live "
             "apart at its end",
         .denominator = "these, and people under 18 who live with both parents",
         .source_of_definition =
             "CBS (December 2025), children of whom the legal parents separated in the year",
         .better = Better::neither,
         .transform = Transform::ratio,
         .relevant = 0.001},
        minors, [](At const& at) {
            auto const apart = parted(at);
            return share(apart || at.people.lives_with_both_parents(at.row), apart);
        });
}

OutcomeKind parents_not_both()
{
    return outcome_of_people(
        {.id = "parents_not_both",
         .long_name_en = "Children who do not live with both parents",
         .long_name_nl = "Kinderen die niet met beide ouders wonen",
         .units = "1",
         .numerator = "people under 18 who do not share a household with both their parents",
         .denominator = "people under 18 at the end of the year",
         .source_of_definition =
             "CBS (December 2025), minors who do not live with both legal parents",
         .better = Better::neither,
         .transform = Transform::ratio,
         .relevant = 0.002},
        minors,
        [](At const& at) { return share_of_all(!at.people.lives_with_both_parents(at.row)); });
}

}  // namespace

std::vector<OutcomeKind> published_families()
{
    return {first_birth_age(), teenage_births(), parents_parted(), parents_not_both()};
}

}  // namespace smartstart::outcomes
