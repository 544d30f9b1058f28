#include <algorithm>
#include <string>
#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"

// Youth care as published figures count it, for the scorecard: by age, by half-year, begun, ended,
// waited for and asked for.
namespace smartstart::outcomes {
namespace {

using facts::Number;
using facts::When;

constexpr int grown_up = 18;
constexpr AgeSpan of_youth_care{0, 22};
constexpr auto ambulant = static_cast<Number>(ServiceKind::ambulant);

/// From then on in youth care: help, a stay, probation, or an order that runs or ended since.
bool in_care_since(When then, When latest, Number order, When order_since)
{
    return latest >= then || order != 0 || order_since >= then;
}

OutcomeKind youth_care_aged(int from, int to)
{
    auto const ages = std::to_string(from) + "-" + std::to_string(to);
    auto info = plain_share(
        "youth_care_aged_" + std::to_string(from) + "_" + std::to_string(to),
        "Youth care in the year at ages " + std::to_string(from) + " to " + std::to_string(to),
        "Jeugdzorg in het jaar van " + std::to_string(from) + " tot en met " + std::to_string(to) +
            " jaar");
    info.numerator = from < grown_up
                         ? "those of them with youth help, a stay, a protection order or youth "
                           "probation in the year"
                         : "those of them with youth help or youth probation in the year since "
                           "their 18th birthday";
    info.denominator = "people aged " + ages + " at the end of the year";
    info.source_of_definition = "CBS Jeugdzorg 2022, youths with youth care by age";
    return outcome_of_people(
        info, AgeSpan{from, to},
        [first = from * 12](At const& at, When help, When stay, When probation, Number order,
                            When order_since) {
            auto const latest = std::max({help, stay, probation});
            auto const january = static_cast<When>(at.now.index - 11);
            return share_of_all(first < grown_up * 12
                                    ? in_care_since(january, latest, order, order_since)
                                    : latest >= january &&
                                          latest >= at.people.born[at.row] + first);
        },
        facts::youth_help, facts::stay_month, facts::probation_month, facts::order,
        facts::order_since);
}

OutcomeKind half_year()
{
    auto info = plain_share("youth_care_half_year", "Youths with youth care in half a year",
                            "Jongeren met jeugdzorg in een half jaar");
    info.units = "persons";
    info.numerator =
        "people aged 0-22 with youth help, a stay, a protection order or youth probation in the "
        "last six months of the year";
    info.source_of_definition =
        "CBS 85100NED, youths with youth care in the first half of a year; here in the second";
    info.transform = Transform::count;
    info.relevant = 0.0;
    return outcome_of_people(
        info, of_youth_care,
        [](At const& at, When help, When stay, When probation, Number order, When order_since) {
            return count(in_care_since(static_cast<When>(at.now.index - 5),
                                       std::max({help, stay, probation}), order, order_since));
        },
        facts::youth_help, facts::stay_month, facts::probation_month, facts::order,
        facts::order_since);
}

/// Whoever came of age in the year counts above the line, as at CBS: their order ran until then.
OutcomeKind protection_in_year()
{
    auto info = plain_share("protection_in_year", "Minors with a protection order in the year",
                            "Minderjarigen met jeugdbescherming in het jaar");
    info.numerator =
        "people with a supervision order or guardianship at some time in the year, also if they "
        "turned 18 in it";
    info.denominator = "people under 18 at the end of the year";
    info.source_of_definition = "CBS 85098NED, minors with child protection in the year";
    info.relevant = 0.0002;
    return outcome_of_people(
        info, AgeSpan{0, grown_up},
        [](At const& at, Number order, When since) {
            auto const minor = at.people.age_in_months(at.row, at.now) < grown_up * 12;
            auto const ordered = order != 0 || at.this_year(since);
            return Added<0, 0>{minor || ordered, {ordered ? 1.0 : 0.0, minor ? 1.0 : 0.0}};
        },
        facts::order, facts::order_since);
}

/// Of the youth help or stays that ended in the year, those that lasted so long.
OutcomeKind ended(OutcomeInfo info, int from_months, int to_months)
{
    info.numerator =
        "those of them whose help or stay lasted " + std::to_string(from_months) +
        (to_months == 0 ? " months or longer" : " to " + std::to_string(to_months) + " months");
    info.denominator =
        "people aged 0-22 whose latest youth help (as CBS counts it) or stay ended in the year";
    info.source_of_definition =
        "after CBS 85096NED, ended trajectories by duration; here each person once";
    return outcome_of_people(
        std::move(info), of_youth_care,
        [=](At const& at, When help, When care_since, When stay_since, When stay_month,
            Number stay) {
            auto const away = stay_since > care_since;
            auto const began = std::max(care_since, stay_since);
            // Help at home ends before it works in that month, a stay after it.
            auto const end = away ? stay_month : static_cast<When>(help + 1);
            auto const months = end - began;
            auto const known = began != 0 && stay == 0 && at.this_year(end) && months > 0;
            return share(known, months >= from_months && (to_months == 0 || months < to_months));
        },
        facts::youth_help, facts::care_since, facts::stay_since, facts::stay_month, facts::stay);
}

OutcomeInfo waited_info(std::string id, std::string en, std::string nl)
{
    auto info = plain_share(std::move(id), std::move(en), std::move(nl));
    info.units = "months";
    info.relevant = 0.1;
    return info;
}

OutcomeKind waited_for_ambulant()
{
    auto info = waited_info("waited_for_ambulant", "Months waited before ambulant help",
                            "Wachttijd voor ambulante hulp die begon, in maanden");
    info.numerator = "months that they waited for it";
    info.denominator = "people with ambulant help at the end of the year that began in it";
    info.source_of_definition = "after Jeugdhulp Rijnmond, mean waiting time for ambulant help";
    return outcome_of_people(
        info, of_youth_care,
        [](At const& at, Number care, When since, Number waited) {
            return mean(care == ambulant && at.this_year(since), waited);
        },
        facts::care, facts::care_since, facts::waited);
}

/// The same of those who did not get it yet, of whom the first would tell nothing.
OutcomeKind waits_for_ambulant()
{
    auto info = waited_info("waits_for_ambulant", "Months that who waits for ambulant help waits",
                            "Wachttijd tot nu toe van wie op ambulante hulp wacht, in maanden");
    info.numerator = "months that they have waited for it so far";
    info.denominator = "people under 18 at home who wait for ambulant help at the end of the year";
    info.source_of_definition = "after Jeugdhulp Rijnmond, mean waiting time for ambulant help";
    return outcome_of_people(
        info, minors,
        [](At const& at, Number asks, When since, Number care, Number stay) {
            return mean(asks == ambulant && care != ambulant && stay == 0, at.now.index - since);
        },
        facts::asks, facts::asks_since, facts::care, facts::stay);
}

OutcomeKind waited_for_stay()
{
    auto info = waited_info("waited_for_stay", "Months waited before a stay away from home",
                            "Wachttijd voor een plek met verblijf, in maanden");
    info.numerator = "months that they waited for it";
    info.denominator = "people away from home at the end of the year who left home in it";
    info.source_of_definition = "after Jeugdhulp Rijnmond, mean waiting time for a stay";
    return outcome_of_people(
        info, of_youth_care,
        [](At const& at, Number stay, When since, When asked) {
            return mean(stay != 0 && at.this_year(since), since - asked);
        },
        facts::stay, facts::stay_since, facts::stay_asked_since);
}

OutcomeKind away_in_foster_care()
{
    auto info = plain_share("away_in_foster_care", "Children away from home who are in foster care",
                            "Uit huis geplaatste kinderen die in een pleeggezin wonen");
    info.numerator = "those of them in foster care";
    info.denominator = "people under 18 in care away from home at the end of the year";
    info.source_of_definition = "after CBS 85100NED: youths with foster care, of those with a stay";
    return outcome_of_people(
        info, minors,
        [](At const&, Number stay) {
            return share(stay != 0, stay == index(ServiceKind::foster_care));
        },
        facts::stay);
}

/// What CBS counts as youth help at home.
bool is_youth_help(Number kind)
{
    return kind == index(ServiceKind::neighbourhood_team) || kind == ambulant ||
           kind == index(ServiceKind::day_care) || kind == index(ServiceKind::crisis_care);
}

OutcomeKind asked_by_family_or_doctor()
{
    auto info = plain_share("asked_by_family_or_doctor",
                            "Youth help asked for by the family itself or its doctor",
                            "Jeugdhulp die het gezin zelf of de huisarts vroeg");
    info.numerator = "those of them for whom the family itself or its doctor asked";
    info.denominator =
        "people under 18 for whom youth help (as CBS counts it) was asked in December";
    info.source_of_definition =
        "after CBS 85096NED, trajectories by referrer: family doctor and none, with or without "
        "municipal access";
    return outcome_of_people(
        info, minors,
        [](At const& at, Number asks, When since, Number noticed) {
            return share(since == at.now.index && is_youth_help(asks),
                         noticed == facts::by_family || noticed == facts::by_family_doctor);
        },
        facts::asks, facts::asks_since, facts::noticed);
}

/// Whom the well-baby clinic noticed, of toddlers with or without serious problems. A visit cannot
/// be told from none, so only one over the other means something.
OutcomeKind noticed_at_clinic(OutcomeInfo info, bool (*counts)(Number problem))
{
    info.numerator = "those of them whom the well-baby clinic noticed in December";
    info.source_of_definition =
        "Reijneveld et al. 2004: children with and without clinical problems identified by the "
        "doctor of the well-baby clinic, per visit; here per month";
    info.relevant = 0.0005;
    return outcome_of_people(
        std::move(info), AgeSpan{2, 3},
        [=](At const&, Number problem, Number noticed) {
            return share(counts(problem), noticed == facts::by_well_baby_clinic);
        },
        facts::problem, facts::noticed);
}

OutcomeKind noticed_with_problems()
{
    auto info = plain_share("noticed_at_clinic_problems",
                            "Toddlers with serious problems noticed by the well-baby clinic",
                            "Peuters met ernstige problemen, opgemerkt op het consultatiebureau");
    info.denominator = "people aged 2-3 with serious problems or in crisis";
    return noticed_at_clinic(info, [](Number problem) { return problem >= 2; });
}

OutcomeKind noticed_without_problems()
{
    auto info =
        plain_share("noticed_at_clinic_others", "Other toddlers noticed by the well-baby clinic",
                    "Andere peuters, opgemerkt op het consultatiebureau");
    info.denominator = "people aged 2-3 without serious problems";
    return noticed_at_clinic(info, [](Number problem) { return problem < 2; });
}

}  // namespace

std::vector<OutcomeKind> published_care()
{
    auto const lasted = [](std::string const& id, std::string const& en, std::string const& nl) {
        return plain_share("youth_care_ended_" + id, "Ended youth help of " + en,
                           "Beëindigde jeugdhulp van " + nl);
    };
    return {youth_care_aged(0, 3),
            youth_care_aged(4, 7),
            youth_care_aged(8, 11),
            youth_care_aged(12, 17),
            youth_care_aged(18, 22),
            half_year(),
            protection_in_year(),
            ended(lasted("0_3", "less than 3 months", "minder dan 3 maanden"), 0, 3),
            ended(lasted("3_6", "3 to 6 months", "3 tot 6 maanden"), 3, 6),
            ended(lasted("6_12", "6 to 12 months", "6 tot 12 maanden"), 6, 12),
            ended(lasted("12_24", "1 to 2 years", "1 tot 2 jaar"), 12, 24),
            ended(lasted("24_up", "2 years or longer", "2 jaar of langer"), 24, 0),
            waited_for_ambulant(),
            waits_for_ambulant(),
            waited_for_stay(),
            away_in_foster_care(),
            asked_by_family_or_doctor(),
            noticed_with_problems(),
            noticed_without_problems()};
}

}  // namespace smartstart::outcomes
