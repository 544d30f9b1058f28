#include "engine/run/shared_past.hpp"

#include <map>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

constexpr int never = 9999;

/// First years of difference by pair; pairs that are not named never differ.
FirstDifference differ(std::map<std::pair<std::size_t, std::size_t>, int> const& years)
{
    return [years](std::size_t i, std::size_t j) {
        auto const found = years.find(std::minmax(i, j));
        return found == years.end() ? never : found->second;
    };
}

TEST(SharedPast, lives_one_scenario_once)
{
    auto const branches = share_past({0}, 2000, 2009, differ({}));
    ASSERT_EQ(branches.size(), 1U);
    EXPECT_EQ(branches[0].together, (std::vector<std::size_t>{0}));
    EXPECT_EQ(years_in(branches, 2009), 10);
}

TEST(SharedPast, lives_scenarios_that_never_differ_once)
{
    auto const branches = share_past({0, 1, 2}, 2000, 2009, differ({}));
    ASSERT_EQ(branches.size(), 1U);
    EXPECT_EQ(branches[0].together, (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_EQ(years_in(branches, 2009), 10);
}

TEST(SharedPast, does_not_share_what_differs_from_the_start)
{
    auto const branches = share_past({0, 1}, 2000, 2009, differ({{{0, 1}, 0}}));
    EXPECT_EQ(branches.size(), 2U);
    EXPECT_EQ(years_in(branches, 2009), 20);
}

TEST(SharedPast, branches_in_the_year_of_the_first_difference)
{
    auto const branches = share_past({0, 1}, 2000, 2009, differ({{{0, 1}, 2006}}));
    ASSERT_EQ(branches.size(), 1U);
    EXPECT_EQ(branches[0].together, (std::vector<std::size_t>{0}));
    ASSERT_EQ(branches[0].branches.size(), 1U);
    EXPECT_EQ(branches[0].branches[0].from, 2006);
    EXPECT_EQ(branches[0].branches[0].leader(), 1U);
    EXPECT_EQ(years_in(branches, 2009), 10 + 4);
}

TEST(SharedPast, lets_those_who_left_together_go_on_together)
{
    // 1 and 2 leave 0 in 2004 and one another in 2007; 3 leaves 0 in 2008.
    auto const first = differ({{{0, 1}, 2004},
                               {{0, 2}, 2004},
                               {{1, 2}, 2007},
                               {{0, 3}, 2008},
                               {{1, 3}, 2004},
                               {{2, 3}, 2004}});
    auto const branches = share_past({0, 1, 2, 3}, 2000, 2009, first);
    ASSERT_EQ(branches.size(), 1U);
    ASSERT_EQ(branches[0].branches.size(), 2U);
    EXPECT_EQ(branches[0].branches[0].from, 2004);
    ASSERT_EQ(branches[0].branches[0].branches.size(), 1U);
    EXPECT_EQ(branches[0].branches[0].branches[0].from, 2007);
    EXPECT_EQ(branches[0].branches[1].leader(), 3U);
    EXPECT_EQ(years_in(branches, 2009), 10 + 6 + 3 + 2);
}

TEST(SharedPast, splits_those_who_leave_one_another_in_the_year_in_which_they_leave)
{
    auto const first = differ({{{0, 1}, 2004}, {{0, 2}, 2004}, {{1, 2}, 2004}});
    auto const branches = share_past({0, 1, 2}, 2000, 2009, first);
    EXPECT_EQ(branches[0].branches.size(), 2U);
    EXPECT_EQ(years_in(branches, 2009), 10 + 6 + 6);
}

}  // namespace
}  // namespace smartstart
