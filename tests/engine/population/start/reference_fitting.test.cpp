// Ways to meet margins, against figures that were computed elsewhere; see
// tests/calibration/figures/README.md.

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/population/start/fit.hpp"
#include "engine/population/start/in_turn.hpp"
#include "engine/population/start/integerise.hpp"

namespace smartstart {
namespace {

using Numbers = std::vector<double>;

std::filesystem::path figure(char const* name)
{
    return std::filesystem::path{SMARTSTART_SOURCE_DIR} / "tests/calibration/figures" / name;
}

nlohmann::json known(std::string const& name)
{
    std::ifstream file{figure("ipf_ipu.json")};
    return nlohmann::json::parse(file)[name];
}

/// A cross table: each row of the incidence is one cell, which stands in one row and one column.
struct CrossTable {
    Incidence table;
    Numbers prior, target;

    CrossTable(Numbers seed, Numbers const& rows, Numbers const& columns)
        : table{rows.size() + columns.size()}, prior{std::move(seed)}, target{rows}
    {
        target.insert(target.end(), columns.begin(), columns.end());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (std::size_t j = 0; j < columns.size(); ++j) {
                table.add(
                    std::array{Incidence::Entry{static_cast<std::uint16_t>(i), 1},
                               Incidence::Entry{static_cast<std::uint16_t>(rows.size() + j), 1}});
            }
        }
    }
    RakingProblem problem() const { return {table, prior, target, {}, 0.0}; }
};

/// The example of Ye et al. (2009): eight households of two types with persons of three types.
struct Households {
    Incidence table{5};
    Numbers prior = Numbers(8, 1.0);
    Numbers target{35.0, 65.0, 91.0, 65.0, 104.0};

    Households()
    {
        using Row = std::vector<Incidence::Entry>;
        for (Row const& row : {Row{{0, 1}, {2, 1}, {3, 1}, {4, 1}}, Row{{0, 1}, {2, 1}, {4, 1}},
                               Row{{0, 1}, {2, 2}, {3, 1}}, Row{{1, 1}, {2, 1}, {4, 2}},
                               Row{{1, 1}, {3, 2}, {4, 1}}, Row{{1, 1}, {2, 1}, {3, 1}},
                               Row{{1, 1}, {2, 2}, {3, 1}, {4, 2}}, Row{{1, 1}, {2, 1}, {3, 1}}}) {
            table.add(row);
        }
    }
    RakingProblem problem() const { return {table, prior, target, {}, 0.0}; }
    Numbers sums(Numbers const& weights) const
    {
        Numbers result(table.cells());
        for (std::size_t row = 0; row < table.rows(); ++row) {
            for (auto const [cell, amount] : table.row(row)) {
                result[cell] += amount * weights[row];
            }
        }
        return result;
    }
};

void expect_near(Numbers const& ours, nlohmann::json const& theirs, double within)
{
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        EXPECT_NEAR(ours[i], theirs[i].get<double>(), within) << i;
    }
}

TEST(UpdateInTurn, fits_a_cross_table_in_as_many_rounds_as_was_published)
{
    for (auto const& [name, corner] : {std::pair{"hl_2x2", 1.0}, std::pair{"hl_2x2_seed07", 0.7}}) {
        SCOPED_TRACE(name);
        auto const truth = known(name);
        CrossTable const cross{{corner, 1.0, 1.0, 1.0}, {52.0, 48.0}, {87.0, 13.0}};
        auto const rounds = truth["it"].get<int>();
        auto const w = update_in_turn(cross.problem(), rounds).weights;
        auto const newton = rake(cross.problem()).weights;
        for (std::size_t i = 0; i < 4; ++i) {
            auto const theirs = truth["x"][i / 2][i % 2].get<double>();
            EXPECT_NEAR(w[i], theirs, 1e-8);
            EXPECT_NEAR(newton[i], theirs, 1e-8);
        }
        EXPECT_NEAR(w[0] * w[3] / (w[1] * w[2]), corner, 1e-12);
    }
}

TEST(UpdateInTurn, fits_nine_municipalities_by_six_sizes)
{
    auto const truth = known("ipf9x6");
    std::ifstream file{figure("ipf9x6_seed.csv")};
    Numbers seed;
    for (std::string line; std::getline(file, line);) {
        std::istringstream cells{line};
        for (std::string cell; std::getline(cells, cell, ',');) {
            seed.push_back(std::stod(cell));
        }
    }
    CrossTable const cross{seed, truth["m0"], truth["m1"]};
    auto const rounds = truth["it"].get<int>();
    auto const w = update_in_turn(cross.problem(), rounds);
    EXPECT_LT(w.worst_miss, 1e-9);
    // How far it is from the seed, both as shares.
    auto const all = std::accumulate(w.weights.begin(), w.weights.end(), 0.0);
    auto const all_seed = std::accumulate(seed.begin(), seed.end(), 0.0);
    double divergence = 0.0;
    for (std::size_t i = 0; i < seed.size(); ++i) {
        auto const share = w.weights[i] / all;
        divergence += share * std::log(share / (seed[i] / all_seed));
    }
    EXPECT_NEAR(divergence, truth["KL"].get<double>(), 1e-8);
}

TEST(UpdateInTurn, weighs_households_as_iterative_proportional_updating_was_published)
{
    Households const households;
    for (int const sweeps : {1, 10, 30, 638, 5000}) {
        SCOPED_TRACE(sweeps);
        auto const truth = known("ipu_ye_iter" + std::to_string(sweeps));
        auto const found = update_in_turn(households.problem(), sweeps);
        expect_near(found.weights, truth["w"], 1e-8);
        expect_near(households.sums(found.weights), truth["totals"], 1e-8);
        EXPECT_NEAR(found.mean_miss, truth["delta"].get<double>(), 1e-10);
    }
}

TEST(UpdateInTurn, takes_the_steps_of_the_published_sweep)
{
    // A sweep over the first cells is a sweep in which the others want nothing.
    Households const households;
    auto const steps = known("ipu_ye_iter1_steps");
    for (std::size_t last = 0; last < steps.size(); ++last) {
        auto target = households.target;
        std::fill(target.begin() + static_cast<std::ptrdiff_t>(last) + 1, target.end(), 0.0);
        RakingProblem const problem{households.table, households.prior, target, {}, 0.0};
        expect_near(update_in_turn(problem, 1).weights, steps[last], 1e-10);
    }
}

TEST(CalibrateLinearly, gives_the_weights_of_generalised_regression)
{
    Households const households;
    auto const weights = calibrate_linearly(households.problem());
    expect_near(weights, known("linear_greg_ye")["w"], 1e-8);
    auto const sums = households.sums(weights);
    for (std::size_t cell = 0; cell < sums.size(); ++cell) {
        EXPECT_NEAR(sums[cell], households.target[cell], 1e-9);
    }
}

TEST(CalibrateLinearly, goes_below_nothing_where_no_households_fit)
{
    // Totals that add up, but ask for more singles than households.
    Incidence table{2};
    table.add(std::array{Incidence::Entry{0, 1}});
    table.add(std::array{Incidence::Entry{0, 1}, Incidence::Entry{1, 1}});
    Numbers const prior{10.0, 10.0};
    Numbers const target{20.0, 25.0};
    auto const weights = calibrate_linearly({table, prior, target, {}, 0.0});
    EXPECT_NEAR(weights[0], -5.0, 1e-9);
    EXPECT_NEAR(weights[1], 25.0, 1e-9);
}

TEST(RoundToTotal, is_off_by_as_much_as_was_published)
{
    for (auto const& [name, amounts] : {std::pair{"integerise_17", Numbers{6.8, 5.1, 3.4, 1.7}},
                                        std::pair{"integerise_11", Numbers{1.1, 2.2, 3.3, 4.4}}}) {
        auto const truth = known(name);
        auto const total = std::accumulate(amounts.begin(), amounts.end(), 0.0);
        auto const whole = round_to_total(amounts, std::lround(total));
        double squares = 0.0;
        for (std::size_t i = 0; i < whole.size(); ++i) {
            EXPECT_EQ(static_cast<double>(whole[i]), truth["q"][i].get<double>());
            squares += std::pow(static_cast<double>(whole[i]) - amounts[i], 2.0);
        }
        EXPECT_NEAR(std::sqrt(squares / 4.0), truth["rmse"].get<double>(), 1e-12);
    }
}

TEST(FitMargin, has_the_measures_that_were_published)
{
    auto const truth = known("fit_metrics");
    FitMargin margin{"five cells", {}};
    for (std::size_t i = 0; i < 5; ++i) {
        margin.cells.push_back({"", truth["T"][i], truth["E"][i]});
    }
    EXPECT_NEAR(margin.total_absolute_error(), truth["TAE"].get<double>(), 1e-12);
    EXPECT_NEAR(margin.standardised_absolute_error(), truth["SAE"].get<double>(), 1e-12);
    EXPECT_NEAR(margin.standardised_root_mean_square(), truth["SRMSE"].get<double>(), 1e-12);
}

}  // namespace
}  // namespace smartstart
