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

}  // namespace
}  // namespace smartstart::test
