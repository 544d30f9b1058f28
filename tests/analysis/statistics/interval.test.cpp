#include "analysis/statistics/interval.hpp"

#include <cmath>
#include <limits>
#include <random>
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

/// Draws of an effect with mean 5 and this deviation, each with so many replicates whose luck
/// deviates by 3; one draw after another.
std::vector<double> effects(std::size_t draws, std::size_t replicates, double deviation)
{
    std::mt19937_64 engine{20250101};
    std::normal_distribution<double> normal;
    std::vector<double> all;
    for (std::size_t draw = 0; draw < draws; ++draw) {
        double const own = 5.0 + deviation * normal(engine);
        for (std::size_t i = 0; i < replicates; ++i) {
            all.push_back(own + 3.0 * normal(engine));
        }
    }
    return all;
}

TEST(EstimateOverDraws, of_a_few_is_where_the_next_draw_would_lie)
{
    std::vector<double> const draws{1.0, 2.0, 3.0, 4.0, 5.0};
    auto const found = estimate(draws, draws.size());
    EXPECT_TRUE(found.over_draws);
    EXPECT_DOUBLE_EQ(found.mean, 3.0);
    EXPECT_NEAR(found.high - 3.0, 2.131847 * std::sqrt(2.5 * 1.2), 1e-5);
    EXPECT_NEAR(3.0 - found.low, 2.131847 * std::sqrt(2.5 * 1.2), 1e-5);
    EXPECT_TRUE(std::isnan(estimate(draws, 1).low)) << "of one draw nothing is known";
}

TEST(EstimateOverDraws, is_that_of_the_effect_and_not_of_its_mean_nor_of_luck)
{
    for (std::size_t const draws : {1600U, 6400U}) {
        auto const found = estimate(effects(draws, 4, 2.0), draws);
        EXPECT_EQ(found.count, static_cast<int>(draws));
        EXPECT_NEAR(found.mean, 5.0, 0.4);
        EXPECT_NEAR(found.deviation, 2.0, 0.25);
        EXPECT_NEAR(found.low, 5.0 - 1.645 * 2.0, 0.6) << draws;
        EXPECT_NEAR(found.high, 5.0 + 1.645 * 2.0, 0.6) << draws;
    }
    // With one replicate luck cannot be told from the draws.
    EXPECT_NEAR(estimate(effects(1600, 1, 2.0), 1600).deviation, std::hypot(2.0, 3.0), 0.25);
    // Where nothing differs between draws, nothing is left of the interval but what luck leaves.
    auto const same = estimate(effects(400, 4, 0.0), 400);
    EXPECT_LT(same.high - same.low, 1.5);
}

TEST(EstimateOverDraws, has_a_width_also_where_luck_is_more_than_lies_between_draws)
{
    // Every draw has the same mean but for a little; its two replicates lie far apart.
    std::vector<double> values;
    for (int draw = 0; draw < 40; ++draw) {
        auto const aside = draw % 2 == 0 ? 0.1 : -0.1;
        values.insert(values.end(), {5.0 + aside - 3.0, 5.0 + aside + 3.0});
    }
    auto const found = estimate(values, 40);
    EXPECT_EQ(found.deviation, 0.0);
    EXPECT_LT(found.low, found.mean);
    EXPECT_GT(found.high, found.mean);
    // The means lie 0.1 to either side; a fortieth of that variance is left.
    EXPECT_NEAR(found.high - found.mean, 0.1 / std::sqrt(40.0), 0.002);
}

/// How often the range of so many draws, two replicates each, holds the true mean; they do not
/// differ but for luck.
double coverage_without_a_difference(std::size_t draws)
{
    std::mt19937_64 engine{7};
    std::normal_distribution<double> normal;
    constexpr int times = 4000;
    int inside = 0;
    for (int i = 0; i < times; ++i) {
        std::vector<double> values(2 * draws);
        for (auto& value : values) {
            value = normal(engine);
        }
        auto const found = estimate(values, draws);
        inside += found.low <= 0.0 && 0.0 <= found.high ? 1 : 0;
    }
    return static_cast<double>(inside) / times;
}

TEST(EstimateOverDraws, holds_the_truth_as_often_as_it_says_where_draws_do_not_differ)
{
    // Half of the time a variance between draws is seen that is not there, which makes it wider.
    for (std::size_t const draws : {20U, 39U, 40U, 80U}) {
        EXPECT_GT(coverage_without_a_difference(draws), 0.89) << draws;
    }
}

TEST(EstimateOverDraws, counts_a_draw_by_what_it_has)
{
    std::vector<double> const values{1.0, 3.0, unknown, 4.0, unknown, unknown};
    auto const found = estimate(values, 3);
    EXPECT_EQ(found.count, 2);
    EXPECT_DOUBLE_EQ(found.mean, 3.0) << "of 2 and 4";
    EXPECT_EQ(by_draw(values, 0).size(), values.size());
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
