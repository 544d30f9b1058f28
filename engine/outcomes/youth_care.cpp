#include <algorithm>
#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::outcomes {
namespace {

using facts::Number;
using facts::When;

/// What CBS counts as youth help; outcomes that count otherwise say so.
constexpr auto as_cbs =
    "after CBS Jeugdhulp: youths with youth help in the year, per resident aged 0-17";

OutcomeInfo use_of(std::string id, std::string en, std::string nl, std::string numerator,
                   std::string source)
{
    return {.id = std::move(id),
            .long_name_en = std::move(en),
            .long_name_nl = std::move(nl),
            .units = "1",
            .numerator = std::move(numerator),
            .denominator = "people under 18 at the end of the year",
            .source_of_definition = std::move(source),
            .better = Better::neither,
            .transform = Transform::ratio,
            .relevant = 0.001};
}

OutcomeKind youth_care_use()
{
    return outcome_of_people(
        use_of(
            "youth_care_use", "Minors with youth help in the year, as CBS counts",
            "Minderjarigen met jeugdhulp in het jaar, zoals CBS telt",
            "people under 18 with help from a neighbourhood team, specialist help or a stay away "
            "from home in the year; support at school, the youth nurse at the family doctor and "
            "parenting programmes do not count, as at CBS",
            as_cbs),
        minors,
        // Care is given before places away from home: who left in December, has no help yet.
        [](At const& at, When help, When stay) {
            return share_of_all(at.this_year(help) || at.this_year(stay));
        },
        facts::youth_help, facts::stay_month);
}

OutcomeKind youth_care_use_front()
{
    return outcome_of_people(
        use_of(
            "youth_care_use_front", "Minors with front-end help in the year, wider than CBS counts",
            "Minderjarigen met hulp aan de voorkant in het jaar, ruimer dan CBS telt",
            "people under 18 with front-end help of their own in the year: support at school, "
            "neighbourhood team, youth nurse at the family doctor or parenting programme",
            "own definition; of these services CBS Jeugdhulp counts the neighbourhood team alone, "
            "so that this can be more than youth_care_use"),
        minors, [](At const& at, When front) { return share_of_all(at.this_year(front)); },
        facts::care_front);
}

OutcomeKind youth_care_use_back()
{
    return outcome_of_people(
        use_of("youth_care_use_back", "Minors with back-end help in the year",
               "Minderjarigen met hulp aan de achterkant in het jaar",
               "people under 18 with back-end help or a stay away from home in the year",
               "after CBS Jeugdhulp: youths with specialist help, day care, crisis care or a stay "
               "in the year, per resident aged 0-17"),
        minors,
        [](At const& at, When back, When stay) {
            return share_of_all(at.this_year(back) || at.this_year(stay));
        },
        facts::care_back, facts::stay_month);
}

OutcomeKind youth_care_new()
{
    return outcome_of_people(
        use_of("youth_care_new", "Minors whose very first youth help began",
               "Minderjarigen met voor het eerst jeugdhulp",
               "people under 18 whose first help ever began in the year", as_cbs),
        minors, [](At const& at, When first) { return share_of_all(at.this_year(first)); },
        facts::care_first);
}

OutcomeKind youth_care_stay_share()
{
    return outcome_of_people(
        {.id = "youth_care_stay_share",
         .long_name_en = "Users of youth help who stayed away from home",
         .long_name_nl = "Jeugdigen met jeugdhulp die verblijf hadden",
         .units = "1",
         .numerator = "people under 18 who were away from home in the year",
         .denominator = "people under 18 with youth help in the year",
         .source_of_definition = "CBS Jeugdhulp: share of youths with youth help with stay",
         // Falls as well when more children with lighter problems are found.
         .better = Better::neither,
         .transform = Transform::ratio,
         .relevant = 0.002},
        minors,
        [](At const& at, When help, When stay) {
            return share(at.this_year(help) || at.this_year(stay), at.this_year(stay));
        },
        facts::youth_help, facts::stay_month);
}

/// For help at home. What was given this month is asked for until the next one begins.
bool waits(Number asks, Number care, Number stay)
{
    return (asks != 0) & (asks != care) & (stay == 0);
}

OutcomeKind waiting_children()
{
    return outcome_of_people(
        {.id = "waiting_children",
         .long_name_en = "Children on a waiting list",
         .long_name_nl = "Kinderen op een wachtlijst",
         .units = "persons",
         .numerator = "people under 18 at home who wait for help there at the end of the year",
         .denominator = "",
         .source_of_definition =
             "own definition: asked for and not yet begun, in December; who waits for a stay is "
             "not counted",
         // Grows as well when more children are found.
         .better = Better::neither,
         .transform = Transform::count,
         .relevant = 0.0},
        minors,
        [](At const&, Number asks, Number care, Number stay) {
            return count(waits(asks, care, stay));
        },
        facts::asks, facts::care, facts::stay);
}

/// In months, of whoever got help or a stay this year or still waits for help. Were it those who
/// got it alone, it would fall where nobody gets in any more.
OutcomeKind waiting_months()
{
    return outcome_of_people(
        {.id = "waiting_months",
         .long_name_en = "Months waited for help",
         .long_name_nl = "Wachttijd voor hulp, in maanden",
         .units = "months",
         .numerator = "months waited by those whose latest help or stay began in the year, and so "
                      "far by those who wait at its end",
         .denominator = "people whose latest help or stay began in the year or who wait for help "
                        "at its end",
         .source_of_definition =
             "own definition: months from request to start, or to December; a step down from "
             "closed care is no start, nor is a stay after which another was asked for",
         // Longer as well when more children are found.
         .better = Better::neither,
         .transform = Transform::ratio,
         .relevant = 0.1},
        young,
        [](At const& at, When care_since, When stay_since, Number waited, When stay_asked,
           Number asks, When asks_since, Number care, Number stay) {
            // Whoever asked for another stay since is no longer known to have waited for this one.
            auto const stayed = stay_since < stay_asked ? When{0} : stay_since;
            // A stay that begins in the same month as help at home ends it.
            auto const had = stayed < care_since ? waited : stayed - stay_asked;
            bool const still = waits(asks, care, stay);
            return mean(still || at.this_year(std::max(care_since, stayed)),
                        still ? at.now.index - asks_since : had);
        },
        facts::care_since, facts::stay_since, facts::waited, facts::stay_asked_since, facts::asks,
        facts::asks_since, facts::care, facts::stay);
}

OutcomeKind unmet_need()
{
    return outcome_of_people(
        {.id = "unmet_need",
         .long_name_en = "Children with serious problems without any help",
         .long_name_nl = "Kinderen met ernstige problemen zonder enige hulp",
         .units = "1",
         .numerator =
             "people under 18 with serious problems or in crisis, without help of their own, "
             "help for the family or a stay, at the end of the year",
         .denominator = "people under 18 with serious problems or in crisis",
         .source_of_definition = "own definition; no Dutch register counts it",
         .better = Better::down,
         .transform = Transform::ratio,
         .relevant = 0.005,
         .is_state = true},
        minors,
        [](At const&, Number problem, Number care, Number stay, Number support) {
            return share(problem >= 2, care == 0 && stay == 0 && support == 0);
        },
        facts::problem, facts::care, facts::stay, facts::support);
}

}  // namespace

std::vector<OutcomeKind> youth_care()
{
    return {
        youth_care_use(),        youth_care_use_front(), youth_care_use_back(), youth_care_new(),
        youth_care_stay_share(), waiting_children(),     waiting_months(),      unmet_need()};
}

}  // namespace smartstart::outcomes
