#include <gtest/gtest.h>

#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/skills_and_problems.cpp.

TEST(SkillsAndProblemsOutcomes, take_the_mean_skill_of_minors)
{
    Town town;
    auto const home = town.add_home({40.0}, {1.0, 17.9, 18.0});
    town.set(facts::skill_cognitive, home.children[0], 1.0F);
    town.set(facts::skill_cognitive, home.children[1], -0.25F);
    town.set(facts::skill_cognitive, home.children[2], 50.0F);
    town.set(facts::skill_social, home.children[1], 0.5F);
    town.set(facts::skill_social, home.heads.front(), 50.0F);
    EXPECT_EQ(town.counted("skill_cognitive"), (Counts{0.75, 2}));
    EXPECT_EQ(town.counted("skill_social_emotional"), (Counts{0.5, 2}));
}

TEST(SkillsAndProblemsOutcomes, count_crises_among_serious_problems)
{
    Town town;
    auto const home = town.add_home({40.0}, {3.0, 4.0, 5.0, 6.0, 18.0});
    for (std::size_t i = 0; i < 4; ++i) {
        town.set(facts::problem, home.children[i], static_cast<facts::Number>(i));
    }
    town.set(facts::problem, home.children[4], 3);
    EXPECT_EQ(town.counted("problem_serious"), (Counts{2, 4}));
    EXPECT_EQ(town.counted("problem_crisis"), (Counts{1, 4}));
}

TEST(SkillsAndProblemsOutcomes, count_risks_of_households_with_minors)
{
    Town town;
    auto const young = town.add_home({30.0}, {3.0});
    auto const calm = town.add_home({30.0, 31.0}, {17.0});
    auto const grown = town.add_home({50.0}, {18.0});
    auto const alone = town.add_home({30.0});
    town.set(facts::risk_count, young.family, 7);
    town.set(facts::risk_count, calm.family, 1);
    town.set_each(facts::risk_count, {grown.family, alone.family}, 11);
    EXPECT_EQ(town.counted("risk_count_mean"), (Counts{8, 2}));
}

}  // namespace
}  // namespace smartstart::test
