#include <cmath>

#include <gtest/gtest.h>

#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/money_and_work.cpp.

TEST(MoneyAndWorkOutcomes, count_households_for_debts_and_assistance_and_children_for_poverty)
{
    Town town;
    auto const poor = town.add_home({30.0, 31.0}, {2.0, 17.9, 18.0});
    auto const rich = town.add_home({50.0}, {10.0});
    auto const gone = town.add_home({90.0});
    town.set(facts::poor, poor.family, 1);
    town.set(facts::assistance, poor.family, 1);
    town.set_each(facts::debt, {rich.family, gone.family}, 1);
    town.let_die(gone.heads.front());
    EXPECT_EQ(town.counted("child_poverty"), (Counts{2, 3}));
    EXPECT_EQ(town.counted("social_assistance_children"), (Counts{2, 3}));
    EXPECT_EQ(town.counted("social_assistance_households"), (Counts{1, 2}));
    EXPECT_EQ(town.counted("problem_debt_households"), (Counts{1, 2}));
}

TEST(MoneyAndWorkOutcomes, count_disability_benefit_among_those_of_working_age)
{
    Town town;
    for (auto const age : {17.9, 18.0, 66.9, 67.0}) {
        town.set(facts::work, town.add(age), facts::on_disability);
    }
    town.set(facts::work, town.add(40.0), facts::paid_work);
    town.set(facts::work, town.add(40.0), facts::without_work);
    EXPECT_EQ(town.counted("disability_benefit"), (Counts{2, 4}));
}

TEST(MoneyAndWorkOutcomes, count_paid_work_among_those_who_are_done_with_school)
{
    Town town;
    for (auto const age : {24.9, 25.0, 64.9, 65.0}) {
        town.set(facts::work, town.add(age), facts::paid_work);
    }
    town.set(facts::work, town.add(40.0), facts::without_work);
    town.set(facts::work, town.add(40.0), facts::on_disability);
    EXPECT_EQ(town.counted("paid_work"), (Counts{2, 4}));
}

TEST(MoneyAndWorkOutcomes, average_the_income_of_households_that_an_adult_leads)
{
    Town town;
    auto const poor = town.add_home({30.0, 31.0}, {2.0});
    auto const rich = town.add_home({50.0}, {10.0});
    town.add_home({16.0});
    town.set(facts::income, poor.family, std::log(20'000.0F));
    town.set(facts::income, rich.family, std::log(50'000.0F));
    auto const [euros, households] = town.counted("income_mean");
    EXPECT_NEAR(euros, 70'000.0, 0.1);
    EXPECT_EQ(households, 2.0);
}

}  // namespace
}  // namespace smartstart::test
