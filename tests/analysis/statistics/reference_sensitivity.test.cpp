// Sensitivity against figures that were computed elsewhere; see
// tests/calibration/figures/README.md.

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <numbers>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "analysis/statistics/indices.hpp"
#include "analysis/statistics/influence.hpp"

namespace smartstart {
namespace {

using Model = std::function<double(UnitPoint const&)>;
constexpr double pi = std::numbers::pi;

nlohmann::json known(std::string const& name)
{
    std::ifstream file{std::filesystem::path{SMARTSTART_SOURCE_DIR} /
                       "tests/calibration/figures/sensitivity.json"};
    return nlohmann::json::parse(file)[name];
}

std::vector<double> values_at(std::vector<UnitPoint> const& points, Model const& model)
{
    std::vector<double> values;
    for (UnitPoint const& point : points) {
        values.push_back(model(point));
    }
    return values;
}

/// Ishigami and Homma (1990) with a = 7 and b = 0.1, over angles from -π to π.
double ishigami(UnitPoint const& u)
{
    auto const x = [&](std::size_t i) { return pi * (2.0 * u[i] - 1.0); };
    return std::sin(x(0)) + 7.0 * std::pow(std::sin(x(1)), 2.0) +
           0.1 * std::pow(x(2), 4.0) * std::sin(x(0));
}

/// Sobol's g-function of eight.
double g_function(UnitPoint const& u)
{
    constexpr std::array a{0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0};
    double product = 1.0;
    for (std::size_t i = 0; i < u.size(); ++i) {
        product *= (std::abs(4.0 * u[i] - 2.0) + a.at(i)) / (1.0 + a.at(i));
    }
    return product;
}

/// An even number with this mean and standard deviation.
double spread(double u, double mean, double sd)
{
    return mean + std::sqrt(12.0) * sd * (u - 0.5);
}

double straight(UnitPoint const& u)
{
    constexpr std::array b{1.0, -2.0, 0.5, 3.0, 0.0};
    constexpr std::array sd{1.0, 0.5, 2.0, 0.25, 1.0};
    double sum = 0.0;
    for (std::size_t i = 0; i < u.size(); ++i) {
        sum += b.at(i) * spread(u[i], 0.0, sd.at(i));
    }
    return sum;
}

double product(UnitPoint const& u)
{
    return spread(u[0], 2.0, 1.0) * spread(u[1], 2.5, 1.0);
}

std::vector<SobolIndex> indices_of(Model const& model, std::size_t parameters, std::size_t samples)
{
    return sobol_indices(values_at(sobol_points(parameters, samples), model), parameters, 1);
}

TEST(EvenPoints, begin_as_the_sequence_of_sobol_and_can_begin_later)
{
    auto const truth = known("sobol_points_d5_first8");
    auto const points = even_points(5, 0, 8);
    for (std::size_t i = 0; i < 8; ++i) {
        for (std::size_t k = 0; k < 5; ++k) {
            EXPECT_EQ(points[i][k], truth[i][k].get<double>());
        }
    }
    auto const later = even_points(5, 3, 2);
    EXPECT_EQ(later[0], points[3]);
    EXPECT_EQ(later[1], points[4]);
}

TEST(Unevenness, is_that_of_the_formulas)
{
    for (std::size_t const count : {16U, 64U, 256U}) {
        auto const truth = known("sobol_d10_n" + std::to_string(count) + "_CD");
        auto const found = unevenness(even_points(10, 0, count));
        EXPECT_NEAR(found.centred, truth["CD"].get<double>(), 1e-8);
        EXPECT_NEAR(found.mixture, truth["MD"].get<double>(), 1e-8);
    }
}

TEST(SobolIndices, are_those_of_the_same_formulas_at_the_same_points)
{
    struct Case {
        char const* name;
        Model model;
        std::size_t parameters;
    };
    for (auto const& one :
         {Case{"ishigami_fixed_N256", ishigami, 3}, Case{"ishigami_fixed_N1024", ishigami, 3},
          Case{"ishigami_fixed_N4096", ishigami, 3}, Case{"g8_fixed_N1024", g_function, 8}}) {
        SCOPED_TRACE(one.name);
        auto const truth = known(one.name);
        auto const found = indices_of(one.model, one.parameters, truth["N"].get<std::size_t>());
        for (std::size_t i = 0; i < one.parameters; ++i) {
            EXPECT_NEAR(found[i].first.value, truth["S1_saltelli2010"][i].get<double>(), 1e-8);
            EXPECT_NEAR(found[i].first_again, truth["S1_jansen"][i].get<double>(), 1e-8);
            EXPECT_NEAR(found[i].total.value, truth["ST_jansen"][i].get<double>(), 1e-8);
        }
    }
}

TEST(SobolIndices, come_to_what_follows_from_the_formulas)
{
    // At 4096 even points the error is some thousandths.
    constexpr double within = 0.01;
    constexpr std::size_t samples = 4096;
    auto const both = known("ishigami");
    auto const waves = indices_of(ishigami, 3, samples);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(waves[i].first.value, both["S1"][i].get<double>(), within);
        EXPECT_NEAR(waves[i].total.value, both["ST"][i].get<double>(), within);
    }
    EXPECT_NEAR(waves[2].total.value - waves[2].first.value, both["S13"].get<double>(), within);
    auto const eight = known("sobol_g8");
    auto const kinks = indices_of(g_function, 8, samples);
    for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_NEAR(kinks[i].first.value, eight["S1"][i].get<double>(), within);
        EXPECT_NEAR(kinks[i].total.value, eight["ST"][i].get<double>(), within);
    }
    auto const five = known("linear5");
    auto const line = indices_of(straight, 5, samples);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_NEAR(line[i].first.value, five["S1"][i].get<double>(), within);
        EXPECT_NEAR(line[i].total.value, five["S1"][i].get<double>(), within) << "no interactions";
    }
    auto const two = known("product");
    auto const times = indices_of(product, 2, samples);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_NEAR(times[i].first.value, two["S"][i].get<double>(), within);
        EXPECT_NEAR(times[i].total.value - times[i].first.value, two["S12"].get<double>(), within);
    }
}

TEST(EvenPoints, give_the_mean_and_variance_of_a_function)
{
    for (auto const& [name, model, parameters] : {std::tuple{"ishigami", Model{ishigami}, 3U},
                                                  std::tuple{"sobol_g8", Model{g_function}, 8U}}) {
        auto const values = values_at(even_points(parameters, 0, 16384), model);
        double sum = 0.0, squares = 0.0;
        for (double const value : values) {
            sum += value / 16384.0;
            squares += value * value / 16384.0;
        }
        EXPECT_NEAR(sum, known(name).value("mean", 1.0), 1e-3);
        EXPECT_NEAR((squares - sum * sum) / known(name)["var"].get<double>(), 1.0, 2e-3);
    }
}

TEST(MorrisEffects, are_those_of_the_exercise_of_saltelli_and_others)
{
    // Exercise 4 of chapter 3 of Saltelli et al. (2008): six paths of two parameters.
    constexpr double third = 1.0 / 3.0;
    std::vector<UnitPoint> const points{
        {0, third},         {0, 1},         {2 * third, 1}, {0, third},
        {2 * third, third}, {2 * third, 1}, {2 * third, 0}, {2 * third, 2 * third},
        {0, 2 * third},     {third, 1},     {1, 1},         {1, third},
        {third, 1},         {third, third}, {1, third},     {third, 2 * third},
        {third, 0},         {1, 0}};
    std::vector<double> const values{0.97, 0.71, 2.39, 0.97, 2.30, 2.39, 1.87, 2.40, 0.87,
                                     2.15, 1.71, 1.54, 2.15, 2.17, 1.54, 2.20, 1.87, 1.0};
    auto const truth = known("morris_saltelli2008");
    auto const found = morris_effects(points, values, 1);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_NEAR(found[i].mean, truth["mu"][i].get<double>(), 1e-8);
        EXPECT_NEAR(found[i].strength.value, truth["mu_star"][i].get<double>(), 1e-8);
        EXPECT_NEAR(found[i].deviation, truth["sigma"][i].get<double>(), 1e-8);
    }
}

TEST(Steepness, is_the_mean_square_slope_of_the_ishigami_function)
{
    auto const truth = known("ishigami_dgsm_nu")["nu"];
    auto const points = slope_points(3, 8192, 1e-5);
    auto const found = steepness(points, values_at(points, ishigami));
    auto const totals = known("ishigami")["ST"];
    for (std::size_t i = 0; i < 3; ++i) {
        // Theirs are per unit of the angle, ours per range of 2π.
        auto const per_angle = found[i].mean_square / (4.0 * pi * pi);
        EXPECT_NEAR(per_angle / truth[i].get<double>(), 1.0, 2e-3);
        EXPECT_GT(found[i].most_total, totals[i].get<double>());
    }
}

TEST(Steepness, bounds_the_total_index_closely_where_a_model_is_straight)
{
    // For u itself: slope 1, variance 1/12.
    auto const points = slope_points(2, 1024, 0.05);
    auto const found =
        steepness(points, values_at(points, [](UnitPoint const& u) { return u[0]; }));
    EXPECT_NEAR(found[0].most_total, 12.0 / (pi * pi), 1e-3);
    EXPECT_NEAR(found[1].most_total, 0.0, 1e-12);
}

TEST(DistributionShift, is_that_of_pawn_for_the_ishigami_function)
{
    auto const truth = known("pawn_ishigami_sobol8192_S10");
    auto const points = even_points(3, 0, 8192);
    auto const values = values_at(points, ishigami);
    for (std::size_t i = 0; i < 3; ++i) {
        std::vector<double> places;
        for (UnitPoint const& point : points) {
            places.push_back(point[i]);
        }
        auto const found = distribution_shift(places, values, 10);
        EXPECT_NEAR(found.least, truth["min"][i].get<double>(), 1e-8);
        EXPECT_NEAR(found.median, truth["median"][i].get<double>(), 1e-8);
        EXPECT_NEAR(found.mean, truth["mean"][i].get<double>(), 1e-8);
        EXPECT_NEAR(found.largest, truth["max"][i].get<double>(), 1e-8);
    }
}

}  // namespace
}  // namespace smartstart
