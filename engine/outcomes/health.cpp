#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::outcomes {
namespace {

OutcomeKind health_score()
{
    return outcome_of_people(
        {.id = "health_score",
         .long_name_en = "Health score, mean",
         .long_name_nl = "Gezondheidsscore, gemiddelde",
         .units = "sd",
         .numerator = "health scores of everybody",
         .denominator = "people at the end of the year",
         .source_of_definition =
             "own scale: mean 0 and standard deviation 1 over the start population",
         .better = Better::up,
         .transform = Transform::ratio,
         .relevant = 0.01},
        everybody, [](At const&, float health) { return mean_of_all(health); }, facts::health);
}

OutcomeKind good_health()
{
    return outcome_of_people(
        {.id = "good_health",
         .long_name_en = "People in good health",
         .long_name_nl = "Mensen met een goede gezondheid",
         .units = "1",
         .numerator = "people in good or very good health by their own account",
         .denominator = "people at the end of the year",
         .source_of_definition = "CBS, perceived health good or very good",
         .better = Better::up,
         .transform = Transform::ratio,
         .relevant = 0.002,
         .is_state = true},
        everybody, [](At const&, Flag good) { return share_of_all(good != 0); },
        facts::good_health);
}

OutcomeKind mental_health_problems()
{
    return outcome_of_people(
        {.id = "mental_health_problems",
         .long_name_en = "Adults with mental health problems",
         .long_name_nl = "Volwassenen met psychische klachten",
         .units = "1",
         .numerator = "people aged 18 and over with a mental illness at the end of the year",
         .denominator = "people aged 18 and over",
         .source_of_definition = "after CBS StatLine 83005NED, mentally unhealthy (MHI-5 under "
                                 "60), which counts those of 12 and over; minors have problems "
                                 "instead",
         .better = Better::down,
         .transform = Transform::ratio,
         .relevant = 0.001,
         .is_state = true},
        AgeSpan{18, 199}, [](At const&, Flag ill) { return share_of_all(ill != 0); }, facts::ill);
}

}  // namespace

std::vector<OutcomeKind> health()
{
    return {health_score(), good_health(), mental_health_problems()};
}

}  // namespace smartstart::outcomes
