#include <gtest/gtest.h>

#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/ages.cpp: who lives here by age, and births by age of the mother.

TEST(AgesOutcomes, count_each_inhabitant_in_the_age_group_lived_at_the_end_of_the_year)
{
    Town town;
    town.add_home({24.0 + 11.0 / 12.0, 25.0}, {0.0, 4.0 + 11.0 / 12.0, 5.0});
    town.add(64.9);
    town.add(79.0);
    town.add(80.0);
    town.add(104.0);
    town.let_die(town.add(90.0));
    EXPECT_EQ(town.counted("population_0_4").numerator, 2);
    EXPECT_EQ(town.counted("population_5_9").numerator, 1);
    EXPECT_EQ(town.counted("population_10_14").numerator, 0);
    EXPECT_EQ(town.counted("population_20_24").numerator, 1);
    EXPECT_EQ(town.counted("population_25_44").numerator, 1);
    EXPECT_EQ(town.counted("population_45_64").numerator, 1);
    EXPECT_EQ(town.counted("population_65_79").numerator, 1);
    EXPECT_EQ(town.counted("population_80_up").numerator, 2);
}

TEST(AgesOutcomes, put_everybody_in_exactly_one_age_group)
{
    Town town;
    for (int age = 0; age < 110; ++age) {
        town.add(age);
    }
    double sum = 0.0;
    for (auto const& kind : all_outcomes()) {
        if (kind.info.id.starts_with("population_")) {
            sum += town.counted(kind.info.id).numerator;
        }
    }
    EXPECT_EQ(sum, 110);
    EXPECT_EQ(sum, town.counted("population").numerator);
}

TEST(AgesOutcomes, count_women_of_the_age_who_gave_birth_in_the_year_and_no_men)
{
    Town town;
    auto const mother = town.add(22.0);
    auto const of_last_year = town.add(23.0);
    auto const older = town.add(25.0);
    auto const man = town.add(22.0);
    town.add(20.0);
    town.set(civil::last_birth, mother, Town::this_year);
    town.set(civil::last_birth, of_last_year, Town::last_year);
    town.set(civil::last_birth, older, Town::this_year);
    town.set(civil::sex, man, 1);
    EXPECT_EQ(town.counted("fertility_20_24"), (Counts{1, 3}));
    EXPECT_EQ(town.counted("fertility_25_29"), (Counts{1, 1}));
    EXPECT_EQ(town.counted("fertility_15_19"), (Counts{0, 0}));
}

}  // namespace
}  // namespace smartstart::test
