#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/random/random.hpp"
#include "tests/speed/families/normal.hpp"
#include "tests/speed/families/risks.hpp"
#include "tests/speed/families/steps.hpp"

namespace smartstart::families {
namespace {

std::vector<YearOutput> lived(State& state, int years)
{
    std::vector<YearOutput> all;
    for (int year = 0; year < years; ++year) {
        live_year(state, all);
    }
    return all;
}

std::string digest(unsigned threads, std::uint64_t seed)
{
    Workers const workers{threads};
    auto state = start(5000, seed);
    return digest_of(lived(state, 6));
}

TEST(FamiliesBench, gives_the_same_bits_for_any_number_of_threads)
{
    auto const alone = digest(1, 1);
    EXPECT_EQ(digest(2, 1), alone);
    EXPECT_EQ(digest(3, 1), alone);
    EXPECT_NE(digest(1, 2), alone) << "another seed";
}

/// What is expected of a quantity in the year 10, by name.
struct Expected {
    std::string quantity;
    double mean{}, spread{}, seeds{};
};
constexpr std::size_t expected_people = 100'000;

std::vector<Expected> expected_in_year_10()
{
    std::ifstream file{SMARTSTART_SOURCE_DIR "/tests/speed/families/expected.csv"};
    std::vector<Expected> all;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::ranges::replace(line, ',', ' ');
        std::istringstream words{line};
        std::size_t people = 0;
        int year = 0;
        Expected one;
        words >> people >> year >> one.quantity >> one.mean >> one.spread >> one.seeds;
        if (people == expected_people && year == 10) {
            all.push_back(one);
        }
    }
    return all;
}

/// How far the means of some runs are from what is expected, in standard errors, by quantity.
std::vector<double> differences(std::vector<YearOutput> const& runs)
{
    std::vector<double> all;
    auto const number = static_cast<double>(runs.size());
    for (auto const& expected : expected_in_year_10()) {
        auto const at = std::ranges::find(quantity_names, expected.quantity);
        double sum = 0.0;
        for (auto const& year : runs) {
            sum += quantities(year)[static_cast<std::size_t>(at - quantity_names.begin())];
        }
        auto const error = expected.spread * std::sqrt(1.0 / expected.seeds + 1.0 / number);
        all.push_back((sum / number - expected.mean) / error);
    }
    return all;
}
double root_mean_square(std::vector<double> const& values)
{
    double sum = 0.0;
    for (auto const value : values) {
        sum += value * value;
    }
    return std::sqrt(sum / static_cast<double>(values.size()));
}

TEST(FamiliesBench, agrees_with_the_expected_values_of_the_year_10_and_not_in_another_year)
{
    std::vector<YearOutput> tenth;
    std::vector<YearOutput> ninth;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        auto state = start(expected_people, seed);
        auto const years = lived(state, 10);
        tenth.push_back(years[9]);
        ninth.push_back(years[8]);
    }
    auto const found = differences(tenth);
    ASSERT_EQ(found.size(), quantity_names.size() - 1) << "every quantity but the year";
    EXPECT_LT(root_mean_square(found), 1.6);
    for (auto const difference : found) {
        EXPECT_LT(std::abs(difference), 4.0);
    }
    EXPECT_GT(root_mean_square(differences(ninth)), 2.0) << "the test would see a small fault";
}

TEST(FamiliesBench, keeps_households_and_couples_whole)
{
    auto state = start(5000, 3);
    auto const years = lived(state, 12);
    auto const links = state.links();
    std::size_t members = 0;
    std::int64_t households = 0;
    for (Row home = 0; home < state.families.size(); ++home) {
        std::size_t here = 0;
        for (auto row = links.first[home]; row != no_row; row = links.next[row]) {
            EXPECT_EQ(links.household[row], home);
            EXPECT_NE(links.bond[row], gone);
            ++here;
        }
        EXPECT_EQ(here, links.size[home]);
        EXPECT_EQ(links.unrest[home], here == 0 ? 0 : unrest_of(links.risks[home]));
        members += here;
        households += here > 0 ? 1 : 0;
    }
    std::size_t living = 0;
    for (Row row = 0; row < state.people.size(); ++row) {
        living += links.bond[row] != gone ? 1U : 0U;
        EXPECT_EQ(links.bond[row] == couple, links.partner[row] != no_row);
        if (links.partner[row] != no_row) {
            EXPECT_EQ(links.partner[links.partner[row]], row);
            EXPECT_EQ(links.household[links.partner[row]], links.household[row]);
        }
    }
    EXPECT_EQ(members, living);
    EXPECT_EQ(static_cast<std::int64_t>(living), years.back().people);
    EXPECT_EQ(households, years.back().households);
}

TEST(FamiliesBench, finds_the_deciles_that_sorting_finds)
{
    auto state = start(20'000, 4);
    auto const years = lived(state, 3);
    auto const links = state.links();
    auto const scores = state.score_view();
    std::vector<float> sorted;
    for (int age = 10; age < 15; ++age) {
        auto const rows = state.cohorts.of(3 - age, 1);
        for (auto row = rows.first; row < rows.last; ++row) {
            if (links.bond[row] != gone) {
                sorted.push_back(scores.score[row]);
            }
        }
    }
    std::ranges::sort(sorted);
    auto const& cell = years.back().cells[1][2];
    ASSERT_EQ(cell.scores.number, static_cast<double>(sorted.size()));
    for (std::size_t decile = 1; decile <= 9; ++decile) {
        EXPECT_NEAR(cell.deciles[decile - 1], sorted[decile * sorted.size() / 10], 0.00251);
    }
}

TEST(Chance, is_kept_by_its_two_questions)
{
    for (auto const chance : {1e-6, 0.0039, 0.25, 0.10, 0.5, 0.9}) {
        auto const asked = Chance::of(chance);
        EXPECT_NEAR(asked.bound / 256.0 * static_cast<double>(asked.accept) * 0x1p-32, chance,
                    1e-9);
        EXPECT_LE(asked.accept, std::uint64_t{1} << 32U);
    }
}

TEST(NormalTable, has_the_quantiles_of_a_normal)
{
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        auto const word = static_cast<std::uint32_t>(i * 214'748 + 1);
        auto const share = static_cast<double>((word & 0x7FFFFFFFU) >> 1U | 1U) * 0x1p-31;
        auto const quantile = normal_quantile(share);
        EXPECT_NEAR(normal_table().at(word), (word >> 31U) != 0 ? quantile : -quantile, 4e-5);
    }
}

TEST(RiskYear, gives_each_risk_its_own_chance)
{
    // From no risk at all (P6 of the specification with k = 0), over an even grid of luck.
    constexpr std::array onset{0.020, 0.025, 0.010, 0.008, 0.030};
    constexpr std::uint32_t points = 1U << 18U;
    std::array<double, risk_count> on{};
    for (std::uint32_t point = 0; point < points; ++point) {
        auto const state = risk_year().next(0, (point << 14U) + (1U << 13U));
        for (unsigned risk = 0; risk < risk_count; ++risk) {
            on[risk] += (state >> risk) & 1U;
        }
    }
    for (unsigned risk = 0; risk < risk_count; ++risk) {
        auto const share = on[risk] / points * risk_year().bound(0) / 256.0;
        EXPECT_NEAR(share, 1.0 - std::exp(-onset[risk]), 2e-5) << "risk " << risk;
    }
}

}  // namespace
}  // namespace smartstart::families
