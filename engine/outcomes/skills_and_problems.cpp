#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::outcomes {
namespace {

using facts::Number;

constexpr Number serious = 2;
constexpr Number crisis = 3;

OutcomeKind skill(std::string id, std::string en, std::string nl, Fact<Person, float> const& fact)
{
    return outcome_of_people(
        {.id = std::move(id),
         .long_name_en = std::move(en),
         .long_name_nl = std::move(nl),
         .units = "sd",
         .numerator = "skills of people under 18, in standard deviations within an age",
         .denominator = "people under 18 at the end of the year",
         .source_of_definition = "own scale, after Cunha, Heckman and Schennach (2010)",
         .better = Better::up,
         .transform = Transform::ratio,
         .relevant = 0.01},
        minors, [](At const&, float level) { return mean_of_all(level); }, fact);
}

OutcomeKind risk_count_mean()
{
    return outcome_of_families(
        {.id = "risk_count_mean",
         .long_name_en = "Risk factors per family with children",
         .long_name_nl = "Risicofactoren per gezin met kinderen",
         .units = "risk factors",
         .numerator = "risk factors present in households with people under 18",
         .denominator = "households with people under 18",
         .source_of_definition = "own list of eleven factors, after CBS (2023) on stacked risks",
         .better = Better::down,
         .transform = Transform::ratio,
         .relevant = 0.01},
        [](At const& at, Number risks) { return mean(at.people.minors[at.row] > 0, risks); },
        facts::risk_count);
}

OutcomeKind problem(std::string id, std::string en, std::string nl, Number from)
{
    return outcome_of_people(
        {.id = std::move(id),
         .long_name_en = std::move(en),
         .long_name_nl = std::move(nl),
         .units = "1",
         .numerator = from == serious ? "people under 18 with serious problems or in crisis"
                                      : "people under 18 in crisis",
         .denominator = "people under 18 at the end of the year",
         .source_of_definition = "own ladder: none, emerging, serious, crisis",
         .better = Better::down,
         .transform = Transform::ratio,
         .relevant = 0.0005,
         .is_state = true},
        minors, [from](At const&, Number severity) { return share_of_all(severity >= from); },
        facts::problem);
}

}  // namespace

std::vector<OutcomeKind> skills_and_problems()
{
    return {skill("skill_cognitive", "Cognitive skill of children, mean",
                  "Cognitieve vaardigheid van kinderen, gemiddelde", facts::skill_cognitive),
            skill("skill_social_emotional", "Social-emotional skill of children, mean",
                  "Sociaal-emotionele vaardigheid van kinderen, gemiddelde", facts::skill_social),
            risk_count_mean(),
            problem("problem_serious", "Children with serious problems or in crisis",
                    "Kinderen met ernstige problemen of in crisis", serious),
            problem("problem_crisis", "Children in crisis", "Kinderen in crisis", crisis)};
}

}  // namespace smartstart::outcomes
