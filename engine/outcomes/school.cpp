#include <vector>

#include "engine/outcome/row_outcome.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::outcomes {
namespace {

using facts::Number;
using facts::When;

/// The score that the test was normed to; the spread is taken around it, so that the groups and
/// municipalities of a year add up.
constexpr double normed_mean = 535.0;

OutcomeKind cito_mean()
{
    return outcome_of_people(
        {.id = "cito_mean",
         .long_name_en = "End-of-primary test score, mean",
         .long_name_nl = "Score eindtoets basisonderwijs, gemiddelde",
         .units = "points",
         .numerator = "scores of the pupils tested in the year",
         .denominator = "pupils tested in the year",
         .source_of_definition = "Cito, scale 501-550; CBS StatLine 81788NED",
         .better = Better::up,
         .transform = Transform::ratio,
         .relevant = 0.2},
        young,
        [](At const& at, When tested, float score) { return mean(at.this_year(tested), score); },
        facts::cito_month, facts::cito);
}

OutcomeKind cito_sd()
{
    return outcome_of_people(
        {.id = "cito_sd",
         .long_name_en = "End-of-primary test score, spread around 535",
         .long_name_nl = "Score eindtoets basisonderwijs, spreiding rond 535",
         .units = "points",
         .numerator = "squared distances from 535 of the scores of the pupils tested in the year",
         .denominator = "pupils tested in the year",
         .source_of_definition = "root mean square distance from the normed mean 535 of Cito",
         .better = Better::down,
         .transform = Transform::root,
         .relevant = 0.1},
        young,
        [](At const& at, When tested, float score) {
            auto const distance = score - normed_mean;
            return mean(at.this_year(tested), distance * distance);
        },
        facts::cito_month, facts::cito);
}

struct Level {
    Number track;
    std::string id, en, nl;
    Better better;
};

OutcomeKind school_advice(Level const& level)
{
    return outcome_of_people(
        {.id = "school_advice_" + level.id,
         .long_name_en = "School advice: " + level.en,
         .long_name_nl = "Schooladvies: " + level.nl,
         .units = "1",
         .numerator = "pupils with this advice; a double advice counts at the higher level",
         .denominator = "pupils tested in the year",
         .source_of_definition = "CBS StatLine 84274NED, first advice, double advices grouped",
         .better = level.better,
         .transform = Transform::ratio,
         .relevant = 0.005},
        young,
        [track = level.track](At const& at, When tested, Number advice) {
            return share(at.this_year(tested), advice == track);
        },
        facts::cito_month, facts::track);
}

OutcomeKind early_school_leavers()
{
    return outcome_of_people(
        {.id = "early_school_leavers",
         .long_name_en = "New early school leavers",
         .long_name_nl = "Nieuwe voortijdig schoolverlaters",
         .units = "1",
         .numerator = "people aged 12-22 who left school in the year without a start qualification",
         .denominator =
             "these, and pupils aged 12-22 in secondary or vocational school who have no "
             "start qualification yet",
         .source_of_definition = "DUO, new early school leavers (vsv); here by calendar year",
         .better = Better::down,
         .transform = Transform::ratio,
         .relevant = 0.001},
        AgeSpan{12, 22},
        [](At const& at, When left, Flag in_school, Number education) {
            auto const leaver = in_school == 0 && at.this_year(left);
            auto const pupil = in_school != 0 && education == 0;
            return share(leaver || pupil, leaver);
        },
        facts::left_school_early, facts::in_school, facts::education);
}

/// What school came to: at 25 to 34 nearly all are done with it, and few of them are of long ago.
OutcomeKind education_low()
{
    return outcome_of_people(
        {.id = "education_low",
         .long_name_en = "Young adults with a low level of education",
         .long_name_nl = "Jongvolwassenen met een laag opleidingsniveau",
         .units = "1",
         .numerator =
             "people aged 25-34 with no more than vmbo, the lower years of havo or vwo, or "
             "mbo-1 at the end of the year",
         .denominator = "people aged 25-34",
         .source_of_definition = "CBS 85525NED, highest level of education attained: low",
         .better = Better::down,
         .transform = Transform::ratio,
         .relevant = 0.001,
         .is_state = true},
        AgeSpan{25, 34},
        [](At const&, Number education) { return share_of_all(education <= facts::low_education); },
        facts::education);
}

}  // namespace

std::vector<OutcomeKind> school()
{
    return {
        cito_mean(),
        cito_sd(),
        school_advice({1, "vso_pro_vmbo_b",
                       "special, practical or basic vocational (vso, pro, vmbo-b)",
                       "vso, pro of vmbo-b", Better::down}),
        school_advice({2, "vmbo_k", "middle vocational (vmbo-b/k, vmbo-k)", "vmbo-b/k of vmbo-k",
                       Better::down}),
        school_advice({3, "vmbo_gt", "theoretical vocational (vmbo-k/gt, vmbo-gt)",
                       "vmbo-k/gt of vmbo-gt", Better::neither}),
        school_advice(
            {4, "havo", "general secondary (gt/havo, havo)", "gt/havo of havo", Better::neither}),
        school_advice({5, "vwo", "pre-university (havo/vwo, vwo)", "havo/vwo of vwo", Better::up}),
        early_school_leavers(),
        education_low(),
    };
}

}  // namespace smartstart::outcomes
