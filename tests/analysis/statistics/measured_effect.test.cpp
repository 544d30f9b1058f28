#include "analysis/statistics/measured_effect.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

std::filesystem::path figure(char const* name)
{
    return std::filesystem::path{SMARTSTART_SOURCE_DIR} / "tests/calibration/figures" / name;
}

TEST(RandomisationTest, looks_at_every_lot)
{
    std::ifstream file{figure("synth.json")};
    auto const known = nlohmann::json::parse(file)["ri"];
    std::vector<double> const values = known["y"];
    std::vector<std::size_t> const with = known["treated"];
    auto const found = randomisation_test(values, with);
    EXPECT_EQ(found.looked_at, found.lots);
    EXPECT_EQ(found.lots, known["n_assign_5_of_9"].get<double>());
    EXPECT_EQ(found.orders, known["n_orders_5_of_9"].get<double>());
    EXPECT_NEAR(1.0 / found.lots, known["min_p"].get<double>(), 1e-12);
    EXPECT_NEAR(found.difference, known["diff"].get<double>(), 1e-12);
    EXPECT_NEAR(found.two_sided, known["p_two_sided"].get<double>(), 1e-12);
    EXPECT_NEAR(found.lower, known["p_left"].get<double>(), 1e-12);
}

TEST(RandomisationTest, draws_lots_where_there_are_too_many)
{
    // The ten of sixty with the largest values: next to no other lot gives as much.
    std::vector<double> values;
    for (int i = 0; i < 60; ++i) {
        values.push_back(i);
    }
    std::vector<std::size_t> const with{50, 51, 52, 53, 54, 55, 56, 57, 58, 59};
    auto const found = randomisation_test(values, with);
    EXPECT_GT(found.lots, 1e9);
    EXPECT_EQ(found.looked_at, 100'000.0);
    EXPECT_NEAR(found.two_sided, 1e-5, 1e-12);
    // A lot like any other: half of all give less.
    std::vector<std::size_t> const any{0, 7, 13, 20, 26, 33, 39, 46, 52, 59};
    EXPECT_NEAR(randomisation_test(values, any).lower, 0.5, 0.05);
}

TEST(RandomisationTest, draws_lots_also_where_there_are_more_than_a_number_can_be)
{
    for (std::size_t const places : {171U, 342U, 1200U}) {
        std::vector<double> values(places, 1.0);
        std::vector<std::size_t> with;
        for (std::size_t i = 0; i < places; i += 2) {
            with.push_back(i);
            values[i] = 0.0;
        }
        auto const found = randomisation_test(values, with);
        EXPECT_GT(found.lots, 1e40) << places;
        EXPECT_EQ(found.looked_at, 100'000.0);
        EXPECT_NEAR(found.two_sided, 1e-5, 1e-12);
    }
}

TEST(ClusterRobust, is_what_follows_by_hand_for_means_of_three_places)
{
    // A constant only: the coefficient is the mean, and its variance the sum over places of the
    // squared sums of what is left over, by N².
    MatrixXd const columns = MatrixXd::Ones(6, 1);
    VectorXd values(6);
    values << 1, 3, 2, 2, 6, 4;
    auto const found = cluster_robust(columns, values, {0, 0, 1, 1, 2, 2});
    EXPECT_NEAR(found.coefficients[0], 3.0, 1e-12);
    auto const plain = std::sqrt((4.0 + 4.0 + 16.0) / 36.0);
    EXPECT_NEAR(found.plain[0], plain, 1e-12);
    EXPECT_NEAR(found.widened[0], plain * std::sqrt(3.0 / 2.0), 1e-12);
}

TEST(ClusterRobust, widens_by_as_much_as_was_published)
{
    // Two coefficients, four places and ten rows: 4/3 x 9/8 is the square of their ratio.
    std::ifstream file{figure("synth.json")};
    auto const known = nlohmann::json::parse(file)["cluster_se"];
    MatrixXd columns(10, 2);
    VectorXd values(10);
    std::vector<std::size_t> places;
    for (Index i = 0; i < 10; ++i) {
        columns.row(i) << 1.0, static_cast<double>(i % 2);
        values[i] = std::sin(static_cast<double>(i * i));
        places.push_back(static_cast<std::size_t>(i) % 4);
    }
    auto const found = cluster_robust(columns, values, places);
    for (Index k = 0; k < 2; ++k) {
        auto const at = static_cast<std::size_t>(k);
        EXPECT_NEAR(found.widened[k] / found.plain[k],
                    known["CR1"][at].get<double>() / known["CR0"][at].get<double>(), 1e-8);
    }
}

/// A place with a programme from the sixteenth round on, and twenty without.
struct Panel {
    MatrixXd table;
    static constexpr Index before = 15;

    Panel() : table(23, 21)
    {
        std::ifstream file{figure("synth_panel.csv")};
        std::string line, cell;
        std::getline(file, line);
        for (Index row = 0; row < table.rows() && std::getline(file, line); ++row) {
            std::istringstream cells{line};
            for (Index column = 0; std::getline(cells, cell, ','); ++column) {
                table(row, column) = std::stod(cell);
            }
        }
    }
    VectorXd with() const { return table.col(0); }
    MatrixXd without() const { return table.rightCols(20); }
};

TEST(SyntheticControl, finds_an_effect_of_one_less_where_one_was_put_in)
{
    Panel const panel;
    auto const found = synthetic_control(panel.with(), panel.without(), Panel::before);
    EXPECT_NEAR(found.weights.sum(), 1.0, 1e-10);
    EXPECT_GE(found.weights.minCoeff(), 0.0);
    EXPECT_LT(found.off_before, 0.1);
    EXPECT_NEAR(found.effect, -1.0, 0.1);
    EXPECT_NEAR(placebo_chance(found, panel.without(), Panel::before), 1.0 / 21.0, 1e-12);
}

TEST(SyntheticControl, is_nearest_of_all_mixtures)
{
    // No donor's slope is below that of the mixture, and those that count have the same (Karush,
    // Kuhn and Tucker), which proves the least sum of squares.
    Panel const panel;
    auto const found = synthetic_control(panel.with(), panel.without(), Panel::before);
    MatrixXd const early = panel.without().topRows(Panel::before);
    VectorXd const slopes = -early.transpose() * found.gap.head(Panel::before);
    auto const level = slopes.dot(found.weights);
    for (Index donor = 0; donor < slopes.size(); ++donor) {
        EXPECT_GE(slopes[donor], level - 1e-8);
        if (found.weights[donor] > 0.0) {
            EXPECT_NEAR(slopes[donor], level, 1e-8);
        }
    }
}

TEST(SyntheticControl, finds_no_place_that_stands_out_where_nothing_happened)
{
    constexpr Index before = 3;
    VectorXd const with = VectorXd::Constant(5, 0.1);
    MatrixXd const alike = MatrixXd::Constant(5, 3, 0.1);
    auto const found = synthetic_control(with, alike, before);
    EXPECT_EQ(found.ratio, 0.0);
    EXPECT_EQ(placebo_chance(found, alike, before), 1.0);
    VectorXd changed = with;
    changed.tail(2).array() -= 0.05;
    auto const one = synthetic_control(changed, alike, before);
    EXPECT_TRUE(std::isinf(one.ratio)) << "it was not off before";
    EXPECT_EQ(placebo_chance(one, alike, before), 0.25) << "none of the three others";
}

TEST(SyntheticControl, is_a_place_itself_where_that_is_the_same)
{
    Panel const panel;
    auto const found = synthetic_control(panel.table.col(7), panel.without(), Panel::before);
    EXPECT_NEAR(found.weights[6], 1.0, 1e-9);
    EXPECT_NEAR(found.effect, 0.0, 1e-9);
}

}  // namespace
}  // namespace smartstart
