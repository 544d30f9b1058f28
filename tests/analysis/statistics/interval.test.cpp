#include "analysis/statistics/interval.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

TEST(Estimate, is_the_mean_with_students_interval)
{
    std::vector<double> const values{1.0, 2.0, 3.0, 4.0, 5.0};
    Estimate const found = estimate(values);
    EXPECT_DOUBLE_EQ(found.mean, 3.0);
    EXPECT_DOUBLE_EQ(found.deviation, std::sqrt(2.5));
    // 2.131847 is the 95 % quantile of Student's t with 4 degrees of freedom (any table).
    EXPECT_NEAR(found.high - found.mean, 2.131847 * std::sqrt(2.5 / 5.0), 1e-6);
    EXPECT_NEAR(found.mean - found.low, found.high - found.mean, 1e-12);
}

TEST(Estimate, of_one_replicate_has_no_interval)
{
    std::vector<double> const values{7.0};
    Estimate const found = estimate(values);
    EXPECT_EQ(found.mean, 7.0);
    EXPECT_TRUE(std::isnan(found.low));
    EXPECT_TRUE(std::isnan(found.high));
}

TEST(Estimate, leaves_out_replicates_without_a_value)
{
    std::vector<double> const values{1.0, unknown, 3.0};
    EXPECT_EQ(estimate(values).mean, 2.0);
    EXPECT_EQ(estimate(values).count, 2);
    std::vector<double> const none{unknown};
    EXPECT_EQ(estimate(none).count, 0);
    EXPECT_TRUE(std::isnan(estimate(none).mean));
}

TEST(ReplicatesFor, is_the_smallest_number_that_makes_the_interval_narrow_enough)
{
    for (double const wanted : {0.05, 0.2, 0.7, 3.0}) {
        auto const count = replicates_for(1.0, wanted);
        ASSERT_TRUE(count.has_value());
        EXPECT_LE(half_width(1.0, *count), wanted);
        if (*count > 2) {
            EXPECT_GT(half_width(1.0, *count - 1), wanted);
        }
    }
}

TEST(ReplicatesFor, is_unknown_without_a_spread_or_when_only_zero_will_do)
{
    EXPECT_FALSE(replicates_for(unknown, 1.0).has_value());
    EXPECT_FALSE(replicates_for(1.0, 0.0).has_value());
    EXPECT_FALSE(replicates_for(1.0, -1.0).has_value());
    EXPECT_FALSE(replicates_for(1e9, 1e-9).has_value()) << "more than anybody can run";
}

TEST(ShareEstimate, has_wilsons_interval)
{
    Estimate const found = share_estimate(0.5, 10);
    // Middle 0.5; half 1.644854 / (1 + 2.705543 / 10) x sqrt(0.025 + 2.705543 / 400).
    EXPECT_NEAR(found.low, 0.269272, 1e-5);
    EXPECT_NEAR(found.high, 0.730728, 1e-5);
    EXPECT_EQ(found.mean, 0.5);
    EXPECT_EQ(found.count, 10);
}

TEST(ShareEstimate, leaves_room_even_where_all_or_none_agree)
{
    EXPECT_EQ(share_estimate(1.0, 10).high, 1.0);
    EXPECT_LT(share_estimate(1.0, 10).low, 0.9);
    EXPECT_EQ(share_estimate(0.0, 10).low, 0.0);
    EXPECT_GT(share_estimate(0.0, 10).high, 0.1);
    EXPECT_TRUE(std::isnan(share_estimate(0.0, 0).mean));
}

TEST(Band, is_linear_between_neighbours)
{
    std::vector<double> const values{5.0, 1.0, 3.0, 2.0, 4.0};
    Band const found = band(values);
    EXPECT_DOUBLE_EQ(found[0], 1.2);
    EXPECT_DOUBLE_EQ(found[1], 2.0);
    EXPECT_DOUBLE_EQ(found[2], 3.0);
    EXPECT_DOUBLE_EQ(found[3], 4.0);
    EXPECT_DOUBLE_EQ(found[4], 4.8);
}

TEST(Band, of_nothing_is_not_a_number)
{
    std::vector<double> const none{unknown, unknown};
    EXPECT_TRUE(std::isnan(band(none)[2]));
}

}  // namespace
}  // namespace smartstart
