#include <cmath>
#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::outcomes {
namespace {

using facts::Number;

/// A share of people or households at the end of a year; less of it is better, unless said
/// otherwise.
OutcomeInfo share_now(std::string id, std::string en, std::string nl, std::string numerator)
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
    auto info = share_now("problem_debt_households", "Households with problematic debts",
                          "Huishoudens met problematische schulden",
                          "households with problematic debts at the end of the year");
    info.denominator = "households";
    info.source_of_definition = "CBS Schuldenproblematiek in beeld: registered problematic debts";
    return outcome_of_families(
        info, [](At const&, Flag debt) { return share_of_all(debt != 0); }, facts::debt);
}

OutcomeKind social_assistance_households()
{
    auto info = share_now("social_assistance_households", "Households on social assistance",
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
    auto info = share_now("social_assistance_children", "Children in families on social assistance",
                          "Kinderen in bijstandsgezinnen",
                          "people under 18 in a household on social assistance");
    info.denominator = "people under 18 at the end of the year";
    info.source_of_definition = "CBS, minors in households on social assistance";
    return outcome_of_people(
        info, minors, [](At const&, Flag assistance) { return share_of_all(assistance != 0); },
        facts::assistance);
}

OutcomeKind child_poverty()
{
    auto info = share_now("child_poverty", "Children in poverty", "Kinderen in armoede",
                          "people under 18 in a household with a low income");
    info.denominator = "people under 18 at the end of the year";
    info.source_of_definition = "CBS, minors in households under the low-income line";
    return outcome_of_people(
        info, minors, [](At const&, Flag poor) { return share_of_all(poor != 0); }, facts::poor);
}

OutcomeKind disability_benefit()
{
    auto info = share_now("disability_benefit", "People on disability benefit",
                          "Mensen met een arbeidsongeschiktheidsuitkering",
                          "people aged 18-66 on disability benefit at the end of the year");
    info.denominator = "people aged 18-66";
    info.source_of_definition = "UWV and CBS, disability benefits (WAO, WIA, Wajong), persons";
    return outcome_of_people(
        info, AgeSpan{18, 66},
        [](At const&, Number work) { return share_of_all(work == facts::on_disability); },
        facts::work);
}

OutcomeKind paid_work()
{
    auto info = share_now("paid_work", "People in paid work", "Mensen met betaald werk",
                          "people aged 25-64 in paid work at the end of the year");
    info.denominator = "people aged 25-64";
    info.source_of_definition = "CBS, net labour participation; without jobs beside school";
    info.better = Better::up;
    return outcome_of_people(
        info, AgeSpan{25, 64},
        [](At const&, Number work) { return share_of_all(work == facts::paid_work); }, facts::work);
}

/// Of households that an adult leads: of the others there is no income.
OutcomeKind income_mean()
{
    OutcomeInfo info;
    info.id = "income_mean";
    info.long_name_en = "Mean standardised income of households";
    info.long_name_nl = "Gemiddeld gestandaardiseerd inkomen van huishoudens";
    info.units = "EUR";
    info.numerator = "standardised disposable income a year, euro of 2021";
    info.denominator = "households that an adult leads";
    info.source_of_definition = "CBS 70072ned, mean standardised income of private households";
    info.better = Better::up;
    info.relevant = 50.0;
    return outcome_of_families(
        info,
        [](At const&, float log_income) {
            return mean(log_income != 0.0F, std::exp(static_cast<double>(log_income)));
        },
        facts::income);
}

}  // namespace

std::vector<OutcomeKind> money_and_work()
{
    return {problem_debt_households(),
            social_assistance_households(),
            social_assistance_children(),
            child_poverty(),
            income_mean(),
            paid_work(),
            disability_benefit()};
}

}  // namespace smartstart::outcomes
