#include <iterator>
#include <string>
#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/history.hpp"

// Maltreatment, reports and suspects by kind of family, age and sex, as far as that was published,
// for the scorecard to hold the model against; what policy is about stands in safety.cpp.
namespace smartstart::outcomes {
namespace {

using facts::Number;
using facts::When;

constexpr int oldest = 199;

// --- maltreatment and reports of it ---

enum class Has : std::uint8_t { factor, not_so };

/// Of children whose household has this risk factor at the end of the year, or has it not.
OutcomeKind maltreated_where(OutcomeInfo info, unsigned factor, Has has)
{
    info.numerator = "those of them maltreated or neglected in the year";
    info.source_of_definition = "after NPM-2017 (van Berkel et al. 2020), relative risks by family";
    info.relevant = 0.001;
    return outcome_of_people(
        std::move(info), minors,
        [=](At const& at, std::uint16_t factors, When latest) {
            auto const is_so = ((factors & factor) != 0) == (has == Has::factor);
            return share(is_so, is_so && at.this_year(latest));
        },
        facts::risk_factors, facts::maltreated_month);
}

std::vector<OutcomeKind> maltreated_by_family()
{
    auto low = plain_share("maltreated_low_education", "Maltreated, parents with a low education",
                           "Mishandeld, ouders laag opgeleid");
    low.denominator =
        "people under 18 in a household without an adult head of more than a low "
        "education";
    auto more = plain_share("maltreated_more_education", "Maltreated, a parent with more education",
                            "Mishandeld, een ouder hoger opgeleid");
    more.denominator = "all other people under 18 (education of the heads)";
    auto idle = plain_share("maltreated_no_work", "Maltreated, parents without work",
                            "Mishandeld, ouders zonder werk");
    idle.denominator =
        "people under 18 in a household with a head out of work or on disability "
        "benefit, and no head in paid work";
    auto earning = plain_share("maltreated_work", "Maltreated, parents not without work",
                               "Mishandeld, ouders niet zonder werk");
    earning.denominator = "all other people under 18 (work of the heads)";
    return {maltreated_where(low, facts::risk_low_education, Has::factor),
            maltreated_where(more, facts::risk_low_education, Has::not_so),
            maltreated_where(idle, facts::risk_no_work, Has::factor),
            maltreated_where(earning, facts::risk_no_work, Has::not_so)};
}

OutcomeKind maltreated_reported()
{
    auto info = plain_share("maltreated_reported", "Maltreated children who were reported",
                            "Mishandelde kinderen over wie een melding is gedaan");
    info.numerator = "those of them with a report of maltreatment in the year";
    info.denominator = "people under 18 maltreated or neglected in the year";
    info.source_of_definition =
        "after CBS (registered victims) over NPM-2017 (all victims); here the same children";
    return outcome_of_people(
        info, minors,
        [](At const& at, When latest, When reported) {
            return share(at.this_year(latest), at.this_year(reported));
        },
        facts::maltreated_month, facts::reported);
}

/// Of maltreated children who were reported.
OutcomeKind victims_where(OutcomeInfo info, unsigned factor)
{
    info.denominator = "people under 18 maltreated and reported in the year";
    info.source_of_definition = "after CBS, registered victims of maltreatment, 2014";
    return outcome_of_people(
        std::move(info), minors,
        [=](At const& at, When latest, When reported, std::uint16_t factors) {
            return share(at.this_year(latest) && at.this_year(reported), (factors & factor) != 0);
        },
        facts::maltreated_month, facts::reported, facts::risk_factors);
}

/// Of all children of an age: who was maltreated and reported.
OutcomeKind victims_aged(OutcomeInfo info, AgeSpan ages)
{
    auto const aged = std::to_string(ages.from) + "-" + std::to_string(ages.to);
    info.numerator = "those of them maltreated and reported in the year";
    info.denominator = "people aged " + aged + " at the end of the year";
    info.source_of_definition = "after CBS, registered victims of maltreatment, 2014";
    info.relevant = 0.0005;
    return outcome_of_people(
        std::move(info), ages,
        [](At const& at, When latest, When reported) {
            return share_of_all(at.this_year(latest) && at.this_year(reported));
        },
        facts::maltreated_month, facts::reported);
}

OutcomeKind violence_couples()
{
    auto info = plain_share("violence_couples", "Couples with violence at home",
                            "Paren met geweld in huis");
    info.numerator = "those of them with violence between the two at the end of the year";
    info.denominator = "households of a couple";
    info.source_of_definition = "after CBS Impactmonitor 2020, victims of domestic violence";
    info.is_state = true;
    return outcome_of_families(
        info,
        [](At const& at, Flag violence) {
            return share(at.people.is_couple(at.row), violence != 0);
        },
        facts::violence);
}

/// Who was reported again since then counts by that report, and is left out if it was in the year.
OutcomeKind reported_and_over()
{
    auto info = plain_share("reported_and_over", "Violence over a year and a half after a report",
                            "Geweld voorbij, anderhalf jaar na een melding");
    info.numerator =
        "those of them without maltreatment and without violence between adults at home at the "
        "end of the year";
    info.denominator =
        "people under 18 whose latest report of maltreatment was 12 to 23 months ago";
    info.source_of_definition =
        "after Verwey-Jonker, second cohort (2020): families a year and a half after a report";
    return outcome_of_people(
        info, minors,
        [](At const& at, When reported, Flag maltreated, Flag violence) {
            auto const months = at.now.index - reported;
            return share(reported != 0 && months >= 12 && months < 24,
                         maltreated == 0 && violence == 0);
        },
        facts::reported, facts::maltreated, facts::violence);
}

// --- suspects ---

OutcomeKind suspects(OutcomeInfo info, AgeSpan ages, std::string const& aged)
{
    info.numerator = aged + " registered as suspect of a crime in the year";
    info.denominator = aged + " at the end of the year";
    info.source_of_definition = "CBS StatLine 81997NED, registered suspects per resident";
    info.relevant = 0.0005;
    return outcome_of_people(
        std::move(info), ages,
        [](At const& at, When latest) { return share_of_all(at.this_year(latest)); },
        facts::suspect);
}

OutcomeKind suspects_of_age(int age)
{
    auto const years = std::to_string(age);
    return suspects(plain_share("suspect_aged_" + years, "Registered suspects aged " + years,
                                "Geregistreerde verdachten van " + years + " jaar"),
                    AgeSpan{age, age}, "people aged " + years);
}

/// No row tells in which year somebody was a suspect for the first time. But whoever was one as a
/// minor had one such year and has a record at the end of 17: over the share of suspects in a year
/// it is six times the share of them who are new, as long as years are alike.
OutcomeKind suspect_ever()
{
    auto info = plain_share("suspect_ever_17", "Ever a suspect by the end of 17",
                            "Ooit verdacht geweest, tot en met 17 jaar");
    info.numerator = "people aged 17 who were ever a suspect";
    info.denominator = "people aged 17 at the end of the year";
    info.source_of_definition = "after CBS (February 2024), first offenders among minor suspects";
    return outcome_of_people(
        info, AgeSpan{17, 17},
        [](At const&, Number offences) { return share_of_all(offences != 0); }, facts::offences);
}

std::vector<OutcomeKind> reports()
{
    auto alone = plain_share("reported_single_parent", "Reported victims with one parent",
                             "Gemelde slachtoffers uit een eenoudergezin");
    alone.numerator = "those of them in a household with one head";
    auto idle = plain_share("reported_no_work", "Reported victims, parents without work",
                            "Gemelde slachtoffers van ouders zonder werk");
    idle.numerator =
        "those of them in a household with a head out of work or on disability benefit, and no "
        "head in paid work";
    return {maltreated_reported(),
            victims_where(alone, facts::risk_single_parent),
            victims_where(idle, facts::risk_no_work),
            victims_aged(plain_share("victims_aged_0_3", "Reported victims aged 0-3",
                                     "Gemelde slachtoffers van 0 tot en met 3 jaar"),
                         AgeSpan{0, 3}),
            victims_aged(plain_share("victims_aged_12_17", "Reported victims aged 12-17",
                                     "Gemelde slachtoffers van 12 tot en met 17 jaar"),
                         AgeSpan{12, 17}),
            reported_and_over(),
            violence_couples()};
}

std::vector<OutcomeKind> all_suspects()
{
    std::vector<OutcomeKind> kinds;
    for (int age = 12; age <= 19; ++age) {
        kinds.push_back(suspects_of_age(age));
    }
    kinds.push_back(
        suspects(plain_share("suspect_aged_12_up", "Registered suspects aged 12 and over",
                             "Geregistreerde verdachten van 12 jaar en ouder"),
                 AgeSpan{12, oldest}, "people aged 12 and over"));
    kinds.push_back(suspects(plain_share("suspect_aged_12_24", "Registered suspects aged 12-24",
                                         "Geregistreerde verdachten van 12 tot en met 24 jaar"),
                             AgeSpan{12, 24}, "people aged 12-24"));
    kinds.push_back(suspect_ever());
    return kinds;
}

}  // namespace

std::vector<OutcomeKind> published_harm()
{
    auto kinds = maltreated_by_family();
    for (auto&& more : {reports(), all_suspects()}) {
        kinds.insert(kinds.end(), more.begin(), more.end());
    }
    return kinds;
}

}  // namespace smartstart::outcomes
