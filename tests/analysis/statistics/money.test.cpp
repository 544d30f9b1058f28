#include "analysis/statistics/money.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using test::sample_result;
using Yearly = std::vector<std::vector<std::int64_t>>;

std::vector<int> const years{2025, 2026, 2027, 2028, 2029};

std::optional<int> year_of(std::vector<std::int64_t> const& yearly)
{
    return break_even(Yearly{yearly}, years).by_replicate.front();
}

TEST(BreakEven, is_the_first_year_from_which_the_sum_stays_at_or_below_zero)
{
    EXPECT_EQ(year_of({0, 10, -4, -6, -1}), 2028);
    EXPECT_EQ(year_of({0, 10, -20, 15, -9}), 2029) << "the gain of 2027 did not last";
    EXPECT_EQ(year_of({0, 10, -20, 15, 0}), std::nullopt);
    EXPECT_EQ(year_of({0, 0, -1, -1, 1}), 2027) << "cheaper from the first year that differs";
    EXPECT_EQ(year_of({0, 0, 0, 0, 0}), std::nullopt) << "nothing was spent, nothing to earn back";
}

TEST(BreakEven, counts_replicates_that_never_get_there_as_later_than_all_years)
{
    Yearly const yearly{{0, 5, -5, 0, 0}, {0, 5, 0, -5, 0}, {0, 5, 0, 0, 0}, {0, 5, 0, 0, -5}};
    BreakEven const even = break_even(yearly, years);
    EXPECT_EQ(even.share, 0.75);
    EXPECT_EQ(even.early, 2027);
    EXPECT_EQ(even.middle, 2028);
    EXPECT_EQ(even.late, std::nullopt);
}

TEST(Money, of_equal_results_is_identical)
{
    Money const money = compare_money(sample_result({}), sample_result({}));
    EXPECT_TRUE(money.identical);
    EXPECT_EQ(money.start, std::nullopt);
    EXPECT_EQ(money.net.back().by_rate[0].mean, 0.0);
    EXPECT_TRUE(money.break_even.by_replicate.empty());
}

TEST(Money, adds_up_over_payers_items_and_years)
{
    Result const base = sample_result({});
    Result const other = sample_result({.effect = -0.1});
    Money const money = compare_money(base, other);
    std::int64_t cents = 0;
    for (std::size_t i = 0; i < base.cents.size(); ++i) {
        cents += other.cents[i] - base.cents[i];
    }
    double const mean = static_cast<double>(cents) / 100.0 / 4.0;
    EXPECT_NEAR(money.net.back().by_rate[0].mean, mean, 1e-6 * std::abs(mean));
    EXPECT_NEAR(money.balance.back().difference.mean, mean, 1e-6 * std::abs(mean));
    double payers = 0.0;
    for (std::size_t i = 0; i + 1 < money.net.size(); ++i) {
        payers += money.net[i].by_rate[0].mean;
    }
    EXPECT_NEAR(payers, mean, 1e-6 * std::abs(mean));
    double lines = 0.0;
    for (MoneyLine const& line : money.lines) {
        lines += line.difference.mean;
        EXPECT_NEAR(line.other - line.base, line.difference.mean, 0.01);
    }
    EXPECT_NEAR(lines, mean, 1e-6 * std::abs(mean));
    EXPECT_EQ(money.lines.size(), 5U) << "kinds without any money are left out";
}

TEST(Money, is_discounted_to_the_first_year_that_differs)
{
    Result base = sample_result({.replicates = 1});
    Result other = base;
    std::size_t const year_size = base.cents.size() / 6;
    other.cents[2 * year_size] += 1000;  // ten euro in 2027
    other.cents[4 * year_size] += 1000;  // ten euro in 2029
    Money const money = compare_money(base, other);
    EXPECT_EQ(money.start, 2027);
    EXPECT_DOUBLE_EQ(money.net.back().by_rate[0].mean, 20.0);
    EXPECT_NEAR(money.net.back().by_rate[1].mean, 10.0 + 10.0 / (1.0225 * 1.0225), 1e-9);
    EXPECT_NEAR(money.net.back().by_rate[2].mean, 10.0 + 10.0 / (1.04 * 1.04), 1e-9);
    ASSERT_EQ(money.total_by_replicate.size(), 1U);
    EXPECT_NEAR(money.total_by_replicate[0],
                10.0 / std::pow(1.0225, 2.0) + 10.0 / std::pow(1.0225, 4.0), 1e-9)
        << "to the first year reported, 2025";
}

TEST(Money, of_pairs_that_begin_to_differ_in_other_years_is_discounted_to_one_year)
{
    Result const base = sample_result({.replicates = 1});
    std::size_t const year_size = base.cents.size() / 6;
    auto soon = base;
    auto late = base;
    soon.cents[1 * year_size] += 1;     // a cent in 2026
    soon.cents[4 * year_size] += 1000;  // ten euro in 2029
    late.cents[4 * year_size] += 1000;
    EXPECT_NEAR(compare_money(base, soon).total_by_replicate[0],
                compare_money(base, late).total_by_replicate[0], 0.01);
}

TEST(Money, says_in_which_share_of_replicates_the_other_was_cheaper_by_a_year)
{
    Result const base = sample_result({.replicates = 4});
    Result other = base;
    std::size_t const replicate_size = base.cents.size() / 4;
    other.cents[0 * replicate_size] -= 1;
    other.cents[3 * replicate_size] -= 1;
    other.cents[2 * replicate_size] += 1;
    Money const money = compare_money(base, other);
    // Two are cheaper, and one is equally dear.
    EXPECT_EQ(money.balance.front().share_cheaper, 0.625);
    EXPECT_EQ(money.balance.back().share_cheaper, 0.625);
}

}  // namespace
}  // namespace smartstart
