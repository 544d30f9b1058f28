#include "engine/outcome/spread.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/engine/outcomes/town.hpp"

namespace smartstart {
namespace {

using test::Town;

TEST(SpreadOfYear, counts_people_by_the_income_of_their_household)
{
    Town town;
    // Nine live on 20,000 euro, one on 90,000.
    auto const large = town.add_home({40, 40}, {10, 9, 8, 7, 6, 5, 4});
    auto const alone = town.add_home({40});
    town.set(facts::income, large.family, static_cast<float>(std::log(20'000.0)));
    town.set(facts::income, alone.family, static_cast<float>(std::log(90'000.0)));
    auto const values = town.quantiles();
    for (std::size_t level = 0; level < Spread::levels.size(); ++level) {
        auto const expected = Spread::levels[level] > 0.9 ? 90'000.0 : 20'000.0;
        EXPECT_NEAR(values[level], expected, 0.002 * expected) << Spread::levels[level];
    }
    EXPECT_TRUE(std::isnan(values.back())) << "nobody was tested";
}

TEST(SpreadOfYear, has_the_scores_of_those_tested_this_year_only)
{
    Town town;
    auto const child = town.add_home({40, 40}, {12, 12, 13}).children;
    town.set_each(facts::cito_month, {child[0], child[1]}, Town::this_year);
    town.set(facts::cito_month, child[2], Town::last_year);
    town.set(facts::cito, child[0], 530.0F);
    town.set(facts::cito, child[1], 540.0F);
    town.set(facts::cito, child[2], 501.0F);
    auto const values = town.quantiles();
    auto const first = Spread::levels.size();
    EXPECT_EQ(values[first], 530.0);
    EXPECT_EQ(values[first + 3], 530.0) << "half of two have at most this";
    EXPECT_EQ(values.back(), 540.0);
}

TEST(SpreadOfYear, names_years_and_levels_in_its_tables)
{
    std::vector<double> values(2 * Spread::numbers_of_year());
    values[Spread::numbers_of_year()] = 7.0;
    auto const tables = Spread::tables({2025, 2026}, values);
    ASSERT_EQ(tables.size(), 2U);
    EXPECT_EQ(tables[0].rows, (std::vector<std::string>{"2025", "2026"}));
    EXPECT_EQ(tables[0].columns.front(), "0.05");
    EXPECT_EQ(tables[0].columns[3], "0.5");
    EXPECT_EQ(tables[0].values[Spread::levels.size()], 7.0);
    EXPECT_TRUE(Spread::tables({2025, 2026}, {})[1].values.empty());
}

}  // namespace
}  // namespace smartstart
