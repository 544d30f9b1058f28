#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::outcomes {
namespace {

using facts::Number;

/// Value of facts::work.
constexpr Number disability = 3;

OutcomeInfo worse_when_more(std::string id, std::string en, std::string nl, std::string numerator)
{
    OutcomeInfo info;
    info.id = std::move(id);
    info.long_name_en = std::move(en);
    info.long_name_nl = std::move(nl);
    info.units = "1";
    info.numerator = std::move(numerator);
    info.better = Better::down;
    info.relevant = 0.001;
    info.is_state = true;
    return info;
}

OutcomeKind problem_debt_households()
{
    auto info = worse_when_more("problem_debt_households", "Households with problematic debts",
                                "Huishoudens met problematische schulden",
                                "households with problematic debts at the end of the year");
    info.denominator = "households";
    info.source_of_definition = "CBS Schuldenproblematiek in beeld: registered problematic debts";
    return outcome_of_families(
        info, [](At const&, Flag debt) { return share_of_all(debt != 0); }, facts::debt);
}

OutcomeKind social_assistance_households()
{
    auto info = worse_when_more("social_assistance_households", "Households on social assistance",
                                "Huishoudens met bijstand",
                                "households on social assistance at the end of the year");
    info.denominator = "households";
    info.source_of_definition = "CBS Bijstandsuitkeringen, households with general assistance";
    return outcome_of_families(
        info, [](At const&, Flag assistance) { return share_of_all(assistance != 0); },
        facts::assistance);
}

OutcomeKind social_assistance_children()
{
    auto info = worse_when_more(
        "social_assistance_children", "Children in families on social assistance",
        "Kinderen in bijstandsgezinnen", "people under 18 in a household on social assistance");
    info.denominator = "people under 18 at the end of the year";
    info.source_of_definition = "CBS, minors in households on social assistance";
    return outcome_of_people(
        info, minors, [](At const&, Flag assistance) { return share_of_all(assistance != 0); },
        facts::assistance);
}

OutcomeKind child_poverty()
{
    auto info = worse_when_more("child_poverty", "Children in poverty", "Kinderen in armoede",
                                "people under 18 in a household with a low income");
    info.denominator = "people under 18 at the end of the year";
    info.source_of_definition = "CBS, minors in households under the low-income line";
    return outcome_of_people(
        info, minors, [](At const&, Flag poor) { return share_of_all(poor != 0); }, facts::poor);
}

OutcomeKind disability_benefit()
{
    auto info = worse_when_more("disability_benefit", "People on disability benefit",
                                "Mensen met een arbeidsongeschiktheidsuitkering",
                                "people aged 18-66 on disability benefit at the end of the year");
    info.denominator = "people aged 18-66";
    info.source_of_definition = "UWV and CBS, disability benefits (WAO, WIA, Wajong), persons";
    return outcome_of_people(
        info, AgeSpan{18, 66},
        [](At const&, Number work) { return share_of_all(work == disability); }, facts::work);
}

}  // namespace

std::vector<OutcomeKind> money_and_work()
{
    return {problem_debt_households(), social_assistance_households(), social_assistance_children(),
            child_poverty(), disability_benefit()};
}

}  // namespace smartstart::outcomes
