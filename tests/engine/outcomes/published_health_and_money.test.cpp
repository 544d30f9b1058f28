#include <gtest/gtest.h>

#include "engine/steps/first_days.hpp"
#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/published_health_and_money.cpp.

TEST(PublishedHealth, tells_mental_health_by_age)
{
    Town town;
    for (auto const age : {19.9, 20.0, 29.9, 30.0, 50.0, 54.9, 74.9, 75.0, 99.0}) {
        town.set(facts::ill, town.add(age), 1);
    }
    town.add(25.0);
    town.add(80.0);
    EXPECT_EQ(town.counted("mental_health_aged_20_29"), (Counts{2, 3}));
    EXPECT_EQ(town.counted("mental_health_aged_30_39"), (Counts{1, 1}));
    EXPECT_EQ(town.counted("mental_health_aged_40_49"), (Counts{0, 0}));
    EXPECT_EQ(town.counted("mental_health_aged_50_54"), (Counts{2, 2}));
    EXPECT_EQ(town.counted("mental_health_aged_65_74"), (Counts{1, 1}));
    EXPECT_EQ(town.counted("mental_health_aged_75_up"), (Counts{2, 3}));
}

TEST(PublishedHealth, tells_mental_health_of_women_from_that_of_men)
{
    Town town;
    std::vector<Row> people;
    for (auto const age : {17.9, 18.0, 40.0, 18.0, 40.0, 90.0}) {
        people.push_back(town.add(age));
    }
    for (auto const man : {3U, 4U, 5U}) {
        town.set(civil::sex, people[man], 1);
    }
    town.set_each(facts::ill, {people[0], people[1], people[3], people[5]}, 1);
    EXPECT_EQ(town.counted("mental_health_of_women"), (Counts{1, 2}));
    EXPECT_EQ(town.counted("mental_health_of_men"), (Counts{2, 3}));
}

TEST(PublishedHealth, tells_good_health_of_the_youngest_and_the_oldest)
{
    Town town;
    for (auto const age : {0.0, 17.9, 18.0, 74.9, 75.0}) {
        town.set(facts::good_health, town.add(age), 1);
    }
    town.set(facts::good_health, town.add(80.0), 0);
    EXPECT_EQ(town.counted("good_health_aged_0_17"), (Counts{2, 2}));
    EXPECT_EQ(town.counted("good_health_aged_75_up"), (Counts{1, 2}));
}

TEST(PublishedMoney, counts_poor_households_by_kind_and_leaves_out_students)
{
    Town town;
    auto const alone = town.add_home({66.9});
    auto const pensioner = town.add_home({67.0});
    auto const student = town.add_home({20.0});
    auto const couple = town.add_home({34.0, 36.0}, {2.0});
    town.add_home({34.0}, {2.0});
    auto const grown = town.add_home({54.0, 56.0}, {22.0});
    town.add_home({}, {5.0});
    town.set(facts::in_school, student.heads[0], 1);
    town.set_each(facts::poor,
                  {alone.family, pensioner.family, student.family, couple.family, grown.family}, 1);
    EXPECT_EQ(town.counted("low_income_households"), (Counts{4, 5}));
    EXPECT_EQ(town.counted("low_income_alone"), (Counts{1, 1}));
    EXPECT_EQ(town.counted("low_income_couples"), (Counts{1, 1}));
    constexpr std::size_t single_parents = 15;
    EXPECT_EQ(town.counted("low_income_households", 0, single_parents), (Counts{0, 1}));
}

TEST(PublishedMoney, counts_heads_on_assistance_and_not_who_lives_with_them)
{
    Town town;
    auto const assisted = town.add_home({34.0, 67.0}, {2.0, 22.0});
    town.add_home({66.0}, {18.0});
    town.set(facts::assistance, assisted.family, 1);
    EXPECT_EQ(town.counted("assistance_heads"), (Counts{1, 4}));
}

TEST(PublishedMoney, tells_who_is_in_debt_by_children_and_by_work)
{
    constexpr facts::Number this_year = 1;
    constexpr facts::Number years_before = 6;
    Town town;
    auto const earning = town.add_home({34.0, 36.0}, {2.0});
    auto const idle = town.add_home({34.0, 36.0}, {22.0});
    auto const childless = town.add_home({50.0, 52.0});
    auto const free_of_debt = town.add_home({50.0}, {5.0});
    town.set_each(facts::debt, {earning.family, idle.family, childless.family}, 1);
    town.set_each(facts::worked_years, earning.heads, this_year);
    town.set_each(facts::worked_years, idle.heads, years_before);
    town.set_each(facts::worked_years, free_of_debt.heads, years_before);
    EXPECT_EQ(town.counted("debt_with_children"), (Counts{2, 3}));
    EXPECT_EQ(town.counted("debt_no_work"), (Counts{2, 3}));
}

}  // namespace
}  // namespace smartstart::test
