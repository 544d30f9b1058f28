#include "calibration/emulators/noise.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

struct Lean {
    double as_seen{}, without{};  ///< in standard deviations of one reading
};

/// How far the weighted mean of endless readings at one place lies from the truth.
Lean lean_of(Figure figure, double out_of, double link, double dispersion)
{
    auto const most = figure == Figure::share ? out_of : 2000.0;
    double seen_sum = 0.0, seen_weight = 0.0, sum = 0.0, weight = 0.0, chance_sum = 0.0;
    double spread = 0.0;
    for (auto k = 0.0; k <= most; k += 1.0) {
        auto const one =
            figure == Figure::share ? Observation::share(k, out_of) : Observation::count(k);
        auto const chance = std::exp(log_chance(one, link, dispersion));
        auto const on_link = figure == Figure::share ? link_of_share(k, out_of) : link_of_count(k);
        Reading const seen = together(figure, {on_link});
        auto const straight = without_lean(figure, seen, link, dispersion);
        chance_sum += chance;
        seen_sum += chance * (seen.value - link) / seen.noise_variance;
        seen_weight += chance / seen.noise_variance;
        sum += chance * (straight.value - link) / straight.noise_variance;
        weight += chance / straight.noise_variance;
        spread += chance * (straight.value - link) * (straight.value - link);
    }
    EXPECT_NEAR(chance_sum, 1.0, 1e-6);
    return {seen_sum / seen_weight / std::sqrt(spread), sum / weight / std::sqrt(spread)};
}

TEST(Noise, leans_to_high_counts_where_a_reading_says_how_certain_it_is)
{
    auto const share = lean_of(Figure::share, 400.0, std::log(0.1 / 0.9), 2.0);
    EXPECT_GT(share.as_seen, 0.1);
    EXPECT_LT(std::abs(share.without), 0.03);
    auto const count = lean_of(Figure::count, 0.0, std::log(40.0), 1.8);
    EXPECT_GT(count.as_seen, 0.1);
    EXPECT_LT(std::abs(count.without), 0.03);
}

TEST(Noise, of_a_large_count_hardly_leans)
{
    auto const share = lean_of(Figure::share, 2000.0, 0.3, 1.0);
    EXPECT_LT(std::abs(share.without), 0.005);
}

TEST(Noise, of_several_replicates_is_that_of_their_counts_together)
{
    auto const share = together(Figure::share, {link_of_share(3, 50), link_of_share(9, 60)});
    auto const all = link_of_share(12, 110);
    EXPECT_NEAR(share.value, all.value, 1e-12);
    EXPECT_NEAR(share.noise_variance, all.variance, 1e-12);
    EXPECT_EQ(share.replicates, 2);
    EXPECT_GT(share.within, 0.0);
    auto const count = together(Figure::count, {link_of_count(8), link_of_count(14)});
    EXPECT_NEAR(count.value, std::log(22.5 / 2.0), 1e-12);
    EXPECT_NEAR(count.noise_variance, 1.0 / 22.5, 1e-12);
}

/// A count of a sample, of which the logarithm is told for the whole.
OnLink of_a_sample(double count, double shift)
{
    auto on_link = link_of_count(count);
    on_link.value += shift;
    return on_link;
}

TEST(Noise, of_replicates_of_a_sample_keeps_what_makes_it_the_whole)
{
    auto const plain = together(Figure::count, {link_of_count(8), link_of_count(14)});
    auto const both = together(Figure::count, {of_a_sample(8, 2.0), of_a_sample(14, 2.0)});
    EXPECT_NEAR(both.value, plain.value + 2.0, 1e-12);
    EXPECT_NEAR(both.noise_variance, plain.noise_variance, 1e-12);
    EXPECT_NEAR(both.within, plain.within, 1e-12);
    auto const seen = together(Figure::count, {of_a_sample(8, 2.0)});
    auto const straight = without_lean(Figure::count, seen, std::log(10.0) + 2.0, 1.0);
    EXPECT_NEAR(straight.value, std::log(8.5) + 2.0, 1e-12);
    EXPECT_NEAR(straight.noise_variance, 1.0 / 10.5, 1e-12);
}

TEST(Noise, of_the_mean_of_replicates_falls_with_their_number_and_tells_their_spread)
{
    auto const both = together(Figure::mean, {{1.0, 0.5}, {3.0, 0.3}});
    EXPECT_NEAR(both.value, 2.0, 1e-12);
    EXPECT_NEAR(both.noise_variance, 0.8 / 4.0, 1e-12);
    EXPECT_NEAR(both.within, 2.0 / 0.4, 1e-12) << "two squared distances of 1 over the mean noise";
}

}  // namespace
}  // namespace smartstart
