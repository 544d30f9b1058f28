#include <gtest/gtest.h>

#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/population.cpp.

TEST(PopulationOutcomes, count_who_lives_in_a_municipality_and_who_was_born_in_the_year)
{
    Town town;
    town.add_home({30.0}, {11.0 / 12.0, 1.0});
    town.add_home({40.0}, {0.0}, 1);
    EXPECT_EQ(town.counted("population").numerator, 3);
    EXPECT_EQ(town.counted("population", 1).numerator, 2);
    EXPECT_EQ(town.counted("births").numerator, 1) << "born in January, not in December before";
    EXPECT_EQ(town.counted("births", 1).numerator, 1);
}

TEST(PopulationOutcomes, count_deaths_where_the_dead_lived_and_for_everybody_only)
{
    Town town;
    auto const home = town.add_home({80.0, 81.0}, {}, 1);
    town.add(40.0);
    town.let_die(home.heads.back());
    EXPECT_EQ(town.counted("deaths", 1).numerator, 1);
    EXPECT_EQ(town.counted("deaths", 0).numerator, 0);
    for (std::size_t group = 1; group < all_groups().size(); ++group) {
        EXPECT_EQ(town.counted("deaths", 1, group).numerator, 0);
    }
    EXPECT_EQ(town.counted("population", 1).numerator, 1);
}

TEST(PopulationOutcomes, count_households_that_have_a_head)
{
    Town town;
    town.add_home({30.0, 31.0}, {2.0});
    town.add(80.0);
    auto const gone = town.add(90.0);
    town.add_home({}, {9.0});  // a minor in an institution
    town.let_die(gone);
    EXPECT_EQ(town.counted("households").numerator, 2);
}

TEST(PopulationOutcomes, count_single_parents_among_households_with_children_of_any_age)
{
    Town town;
    town.add_home({45.0}, {20.0});
    town.add_home({30.0, 31.0}, {2.0});
    town.add(30.0);
    town.add_home({30.0, 31.0});
    town.add_home({}, {9.0});  // in the care of a guardian: nobody leads it
    EXPECT_EQ(town.counted("single_parent_households"), (Counts{1, 2}));
}

}  // namespace
}  // namespace smartstart::test
