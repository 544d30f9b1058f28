#include <gtest/gtest.h>

#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/health.cpp.

TEST(HealthOutcomes, take_the_mean_score_and_the_share_in_good_health_over_everybody)
{
    Town town;
    auto const home = town.add_home({40.0}, {3.0});
    auto const gone = town.add(70.0);
    town.set(facts::health, home.heads.front(), 0.5F);
    town.set(facts::health, home.children.front(), -2.0F);
    town.set(facts::health, gone, 100.0F);
    town.set(facts::good_health, home.heads.front(), 1);
    town.set(facts::good_health, home.children.front(), 0);
    town.let_die(gone);
    EXPECT_EQ(town.counted("health_score"), (Counts{-1.5, 2}));
    EXPECT_EQ(town.counted("good_health"), (Counts{1, 2}));
}

TEST(HealthOutcomes, count_mental_health_problems_of_adults)
{
    Town town;
    auto const too_young = town.add_home({40.0}, {18.0 - 1.0 / 12.0, 18.0});
    town.set_each(facts::ill, too_young.children, 1);
    town.add(85.0);
    EXPECT_EQ(town.counted("mental_health_problems"), (Counts{1, 3}));
}

}  // namespace
}  // namespace smartstart::test
