#include "engine/population/start/raking.hpp"

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "engine/population/start/in_turn.hpp"
#include "engine/population/start/luck.hpp"

namespace smartstart {
namespace {

Incidence table_of(std::size_t cells, std::vector<std::vector<Incidence::Entry>> const& rows)
{
    Incidence table{cells};
    for (auto const& row : rows) {
        table.add(row);
    }
    return table;
}

std::vector<double> sums(Incidence const& table, std::vector<double> const& weights)
{
    std::vector<double> result(table.cells());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (auto const [cell, amount] : table.row(row)) {
            result[cell] += amount * weights[row];
        }
    }
    return result;
}

/// Kullback-Leibler divergence of weights that need not add up to the same.
double divergence(std::vector<double> const& weights, std::vector<double> const& prior)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] > 0.0
                   ? weights[i] * std::log(weights[i] / prior[i]) - weights[i] + prior[i]
                   : prior[i];
    }
    return sum;
}

/// The example of Ye et al. (2009): eight households of two types with persons of three types.
struct Example {
    Incidence table = table_of(5, {{{0, 1}, {2, 1}, {3, 1}, {4, 1}},
                                   {{0, 1}, {2, 1}, {4, 1}},
                                   {{0, 1}, {2, 2}, {3, 1}},
                                   {{1, 1}, {2, 1}, {4, 2}},
                                   {{1, 1}, {3, 2}, {4, 1}},
                                   {{1, 1}, {2, 1}, {3, 1}},
                                   {{1, 1}, {2, 2}, {3, 1}, {4, 2}},
                                   {{1, 1}, {2, 1}, {3, 1}}});
    std::vector<double> prior = std::vector<double>(8, 1.0);
    std::vector<double> target{35.0, 65.0, 91.0, 65.0, 104.0};
};

TEST(Raking, meets_household_and_person_totals_at_once)
{
    Example const example;
    auto const raked = rake({example.table, example.prior, example.target, {}, 0.0});
    EXPECT_TRUE(raked.converged);
    EXPECT_LT(raked.steps, 20);
    EXPECT_LT(raked.largest_miss, 1e-9);
    auto const found = sums(example.table, raked.weights);
    for (std::size_t cell = 0; cell < found.size(); ++cell) {
        EXPECT_NEAR(found[cell], example.target[cell], 1e-9);
    }
}

TEST(Raking, stays_nearer_to_the_prior_than_iterative_proportional_updating)
{
    Example const example;
    auto const raked = rake({example.table, example.prior, example.target, {}, 0.0});
    auto const updated =
        update_in_turn({example.table, example.prior, example.target, {}, 0.0}, 20'000).weights;
    auto const found = sums(example.table, updated);
    for (std::size_t cell = 0; cell < found.size(); ++cell) {
        ASSERT_NEAR(found[cell], example.target[cell], 1e-6);  // both answer the same question
    }
    // Their published end: the first weight near 1.36.
    EXPECT_NEAR(updated[0], 1.36, 0.005);
    EXPECT_LT(divergence(raked.weights, example.prior), divergence(updated, example.prior));
}

TEST(Raking, has_the_least_divergence_of_all_weights_that_meet_the_targets)
{
    Example const example;
    auto const raked = rake({example.table, example.prior, example.target, {}, 0.0});
    auto const least = divergence(raked.weights, example.prior);
    // Two ways to trade households that leave every sum as it is.
    std::vector<std::vector<double>> const directions{{0, 0, 0, 0, 0, 1, 0, -1},
                                                      {-2, 1, 1, 0, 1, -1, 0, 0}};
    for (auto const& direction : directions) {
        ASSERT_EQ(sums(example.table, direction), std::vector<double>(5, 0.0));
        for (auto const step : {-0.5, -0.01, 0.01, 0.5}) {
            auto other = raked.weights;
            for (std::size_t i = 0; i < other.size(); ++i) {
                other[i] += step * direction[i];
            }
            EXPECT_GT(divergence(other, example.prior), least);
        }
    }
}

TEST(Raking, equals_iterative_proportional_fitting_on_a_cross_table)
{
    // A table of 9 x 6 with an uneven prior: each household is one person in one cell.
    constexpr std::size_t rows = 9;
    constexpr std::size_t columns = 6;
    StartLuck const luck{7, "test"};
    Incidence table{rows + columns};
    std::vector<double> prior;
    std::vector<double> target(rows + columns);
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns; ++j) {
            table.add(std::array{Incidence::Entry{static_cast<std::uint16_t>(i), 1},
                                 Incidence::Entry{static_cast<std::uint16_t>(rows + j), 1}});
            prior.push_back(std::exp(luck.bell(i, j)));
            auto const count = 100.0 + 900.0 * luck.uniform(i, 100 + j);
            target[i] += count;
            target[rows + j] += count;
        }
    }
    auto const raked = rake({table, prior, target, {}, 0.0});
    auto const fitted = update_in_turn({table, prior, target, {}, 0.0}, 20'000).weights;
    ASSERT_TRUE(raked.converged);
    for (std::size_t i = 0; i < prior.size(); ++i) {
        EXPECT_NEAR(raked.weights[i], fitted[i], 1e-6 * fitted[i]);
    }
}

/// A table of numbers without header.
std::vector<double> numbers_in(char const* name)
{
    std::ifstream file{std::filesystem::path{SMARTSTART_SOURCE_DIR} / "tests/calibration/figures" /
                       name};
    std::vector<double> numbers;
    std::string cell;
    for (std::string line; std::getline(file, line);) {
        std::istringstream cells{line};
        while (std::getline(cells, cell, ',')) {
            numbers.push_back(std::stod(cell));
        }
    }
    return numbers;
}

TEST(Raking, comes_to_the_table_that_iterative_proportional_fitting_was_published_with)
{
    std::vector<double> const target{225000, 49000,  45000,  24500, 27000, 27000, 28000, 24800,
                                     15900,  102564, 111888, 93240, 74592, 55944, 27972};
    Incidence table{target.size()};
    for (std::uint16_t i = 0; i < 9; ++i) {
        for (std::uint16_t j = 0; j < 6; ++j) {
            table.add(std::array{Incidence::Entry{i, 1},
                                 Incidence::Entry{static_cast<std::uint16_t>(9 + j), 1}});
        }
    }
    auto const prior = numbers_in("ipf9x6_seed.csv");
    auto const fitted = numbers_in("ipf9x6_fit.csv");
    auto const raked = rake({table, prior, target, {}, 0.0});
    ASSERT_TRUE(raked.converged);
    ASSERT_EQ(raked.weights.size(), fitted.size());
    for (std::size_t i = 0; i < fitted.size(); ++i) {
        EXPECT_NEAR(raked.weights[i] / fitted[i], 1.0, 1e-8) << i;
    }
}

TEST(Raking, keeps_the_odds_ratio_of_a_two_by_two_table)
{
    auto const table =
        table_of(4, {{{0, 1}, {2, 1}}, {{0, 1}, {3, 1}}, {{1, 1}, {2, 1}}, {{1, 1}, {3, 1}}});
    std::vector<double> const prior{0.7, 1.0, 1.0, 1.0};
    std::vector<double> const target{52.0, 48.0, 87.0, 13.0};
    auto const w = rake({table, prior, target, {}, 0.0}).weights;
    EXPECT_NEAR(w[0] * w[3] / (w[1] * w[2]), 0.7, 1e-9);
    // The root of the quadratic equation that the odds ratio and the margins leave.
    EXPECT_NEAR(w[0], 44.2453593817254, 1e-8);
}

TEST(Raking, leaves_a_prior_that_already_fits_as_it_is)
{
    Example const example;
    std::vector<double> const prior{1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0};
    auto const raked = rake({example.table, prior, sums(example.table, prior), {}, 0.0});
    EXPECT_EQ(raked.steps, 0);
    EXPECT_EQ(raked.weights, prior);
}

TEST(Raking, never_gives_weight_to_a_row_without_prior)
{
    Example example;
    example.prior[4] = 0.0;
    auto const raked = rake({example.table, example.prior, example.target, {}, 0.01});
    EXPECT_EQ(raked.weights[4], 0.0);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_GT(raked.weights[i], 0.0);
    }
}

TEST(Raking, shares_a_contradiction_out_when_there_is_slack)
{
    // One kind of household with one person, and totals that cannot both hold.
    auto const table = table_of(2, {{{0, 1}, {1, 1}}});
    std::vector<double> const prior{100.0};
    std::vector<double> const target{100.0, 101.0};
    auto const raked = rake({table, prior, target, {}, 0.003});
    EXPECT_TRUE(raked.converged);
    EXPECT_NEAR(raked.weights[0], 100.5, 0.01);
    EXPECT_NEAR(raked.largest_miss, 0.5, 0.01);
}

TEST(Raking, starts_from_a_first_guess_and_ends_in_the_same_place)
{
    Example const example;
    auto const cold = rake({example.table, example.prior, example.target, {}, 0.0});
    auto const warm = rake({example.table, example.prior, example.target, cold.tilts, 0.0});
    EXPECT_EQ(warm.steps, 0);
    for (std::size_t i = 0; i < cold.weights.size(); ++i) {
        EXPECT_NEAR(warm.weights[i], cold.weights[i], 1e-9);
    }
}

TEST(Raking, names_the_cells_that_nobody_can_fill)
{
    Example example;
    example.target.push_back(3.0);
    example.target.push_back(0.0);
    auto table = table_of(7, {{{0, 1}, {2, 1}}, {{1, 1}, {3, 1}}, {{1, 1}, {4, 1}}});
    std::vector<double> const prior{1.0, 1.0, 0.0};
    // Cell 4 stands in a row without prior only, cell 5 nowhere; cell 6 stands nowhere either, but
    // nobody is wanted there.
    EXPECT_EQ(unreachable_cells({table, prior, example.target, {}, 0.0}),
              (std::vector<std::size_t>{4, 5}));
}

TEST(Incidence, adds_up_entries_of_the_same_cell)
{
    auto const table = table_of(3, {{{2, 1}, {0, 1}, {2, 1}}, {{1, 4}}});
    ASSERT_EQ(table.rows(), 2U);
    ASSERT_EQ(table.row(0).size(), 2U);
    EXPECT_EQ(table.row(0)[0].cell, 0);
    EXPECT_EQ(table.row(0)[1].cell, 2);
    EXPECT_EQ(table.row(0)[1].amount, 2);
    EXPECT_EQ(table.row(1)[0].amount, 4);
}

}  // namespace
}  // namespace smartstart
