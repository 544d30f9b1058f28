#include "analysis/statistics/indices.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

constexpr std::uint64_t key = 20250101;
constexpr double pi = std::numbers::pi;

using Model = double (*)(UnitPoint const&);

std::vector<double> values_at(std::vector<UnitPoint> const& points, Model model)
{
    std::vector<double> values;
    for (UnitPoint const& point : points) {
        values.push_back(model(point));
    }
    return values;
}

/// Ishigami and Homma (1990) with a = 7 and b = 0.1.
double ishigami(UnitPoint const& point)
{
    std::array<double, 3> x{};
    for (std::size_t i = 0; i < 3; ++i) {
        x.at(i) = pi * (2.0 * point[i] - 1.0);
    }
    return std::sin(x[0]) + 7.0 * std::pow(std::sin(x[1]), 2.0) +
           0.1 * std::pow(x[2], 4.0) * std::sin(x[0]);
}

constexpr std::array weights{0.0, 1.0, 4.5, 9.0};

/// Sobol's g-function.
double g_function(UnitPoint const& point)
{
    double product = 1.0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        product *= (std::abs(4.0 * point[i] - 2.0) + weights.at(i)) / (1.0 + weights.at(i));
    }
    return product;
}

/// First-order and total index as they follow from the formula.
struct Known {
    double first;
    double total;
};

void expect_known(Model model, std::vector<Known> const& known)
{
    constexpr std::size_t samples = 4096;
    auto const points = sobol_points(known.size(), samples);
    ASSERT_EQ(points.size(), samples * (known.size() + 2));
    auto const found = sobol_indices(values_at(points, model), known.size(), key);
    for (std::size_t i = 0; i < known.size(); ++i) {
        // The interval of 90 % made half as wide again, so that a hundred indices may be looked at.
        auto const expect_within = [&](Ranged const& ranged, double truth) {
            double const more = 0.25 * (ranged.high - ranged.low);
            EXPECT_GE(truth, ranged.low - more) << "parameter " << i;
            EXPECT_LE(truth, ranged.high + more) << "parameter " << i;
            EXPECT_LT(ranged.high - ranged.low, 0.12) << "parameter " << i;
        };
        expect_within(found[i].first, known[i].first);
        expect_within(found[i].total, known[i].total);
    }
}

TEST(SobolIndices, are_those_of_the_ishigami_function)
{
    double const one = 0.5 * std::pow(1.0 + 0.1 * std::pow(pi, 4.0) / 5.0, 2.0);
    double const two = 49.0 / 8.0;
    double const both = 0.01 * std::pow(pi, 8.0) * (1.0 / 18.0 - 1.0 / 50.0);
    double const all = one + two + both;
    expect_known(ishigami,
                 {{one / all, (one + both) / all}, {two / all, two / all}, {0.0, both / all}});
}

TEST(SobolIndices, are_those_of_the_g_function)
{
    std::vector<double> own;
    double all = 1.0;
    for (double const weight : weights) {
        own.push_back(1.0 / 3.0 / std::pow(1.0 + weight, 2.0));
        all *= 1.0 + own.back();
    }
    std::vector<Known> known;
    for (double const one : own) {
        known.push_back({one / (all - 1.0), one / (1.0 + one) * all / (all - 1.0)});
    }
    expect_known(g_function, known);
}

TEST(SobolIndices, are_no_numbers_for_a_model_that_does_not_vary)
{
    std::vector<double> const values(5 * 8, 3.0);
    EXPECT_TRUE(std::isnan(sobol_indices(values, 3, key).front().total.value));
}

double straight(UnitPoint const& point)
{
    return 5.0 * point[0] - 2.0 * point[1];
}

TEST(MorrisEffects, of_a_straight_model_are_its_slopes_everywhere)
{
    auto const points = morris_points(3, 10, key);
    ASSERT_EQ(points.size(), 40U);
    for (UnitPoint const& point : points) {
        for (double const x : point) {
            EXPECT_GE(x, -1e-12);
            EXPECT_LE(x, 1.0 + 1e-12);
        }
    }
    auto const found = morris_effects(points, values_at(points, straight), key);
    EXPECT_NEAR(found[0].mean, 5.0, 1e-9);
    EXPECT_NEAR(found[1].mean, -2.0, 1e-9);
    EXPECT_NEAR(found[1].strength.value, 2.0, 1e-9);
    EXPECT_NEAR(found[1].strength.high, 2.0, 1e-9);
    EXPECT_NEAR(found[2].strength.value, 0.0, 1e-9);
    EXPECT_NEAR(found[0].deviation, 0.0, 1e-9);
}

TEST(WorthOfKnowing, is_half_a_gain_where_a_parameter_decides_the_sign)
{
    std::vector<double> decides;
    std::vector<double> idle;
    std::vector<double> gain;
    for (int i = 0; i < 400; ++i) {
        decides.push_back(i);
        idle.push_back((i * 7) % 400);
        gain.push_back(i < 200 ? -10.0 : 10.0);
    }
    EXPECT_NEAR(worth_of_knowing(decides, gain, 8), 5.0, 1e-9);
    EXPECT_LT(worth_of_knowing(idle, gain, 8), 1.0) << "few points make a little out of nothing";
}

TEST(WorthOfKnowing, is_beyond_what_the_better_of_doing_and_leaving_brings_without_it)
{
    std::vector<double> decides;
    std::vector<double> loses;
    std::vector<double> gains;
    for (int i = 0; i < 400; ++i) {
        decides.push_back(i);
        loses.push_back(i < 300 ? -10.0 : 10.0);
        gains.push_back(i < 100 ? -10.0 : 10.0);
    }
    // Left without: 0, and known: 10 in a quarter. Done without: 5, and known: 10 in three
    // quarters.
    EXPECT_NEAR(worth_of_knowing(decides, loses, 8), 2.5, 1e-9);
    EXPECT_NEAR(worth_of_knowing(decides, gains, 8), 2.5, 1e-9);
}

TEST(MorrisEffects, have_a_range_that_nine_in_ten_samples_of_that_size_would_lie_in)
{
    // The strength is the mean of 400 slopes of 0 or 2: standard error 1 / sqrt(400).
    std::vector<UnitPoint> points;
    std::vector<double> values;
    for (int path = 0; path < 400; ++path) {
        points.push_back({0.0});
        points.push_back({1.0});
        values.push_back(0.0);
        values.push_back(path % 2 == 0 ? 0.0 : 2.0);
    }
    auto const strength = morris_effects(points, values, key)[0].strength;
    EXPECT_NEAR(strength.value, 1.0, 1e-12);
    // Ends of 400 bootstraps lie within a fifth of their own distance.
    EXPECT_NEAR(strength.high - 1.0, 1.645 / 20.0, 0.2 * 1.645 / 20.0);
    EXPECT_NEAR(1.0 - strength.low, 1.645 / 20.0, 0.2 * 1.645 / 20.0);
}

}  // namespace
}  // namespace smartstart
