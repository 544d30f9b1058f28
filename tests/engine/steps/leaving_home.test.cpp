#include <cmath>
#include <string>
#include <vector>

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
    SmallWorld small{{"leaving_home"},
                     {"steps.leaving_home.women=1000 per year", "steps.leaving_home.moves_away=0"}};
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

/// Of so many homes in a municipality, the share whose daughter of this age now lives in Tilburg.
double gone_to_tilburg(std::size_t municipality, double age, std::string const& factor)
{
    SmallWorld small{
        {"leaving_home"},
        {"steps.leaving_home.women=1000 per year", "steps.leaving_home.moves_away=" + factor}};
    constexpr int count = 2000;
    std::vector<Row> daughters;
    for (int i = 0; i < count; ++i) {
        daughters.push_back(small.add_couple(50.0, 52.0, {age}, municipality).children[0]);
    }
    small.begin();
    small.advance(3);
    int gone = 0;
    for (auto const daughter : daughters) {
        auto const town = small.get(civil::municipality, small.get(civil::family, daughter));
        EXPECT_TRUE(town == 0 || town == municipality);
        gone += town == 0 ? 1 : 0;
    }
    return static_cast<double>(gone) / count;
}

TEST(LeavingHome, takes_the_young_of_the_villages_to_the_town_as_often_as_the_tables_say)
{
    // Goirle: 1372 are 15 to 19; at 20 to 24 there are 1007, of whom 821 are still at home. So 551
    // left home, and 186 live there who did.
    constexpr std::size_t goirle = 3;
    auto const& place = SmallWorld::region().municipalities()[goirle];
    ASSERT_EQ(place.name, "Goirle");
    constexpr double share = (551.0 - 186.0) / 551.0;
    EXPECT_NEAR(gone_to_tilburg(goirle, 20.0, "1"), share, 4.0 * 0.5 / std::sqrt(2000.0));
    EXPECT_NEAR(gone_to_tilburg(goirle, 20.0, "0.5"), share / 2, 4.0 * 0.5 / std::sqrt(2000.0));
}

TEST(LeavingHome, takes_nobody_of_25_or_from_the_town_itself_to_another_municipality)
{
    constexpr std::size_t goirle = 3;
    EXPECT_EQ(gone_to_tilburg(goirle, 25.0, "1"), 0.0);
    EXPECT_EQ(gone_to_tilburg(0, 20.0, "1"), 1.0);
}

}  // namespace
}  // namespace smartstart::test
