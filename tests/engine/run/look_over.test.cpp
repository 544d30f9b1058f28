#include "engine/run/look_over.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/scenario/idle_settings.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

using Lines = std::vector<std::string>;

/// Where some settings stand like this, others have no effect.
struct Idle {
    Lines stand;
    Lines changes;
};

/// What is said of these changes to the scenario of today, as it stands with these settings.
std::vector<Text> remarks_on(Idle const& idle)
{
    std::filesystem::path const today =
        std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios/today-30-70.yaml";
    RunOptions options;
    options.set = idle.stand;
    options.set.insert(options.set.end(), idle.changes.begin(), idle.changes.end());
    return remarks_on_idle_settings(Scenario::read(today, options),
                                    SettingsFile::read(today, idle.stand));
}

Small with(Lines const& set)
{
    Small size;
    size.set = set;
    size.set.push_back("years=2024-2026");
    return size;
}

std::vector<std::string> what_differs(Idle const& idle)
{
    auto changed = idle.stand;
    changed.insert(changed.end(), idle.changes.begin(), idle.changes.end());
    auto const one = small({"today-30-70"}, with(idle.stand));
    auto const other = small({"today-30-70"}, with(changed));
    return differences(lives_of(one)[0][0], lives_of(other)[0][0], *one.front().blueprint);
}

Idle no_money_for_help()
{
    Idle idle;
    for (std::string const help :
         {"school_support", "neighbourhood_team", "gp_youth_nurse", "parenting_programme",
          "home_visiting", "debt_counselling", "ambulant", "day_care"}) {
        idle.stand.push_back("steps.budget." + help + "_share=0 %");
        idle.changes.push_back("steps.prices." + help + "_year=123 euro");
        if (help != "home_visiting" && help != "debt_counselling") {
            idle.changes.push_back("steps.care." + help + "_effect=0.9");
            idle.changes.push_back("steps.care." + help + "_duration=2 months");
            idle.changes.push_back("steps.care." + help + "_drop_out=0.9 per year");
            idle.changes.push_back("steps.care." + help + "_fade_out=0.9 per year");
        }
    }
    for (std::string const name :
         {"home_visiting_on_investment=0.9", "home_visiting_on_mental_health=0.9",
          "parenting_programme_on_investment=0.9", "parenting_programme_on_mental_health=0.9",
          "debt_counselling_on_mental_health=0.9", "debt_counselling_duration=2 months"}) {
        idle.changes.push_back("steps.family_support." + name);
    }
    return idle;
}

std::vector<Idle> all_that_idles()
{
    Lines const at_school{"knowledge.school.auc=0.9"};
    return {
        {{"structure.detection=off"},
         {"knowledge.school.auc=0.9", "knowledge.childcare.reach=90 %",
          "knowledge.food_bank.may_flag=60 %", "steps.find_spots.school_contacts=9 per year",
          "steps.find_spots.signal_of_emerging_problems=0.9", "steps.find_spots.signal_per_risk=1",
          "steps.find_spots.signal_of_risks_at_most=1", "steps.find_spots.looked_at_serious=30 %",
          "steps.find_spots.looked_at_emerging=1 %", "steps.find_spots.shows_of_itself=3"}},
        {{"knowledge.school.reach=0 %"},
         {"knowledge.school.auc=0.9", "knowledge.school.may_flag=60 %",
          "steps.find_spots.school_contacts=9 per year"}},
        {{"knowledge.school.may_flag=0 %"}, at_school},
        {{"knowledge.school.may_flag=100 %"}, at_school},
        {{"steps.care.effect_lost_per_extra_agency=0 %"}, {"integration=90 %"}},
        {{"integration=100 %"}, {"steps.care.effect_lost_per_extra_agency=90 %"}},
        {{},
         {"steps.problems.recovery_log_rate_per_year_waiting=-3",
          "steps.problems.escalation_log_rate_while_waiting=3",
          "steps.skills.translog_interaction=-0.9", "steps.skills.translog_mean_product=0.9",
          "steps.problems.threshold_of_risks=1", "steps.maltreatment.threshold_of_risks=1",
          "steps.risks.childhood_share_raw=9", "steps.risks.childhood_share_sibling=9",
          "steps.requests.specialist_per_free_share=0.9", "steps.care.sceptical_factor=0.01",
          "steps.family_support.sceptical_factor=0.01", "steps.protection.sceptical_factor=0.01",
          "steps.skills.preschool_on_investment=9", "steps.skills.preschool_transport_factor=9"}},
        {{"structure.skills=log_linear"},
         {"steps.skills.early_social_exponent=0.3", "steps.skills.late_cognition_level=3"}},
        no_money_for_help()};
}

TEST(IdleSettings, are_remarked_on_each_and_change_nothing)
{
    for (auto const& idle : all_that_idles()) {
        SCOPED_TRACE(idle.changes.front());
        EXPECT_THAT(remarks_on(idle), SizeIs(idle.changes.size()));
        EXPECT_THAT(what_differs(idle), IsEmpty());
    }
}

TEST(IdleSettings, are_told_with_the_reason)
{
    EXPECT_THAT(
        remarks_on({{"structure.detection=off"}, {"knowledge.school.auc=0.9"}}),
        ElementsAre(Text{"De trefzekerheid (AUC; 0,5 is gokken) van signalen bij school doet hier "
                         "niets, want 'structure.detection' is 'off'.",
                         "The accuracy (AUC; 0.5 is guessing) of signals at school does nothing "
                         "here, because 'structure.detection' is 'off'."}));
}

TEST(IdleSettings, of_a_programme_name_the_command_that_lives_it)
{
    EXPECT_THAT(remarks_on({{}, {"steps.skills.preschool_transport_factor=0.9"}}),
                ElementsAre(testing::AllOf(
                    testing::Field(&Text::nl, testing::HasSubstr("('smartstart trial')")),
                    testing::Field(&Text::en, testing::HasSubstr("('smartstart trial')")))));
}

TEST(IdleSettings, are_those_of_years_that_nobody_lives)
{
    auto const late =
        remarks_on({{"investment.front_share={2065: 30 %}"}, {"investment.front_share.2070=50 %"}});
    ASSERT_THAT(late, SizeIs(1));
    EXPECT_EQ(late.front().en,
              "The front share of the budget differs from 2066 on only, after the last year "
              "(2065): that does nothing.");
    auto const early = remarks_on({{}, {"investment.front_share={1990: 10 %, 2000: 30 %}"}});
    ASSERT_THAT(early, SizeIs(1));
    EXPECT_EQ(early.front().nl,
              "Het aandeel van het budget voor de voorkant verschilt alleen vóór het eerste jaar "
              "(2004): dat doet niets.");
}

TEST(IdleSettings, stand_beside_paths_whose_first_value_holds_before_they_begin)
{
    EXPECT_THAT(remarks_on({{}, {"investment.bridging={2025: 4 million euro, 2030: 0 euro}"}}),
                ElementsAre(Text{
                    "Het overbruggingsgeld per jaar is ook vóór 2025 al 4 miljoen euro, anders "
                    "dan in de basis: een pad heeft zijn eerste waarde in alle jaren ervoor. "
                    "Schrijf ook de waarde van 2024 op als dat niet de bedoeling is.",
                    "The bridging money per year is 4 million euro before 2025 as well, other "
                    "than in the base: a path has its first value in all years before it. "
                    "Write the value of 2024 too if that is not meant."}));
    for (auto const* const path : {"{2024: 0 euro, 2025: 4 million euro, 2030: 0 euro}",
                                   "{2025: 0 million euro, 2026: 4 million euro}",
                                   "{2010: 1 euro, 2030: 0 euro}", "4 million euro"}) {
        EXPECT_THAT(remarks_on({{}, {std::string{"investment.bridging="} + path}}), IsEmpty())
            << path;
    }
}

TEST(IdleSettings, are_not_those_that_do_something)
{
    EXPECT_THAT(
        remarks_on({{},
                    {"knowledge.school.auc=0.9", "knowledge.childcare.reach=90 %",
                     "integration={2060: 0 %, 2066: 90 %}", "investment.front_share=50 %",
                     "steps.skills.early_social_exponent=0.3", "steps.care.ambulant_effect=0.9"}}),
        IsEmpty());
    EXPECT_THAT(remarks_on({{"structure.waiting=linear"},
                            {"steps.problems.recovery_log_rate_per_year_waiting=-3"}}),
                IsEmpty());
    EXPECT_THAT(remarks_on({{"knowledge.school.may_flag=0 %"}, {"knowledge.school.reach=90 %"}}),
                IsEmpty())
        << "who meets this place first meets the others by other luck";
    EXPECT_THAT(remarks_on({{"structure.detection=off"}, {}}), IsEmpty())
        << "what no scenario changed is not remarked on";
}

}  // namespace
}  // namespace smartstart::test
