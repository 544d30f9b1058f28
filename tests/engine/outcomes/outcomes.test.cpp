#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

using ::testing::Each;

/// The names that readers of result files may count on. They are never taken away.
constexpr std::array<std::string_view, 39> promised{"cito_mean",
                                                    "cito_sd",
                                                    "early_school_leavers",
                                                    "youth_care_use",
                                                    "youth_care_use_front",
                                                    "youth_care_use_back",
                                                    "youth_care_new",
                                                    "waiting_children",
                                                    "waiting_months",
                                                    "unmet_need",
                                                    "supervision_orders",
                                                    "supervision_orders_new",
                                                    "placements",
                                                    "guardianship",
                                                    "returns_home",
                                                    "maltreatment",
                                                    "maltreatment_reported",
                                                    "suspects_12_17",
                                                    "suspects_18_24",
                                                    "police_reports",
                                                    "youth_probation",
                                                    "health_score",
                                                    "good_health",
                                                    "mental_health_problems",
                                                    "problem_debt_households",
                                                    "social_assistance_households",
                                                    "social_assistance_children",
                                                    "child_poverty",
                                                    "disability_benefit",
                                                    "skill_cognitive",
                                                    "skill_social_emotional",
                                                    "risk_count_mean",
                                                    "problem_serious",
                                                    "problem_crisis",
                                                    "population",
                                                    "births",
                                                    "deaths",
                                                    "households",
                                                    "single_parent_households"};

TEST(AllOutcomes, hold_every_name_that_was_promised_to_readers_of_result_files)
{
    std::set<std::string, std::less<>> ids;
    for (auto const& kind : all_outcomes()) {
        ids.insert(kind.info.id);
    }
    for (auto const id : promised) {
        EXPECT_TRUE(ids.contains(id)) << id;
    }
    // "school_advice_<level>": a level of its own for each of the five tracks.
    EXPECT_EQ(std::ranges::count_if(
                  ids, [](std::string const& id) { return id.starts_with("school_advice_"); }),
              5);
}

TEST(AllOutcomes, have_names_of_their_own_in_lower_case)
{
    std::set<std::string> ids;
    std::set<std::string> names_en;
    std::set<std::string> names_nl;
    for (auto const& kind : all_outcomes()) {
        auto const& info = kind.info;
        EXPECT_TRUE(ids.insert(info.id).second) << info.id << " stands twice";
        EXPECT_EQ(info.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"),
                  std::string::npos)
            << info.id;
        EXPECT_TRUE(names_en.insert(info.long_name_en).second) << info.id << ": name twice";
        EXPECT_TRUE(names_nl.insert(info.long_name_nl).second) << info.id << ": name twice";
        EXPECT_NE(info.long_name_en, info.long_name_nl) << info.id;
        EXPECT_GT(info.long_name_en.size(), 5U) << info.id;
        EXPECT_GT(info.long_name_nl.size(), 5U) << info.id;
    }
}

TEST(AllOutcomes, say_what_is_counted_of_whom_and_after_whose_definition)
{
    // No days or hours: some readers of netCDF take those for dates.
    std::set<std::string> const units{"1",      "persons", "households", "points",      "sd",
                                      "months", "years",   "EUR",        "risk factors"};
    for (auto const& kind : all_outcomes()) {
        auto const& info = kind.info;
        EXPECT_TRUE(units.contains(info.units)) << info.id << " is in " << info.units;
        EXPECT_FALSE(info.numerator.empty()) << info.id;
        EXPECT_FALSE(info.source_of_definition.empty()) << info.id;
        auto const is_count = info.transform == Transform::count;
        EXPECT_EQ(info.denominator.empty(), is_count) << info.id;
        EXPECT_GE(info.relevant, 0.0) << info.id;
        if (!is_count) {
            EXPECT_GT(info.relevant, 0.0) << info.id << ": which difference matters?";
        }
        if (info.units == "1") {
            EXPECT_EQ(info.transform, Transform::ratio) << info.id;
            EXPECT_LE(info.relevant, 0.05) << info.id;
        }
    }
}

TEST(AllOutcomes, can_be_built_and_change_no_column)
{
    for (auto const& kind : all_outcomes()) {
        Schema schema;
        EXPECT_NE(kind.build(schema), nullptr) << kind.info.id;
        for (auto const* columns : {&schema.people(), &schema.families()}) {
            for (auto const& column : *columns) {
                EXPECT_EQ(column.owner, "") << kind.info.id << " owns " << column.name;
                EXPECT_THAT(column.readers, Each(kind.info.id)) << column.name;
            }
        }
    }
}

TEST(AllOutcomes, count_nobody_in_an_empty_town)
{
    Town town;
    town.let_die(town.add(50.0));
    for (auto const& kind : all_outcomes()) {
        auto const expected = kind.info.id == "deaths" ? Counts{1, 0} : Counts{0, 0};
        EXPECT_EQ(town.counted(kind.info.id), expected) << kind.info.id;
    }
}

TEST(AllOutcomes, know_no_generation_of_who_moved_in_and_no_income_where_nobody_leads)
{
    Town town;
    auto const home = town.add_home({40.0}, {2.0});
    town.set(civil::generation, home.heads.front(), civil::moved_in);
    town.set(civil::generation, home.children.front(), civil::moved_in + 1);
    auto const alone = town.add_home({}, {15.0});
    town.set(facts::quintile, alone.family, 3);
    auto const groups = all_groups();
    Counts by_generation;
    Counts by_income;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        auto const count = town.counted("population", 0, group).numerator;
        by_generation.numerator += groups[group].kind == "generation" ? count : 0.0;
        by_income.numerator += groups[group].kind == "income" ? count : 0.0;
    }
    EXPECT_EQ(town.counted("population").numerator, 3);
    EXPECT_EQ(by_generation.numerator, 1) << "the child that nobody raises was here at the start";
    EXPECT_EQ(by_income.numerator, 2);
}

TEST(AllOutcomes, count_everybody_in_the_group_that_its_label_names)
{
    Town town;
    // As many homes as the quintile says, and as many children as generations.
    for (facts::Number quintile = 1; quintile <= 5; ++quintile) {
        for (int i = 0; i < quintile; ++i) {
            town.set(facts::quintile, town.add_home({40.0}).family, quintile);
        }
    }
    for (std::uint8_t generation = 1; generation <= 3; ++generation) {
        auto const home = town.add_home({}, std::vector<double>(generation, 9.0), 1);
        town.set_each(civil::generation, home.children, generation);
    }
    auto const groups = all_groups();
    auto const counted = [&](std::string const& label, std::size_t place) {
        for (std::size_t group = 0; group < groups.size(); ++group) {
            if (groups[group].label == label) {
                return town.counted("population", place, group).numerator;
            }
        }
        throw std::out_of_range{"no group " + label};
    };
    for (int number = 1; number <= 5; ++number) {
        EXPECT_EQ(counted("income quintile " + std::to_string(number), 0), number);
    }
    for (int number = 1; number <= 3; ++number) {
        EXPECT_EQ(counted("generation " + std::to_string(number), 1), number);
    }
    EXPECT_EQ(counted("generation 0", 0), 15);
    EXPECT_EQ(counted("generation 1", 0), 0);
    EXPECT_EQ(counted("generation 0", 1), 0);
}

TEST(AllOutcomes, add_up_over_the_groups_of_each_kind)
{
    Town town;
    auto const single = town.add_home({30.0}, {2.0, 15.0});
    auto const couple = town.add_home({40.0, 42.0}, {0.5, 9.0, 21.0});
    town.add(85.0);
    town.set(facts::risk_count, single.family, 6);
    town.set(facts::risk_count, couple.family, 2);
    town.set(facts::quintile, single.family, 1);
    town.set(facts::quintile, couple.family, 5);
    town.set_each(facts::problem, single.children, 3);
    town.set_each(facts::youth_help, couple.children, Town::this_year);
    auto const groups = all_groups();
    for (auto const& kind : all_outcomes()) {
        auto const& id = kind.info.id;
        for (std::string const of : {"risk", "income", "generation"}) {
            Counts sum;
            for (std::size_t group = 0; group < groups.size(); ++group) {
                if (groups[group].kind == of) {
                    auto const part = town.counted(id, 0, group);
                    sum.numerator += part.numerator;
                    sum.denominator += part.denominator;
                }
            }
            EXPECT_EQ(sum, town.counted(id)) << id << " by " << of;
        }
    }
    EXPECT_EQ(town.counted("problem_crisis", 0, 5), (Counts{2, 2})) << "risk 4 and more";
    EXPECT_EQ(town.counted("population", 0, groups.size() - 1).numerator, 3) << "single parent";
}

}  // namespace
}  // namespace smartstart::test
