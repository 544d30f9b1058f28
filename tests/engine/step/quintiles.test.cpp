#include "engine/step/quintiles.hpp"

#include <map>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

TEST(IncomeCounts, gives_every_fifth_of_the_households_a_quintile_of_its_own)
{
    IncomeCounts counts;
    std::vector<double> incomes;
    for (int i = 0; i < 1000; ++i) {
        incomes.push_back(9.0 + i * 0.003);
        ++counts.counts[IncomeCounts::bin(incomes.back())];
    }
    auto const quintiles = counts.quintiles();
    std::map<int, int> seen;
    auto before = 0;
    for (auto const income : incomes) {
        auto const quintile = quintiles[IncomeCounts::bin(income)];
        EXPECT_GE(quintile, before);
        before = quintile;
        ++seen[quintile];
    }
    for (int quintile = 1; quintile <= 5; ++quintile) {
        EXPECT_NEAR(seen[quintile], 200, 2) << quintile;
    }
}

TEST(IncomeCounts, takes_incomes_beyond_its_ends_into_the_outermost_bins)
{
    EXPECT_EQ(IncomeCounts::bin(-3.0), 0U);
    EXPECT_EQ(IncomeCounts::bin(99.0), IncomeCounts::bins - 1);
}

TEST(IncomeCounts, add_up)
{
    IncomeCounts one;
    IncomeCounts other;
    one.counts[7] = 2;
    other.counts[7] = 3;
    one += other;
    EXPECT_EQ(one.counts[7], 5);
}

}  // namespace
}  // namespace smartstart
