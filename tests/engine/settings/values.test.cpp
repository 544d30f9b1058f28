#include "engine/settings/values.hpp"

#include <gtest/gtest.h>

#include "engine/base/quantity.hpp"

namespace smartstart {
namespace {

TEST(Path, is_straight_between_its_marks_and_constant_outside)
{
    Path<Share> const path{{{2030, 0.5}, {2020, 0.3}}};
    EXPECT_DOUBLE_EQ(path.at(1900), 0.3);
    EXPECT_DOUBLE_EQ(path.at(2020), 0.3);
    EXPECT_DOUBLE_EQ(path.at(2025), 0.4);
    EXPECT_DOUBLE_EQ(path.at(2022.5), 0.35);
    EXPECT_DOUBLE_EQ(path.at(2030), 0.5);
    EXPECT_DOUBLE_EQ(path.at(2100), 0.5);
}

TEST(Path, follows_every_leg)
{
    Path<double> const path{{{0, 1}, {10, 3}, {20, 0}}};
    EXPECT_DOUBLE_EQ(path.at(5), 2);
    EXPECT_DOUBLE_EQ(path.at(10), 3);
    EXPECT_DOUBLE_EQ(path.at(15), 1.5);
}

TEST(Path, keeps_its_points_in_order)
{
    Path<double> const path{{{20, 0}, {0, 1}}};
    EXPECT_EQ(path.points(), (std::vector<std::pair<int, double>>{{0, 1}, {20, 0}}));
}

TEST(Path, is_constant_when_all_its_values_are_equal)
{
    EXPECT_TRUE(Path<double>::always(2).constant());
    EXPECT_DOUBLE_EQ(Path<double>::always(2).at(1234), 2);
    EXPECT_TRUE((Path<double>{{{1, 2}, {5, 2}}}.constant()));
    EXPECT_FALSE((Path<double>{{{1, 2}, {5, 2.5}}}.constant()));
}

TEST(Path, of_no_points_is_empty_and_zero)
{
    Path<double> const path;
    EXPECT_TRUE(path.empty());
    EXPECT_EQ(path.at(5), 0);
    EXPECT_FALSE(Path<double>::always(0).empty());
}

TEST(Path, refuses_two_values_at_one_mark)
{
    EXPECT_THROW((Path<double>{{{1, 2}, {1, 3}}}), BrokenPromise);
}

}  // namespace
}  // namespace smartstart
