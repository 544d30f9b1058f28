#include "engine/step/quintiles.hpp"

#include <limits>
#include <map>
#include <span>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

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

TEST(Quintiles, are_refused_where_an_income_is_no_number)
{
    std::vector<float> incomes(100, 10.0F);
    std::vector<std::uint8_t> quintiles(100, 9);
    auto const all = [](Row) { return true; };
    incomes[7] = std::numeric_limits<float>::infinity();
    give_quintiles(std::span<float const>{incomes}, std::span{quintiles}, all);
    EXPECT_EQ(quintiles[7], 5);
    incomes[7] = std::numeric_limits<float>::quiet_NaN();
    try {
        give_quintiles(std::span<float const>{incomes}, std::span{quintiles}, all);
        FAIL() << "it was ranked";
    } catch (BrokenPromise const& fault) {
        EXPECT_THAT(fault.what(), testing::HasSubstr("log income of household row 7 is no number"));
    }
    // Who is not counted may have any.
    give_quintiles(std::span<float const>{incomes}, std::span{quintiles},
                   [](Row row) { return row != 7; });
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
