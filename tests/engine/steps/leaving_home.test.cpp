#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

TEST(LeavingHome, comes_at_the_rate_of_age_and_sex)
{
    SmallWorld small{
        {"leaving_home"},
        {"steps.leaving_home.women=0.3 per year", "steps.leaving_home.men=0.1 per year"}};
    constexpr int count = 4000;
    std::vector<SmallWorld::Household> homes;
    for (int i = 0; i < count; ++i) {
        homes.push_back(small.add_couple(50.0, 52.0, {22.0, 20.0}));
    }
    small.begin();
    small.advance(12);
    double daughters = 0.0;
    double sons = 0.0;
    for (auto const& home : homes) {
        daughters += small.get(civil::family, home.children[0]) != home.family ? 1.0 : 0.0;
        sons += small.get(civil::family, home.children[1]) != home.family ? 1.0 : 0.0;
    }
    auto const check = [](double share, double rate) {
        auto const expected = 1.0 - std::exp(-rate);
        EXPECT_NEAR(share, expected, 4.0 * std::sqrt(expected / count));
    };
    check(daughters / count, 0.3);
    check(sons / count, 0.1);
}

TEST(LeavingHome, is_for_grown_ups_who_then_lead_a_home_of_their_own)
{
    SmallWorld small{{"leaving_home"}, {"steps.leaving_home.women=1000 per year"}};
    auto const home = small.add_couple(50.0, 52.0, {17.0, 25.0, 16.0}, 4);
    auto const grown =
        small.add_person(home.family, {.age = 19.0, .head = false, .mother = home.woman});
    small.begin();
    small.advance(3);
    EXPECT_EQ(small.get(civil::family, home.children[0]), home.family);
    EXPECT_EQ(small.get(civil::family, home.children[2]), home.family);
    EXPECT_EQ(small.get(civil::family, home.woman), home.family);
    auto const own = small.get(civil::family, grown);
    EXPECT_NE(own, home.family);
    EXPECT_EQ(small.get(civil::head, grown), 1);
    EXPECT_EQ(small.get(civil::head_one, own), grown);
    EXPECT_EQ(small.get(civil::municipality, own), 4);
    EXPECT_GT(small.get(civil::left_home, grown), 0);
}

TEST(LeavingHome, takes_the_leavers_own_child_along_and_nobody_else)
{
    SmallWorld small{{"leaving_home"}, {"steps.leaving_home.women=1000 per year"}};
    auto const home = small.add_couple(45.0, 47.0, {19.0, 12.0});
    auto const grandchild =
        small.add_person(home.family, {.age = 1.0, .head = false, .mother = home.children[0]});
    small.begin();
    small.advance(3);
    EXPECT_NE(small.get(civil::family, home.children[0]), home.family);
    EXPECT_EQ(small.get(civil::family, grandchild), small.get(civil::family, home.children[0]));
    EXPECT_EQ(small.get(civil::family, home.children[1]), home.family);
}

}  // namespace
}  // namespace smartstart::test
