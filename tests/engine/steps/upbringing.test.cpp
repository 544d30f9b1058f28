#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

constexpr facts::Number on_disability = 3;

/// A home that had it all, with a child of just under 15 and one of 14.
struct Home {
    SmallWorld small{{"upbringing"}};
    SmallWorld::Household family = small.add_couple(40, 42, {14.5, 13.5});

    Home()
    {
        small.begin();
        small.set(facts::income, family.family, 10.5F);
        small.set(facts::assistance, family.family, 1);
        small.set(facts::poor, family.family, 1);
        small.set(facts::debt, family.family, 1);
        small.set(facts::offences, family.man, 2);
        small.set(facts::work, family.woman, on_disability);
        small.set(facts::maltreated_month, family.woman, 23000);
    }
};

TEST(Upbringing, keeps_how_the_home_was_in_the_year_of_turning_fifteen)
{
    Home home;
    auto const older = home.family.children[0];
    auto const younger = home.family.children[1];
    home.small.advance(11);
    EXPECT_EQ(home.small.get(facts::origin_income, older), 0.0F) << "not before December";
    home.small.advance();
    EXPECT_EQ(home.small.get(facts::origin_income, older), 10.5F);
    EXPECT_EQ(home.small.get(facts::origin, older), 1 + 2 + 4 + 8 + 16 + 32);
    EXPECT_EQ(home.small.get(facts::origin_income, younger), 0.0F);
    home.small.set(facts::income, home.family.family, 9.0F);
    home.small.set(facts::assistance, home.family.family, 0);
    home.small.set(facts::poor, home.family.family, 0);
    home.small.advance(12);
    EXPECT_EQ(home.small.get(facts::origin_income, older), 10.5F) << "for life";
    EXPECT_EQ(home.small.get(facts::origin_income, younger), 9.0F);
    EXPECT_EQ(home.small.get(facts::origin, younger), 2 + 4 + 8 + 32);
}

TEST(Upbringing, knows_no_origin_of_heads)
{
    SmallWorld small{{"upbringing"}};
    auto const alone = small.add_single(Sex::woman, 14.5);
    small.begin();
    small.set(facts::income, alone.family, 10.5F);
    small.advance(12);
    EXPECT_EQ(small.get(facts::origin_income, alone.woman), 0.0F);
}

TEST(Upbringing, counts_each_month_of_help_once_however_finely_it_is_lived)
{
    Home home;
    auto const child = home.family.children[1];
    home.small.set(facts::care, child, 8);
    home.small.set(facts::stay, child, 10);
    home.small.advance(3);
    EXPECT_EQ(home.small.get(facts::care_months, child), 3);
    home.small.live_in_parts(2);
    home.small.advance(2);
    EXPECT_EQ(home.small.get(facts::care_months, child), 5);
    home.small.set(facts::care, child, 0);
    home.small.advance();
    EXPECT_EQ(home.small.get(facts::care_months, child), 6) << "the stay goes on";
    home.small.set(facts::stay, child, 0);
    home.small.advance();
    EXPECT_EQ(home.small.get(facts::care_months, child), 6);
}

TEST(Upbringing, counts_no_help_of_grown_ups)
{
    Home home;
    home.small.set(facts::care, home.family.man, 8);
    home.small.advance(3);
    EXPECT_EQ(home.small.get(facts::care_months, home.family.man), 0);
}

}  // namespace
}  // namespace smartstart::test
