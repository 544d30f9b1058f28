// Scores and the telling apart of samples against figures that were computed elsewhere; see
// figures/README.md.

#include <algorithm>
#include <cmath>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "calibration/statistics/diagnostics.hpp"
#include "calibration/statistics/luck.hpp"
#include "calibration/statistics/scores.hpp"
#include "engine/random/random.hpp"

namespace smartstart {
namespace {

nlohmann::json json_of(std::string const& name)
{
    std::ifstream file{std::filesystem::path{SMARTSTART_SOURCE_DIR} / "tests/calibration/figures" /
                       name};
    return nlohmann::json::parse(file);
}

TEST(Scores, are_those_of_the_formulas)
{
    auto const known = json_of("scores.json");
    auto const theirs = [&](char const* name) { return known[name].get<double>(); };
    EXPECT_NEAR(ranked_score_of_normal(0.0, 1.0, 0.0), theirs("crps_norm_0_1_at_0"), 1e-10);
    EXPECT_NEAR(ranked_score_of_normal(2.0, 1.5, 3.1), theirs("crps_norm_2_1.5_at_3.1"), 1e-10);
    EXPECT_NEAR(ranked_score(known["sample"], theirs("y")), theirs("crps_sample_fair"), 1e-12);
    EXPECT_NEAR(interval_score(1.0, 4.0, 0.9, 0.5), theirs("interval_score_90_(1,4)_y_0.5"), 1e-10);
    EXPECT_NEAR(interval_score(1.0, 4.0, 0.9, 2.0), theirs("interval_score_90_(1,4)_y_2"), 1e-10);
}

TEST(Scores, of_a_median_and_intervals_are_those_of_the_formulas)
{
    auto const known = json_of("scores.json");
    std::vector<ScoredInterval> intervals;
    for (auto const chance : {0.5, 0.8, 0.95}) {
        auto const half = normal_quantile(0.5 + 0.5 * chance) * 1.5;
        intervals.push_back({chance, 2.0 - half, 2.0 + half});
    }
    EXPECT_NEAR(weighted_interval_score(2.0, intervals, 3.1),
                known["wis_norm_2_1.5_y3.1_K3"].get<double>(), 1e-8);
}

TEST(Scores, of_several_figures_at_once_are_for_one_figure_that_of_its_draws)
{
    auto const known = json_of("scores.json");
    auto const sample = known["sample"].get<std::vector<double>>();
    Eigen::MatrixXd draws(1, static_cast<Eigen::Index>(sample.size()));
    std::ranges::copy(sample, draws.data());
    Eigen::VectorXd const seen = Eigen::VectorXd::Constant(1, known["y"].get<double>());
    EXPECT_NEAR(energy_score(draws, seen), known["crps_sample_fair"].get<double>(), 1e-12);
    EXPECT_NEAR(energy_score(draws, seen), ranked_score(sample, seen[0]), 1e-12);
    // The sum of |x - y| over m draws, over m, less that of |x - x'| over pairs, over m (m - 1). In
    // the plane, by hand: three draws 3, 4 and 5 apart, one of them what was seen.
    Eigen::MatrixXd three(2, 3);
    three << 0.0, 3.0, 0.0, 0.0, 0.0, 4.0;
    Eigen::Vector2d const origin{0.0, 0.0};
    EXPECT_NEAR(energy_score(three, origin), 7.0 / 3.0 - 12.0 / 6.0, 1e-12);
    EXPECT_NEAR(energy_score(three.rightCols(1), origin), 4.0, 1e-12) << "a single draw";
}

TEST(Scores, of_several_figures_at_once_favour_neither_few_draws_nor_many)
{
    KeyedLuck const luck{11, "few and many"};
    Eigen::Vector2d const seen{0.5, -0.5};
    auto const mean_of = [&](std::uint32_t size) {
        constexpr std::uint32_t times = 4000;
        auto sum = 0.0;
        for (std::uint32_t time = 0; time < times; ++time) {
            Eigen::MatrixXd draws(2, size);
            for (std::uint32_t i = 0; i < 2 * size; ++i) {
                draws(i % 2, i / 2) = luck.normal(time, size, i);
            }
            sum += energy_score(draws, seen) / times;
        }
        return sum;
    };
    // Of 4 draws the form that takes a draw with itself is 0.22 higher, of 40 only 0.02.
    EXPECT_NEAR(mean_of(4), mean_of(40), 0.02);
}

TEST(Forecast, of_a_count_has_the_scores_and_the_place_of_the_formulas)
{
    auto const known = json_of("scores.json");
    CountForecast const poisson{Observation::count(6), {std::log(4.0)}};
    EXPECT_NEAR(poisson.ranked_score(6), known["crps_poisson4_at_6"].get<double>(), 1e-8);
    CountForecast const binomial{Observation::share(17, 60), {std::log(0.3 / 0.7)}};
    EXPECT_NEAR(binomial.below(17), known["pit_bounds_binom60_.3_y17"][0].get<double>(), 1e-8);
    EXPECT_NEAR(binomial.at_most(17), known["pit_bounds_binom60_.3_y17"][1].get<double>(), 1e-8);
    EXPECT_EQ(binomial.quantile(0.4), 17.0);
    EXPECT_NEAR(binomial.at_most(60), 1.0, 1e-12);
    EXPECT_EQ(binomial.below(0), 0.0);
}

TEST(Forecast, of_several_runs_has_the_mean_of_their_chances)
{
    // Not the mean of the logarithms, which lets one run that is far off spoil the others.
    auto const known = json_of("likelihood.json")["replicates"];
    auto const seen = Observation::share(37, 500);
    std::vector<double> links;
    double logs = 0.0;
    for (auto const& share : known["p"]) {
        auto const p = share.get<double>();
        links.push_back(std::log(p / (1.0 - p)));
        logs += log_chance(seen, links.back(), 1.0) / 5.0;
    }
    EXPECT_NEAR(CountForecast(seen, links).log_chance(37), known["log_of_mean"].get<double>(),
                1e-8);
    EXPECT_NEAR(logs, known["mean_of_log"].get<double>(), 1e-8);
}

TEST(Forecast, scores_by_intervals_much_as_by_all_of_its_distribution)
{
    CountForecast const wide{Observation::count(0), {std::log(400.0)}};
    auto const of_normal = ranked_score_of_normal(400.0, 20.0, 430.0);
    EXPECT_NEAR(wide.ranked_score(430), of_normal, 0.02 * of_normal);
    EXPECT_NEAR(wide.interval_score(430), of_normal, 0.35 * of_normal);
    // A figure that no run allows is off by its distance.
    EXPECT_NEAR(wide.ranked_score(9000), 8600.0 - 20.0 / std::sqrt(M_PI), 2.0);
}

TEST(Scores, of_many_draws_come_to_that_of_the_distribution)
{
    KeyedLuck const luck{4, "scores"};
    std::vector<double> draws;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        draws.push_back(2.0 + 1.5 * luck.normal(i, 0, 0));
    }
    EXPECT_NEAR(ranked_score(draws, 3.1), ranked_score_of_normal(2.0, 1.5, 3.1), 0.02);
}

TEST(Scores, say_how_many_intervals_of_90_percent_may_fail)
{
    auto const known = json_of("scores.json");
    for (auto const& [name, count] :
         {std::pair{"cover90_accept_n20", 20}, std::pair{"cover90_accept_n60", 60},
          std::pair{"cover90_accept_n200", 200}}) {
        auto const range = acceptable(count, 0.9);
        EXPECT_EQ(range.least, known[name][0].get<int>()) << name;
        EXPECT_EQ(range.most, known[name][1].get<int>()) << name;
    }
}

/// Normals in the plane, of luck by this number.
Eigen::MatrixXd normals(std::uint32_t which, Eigen::Index size)
{
    KeyedLuck const luck{9, "told apart"};
    Eigen::MatrixXd points(2, size);
    for (Eigen::Index i = 0; i < size; ++i) {
        for (Eigen::Index k = 0; k < 2; ++k) {
            points(k, i) =
                luck.normal(which, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(k));
        }
    }
    return points;
}

TEST(ToldApart, comes_to_what_the_best_classifier_can_tell)
{
    // Two normals in the plane: equal, one shifted by 0.5 along one axis, one 1.5 times as wide.
    auto const known = json_of("metrics.json");
    constexpr Eigen::Index size = 6000;
    auto const one = normals(0, size);
    Eigen::MatrixXd shifted = normals(1, size);
    shifted.row(0).array() += 0.5;
    // Four standard errors of a share of 12,000 points, and as much for the network of theirs.
    constexpr double within = 0.018;
    auto const expect = [&](char const* name, double ours) {
        EXPECT_NEAR(ours, known["optimal"][name].get<double>(), within) << name;
        EXPECT_NEAR(ours, known["c2st_mlp"][name].get<double>(), 2.0 * within) << name;
    };
    expect("same", told_apart(one, normals(2, size)));
    expect("shift05", told_apart(one, shifted));
    expect("scale15", told_apart(one, 1.5 * normals(3, size)));
}

TEST(KernelDiscrepancy, of_few_points_compares_no_point_with_itself)
{
    Eigen::MatrixXd points(1, 2);
    points << 0.0, 1.0;
    // The likeness of the two is exp(-1/2), and that of a point of one and one of the other the
    // mean of this and 1.
    EXPECT_NEAR(kernel_discrepancy(points, points, 1.0), std::exp(-0.5) - 1.0, 1e-12);
}

TEST(KernelDiscrepancy, of_normals_in_the_plane_comes_to_that_of_the_formula)
{
    auto const known = json_of("metrics.json");
    constexpr Eigen::Index size = 3000;
    auto const one = normals(0, size);
    Eigen::MatrixXd shifted = normals(1, size);
    shifted.row(0).array() += 0.5;
    auto const expect = [&](char const* name, Eigen::MatrixXd const& other) {
        auto const ours = kernel_discrepancy(one, other, known[name]["sigma"].get<double>());
        // Over samples of 3,000 its standard deviation is about 0.002 where they differ; theirs are
        // of smaller ones.
        EXPECT_NEAR(ours, known[name]["exact"].get<double>(), 0.006) << name;
        EXPECT_NEAR(ours, known[name]["estimate"].get<double>(), 0.009) << name;
    };
    expect("mmd_same", normals(2, size));
    expect("mmd_shift05", shifted);
    expect("mmd_scale15", 1.5 * normals(3, size));
}

}  // namespace
}  // namespace smartstart
