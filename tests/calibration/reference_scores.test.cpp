// Scores and the telling apart of samples against figures that were computed elsewhere; see
// figures/README.md.

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "calibration/diagnostics.hpp"
#include "calibration/luck.hpp"
#include "calibration/scores.hpp"

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

TEST(ToldApart, comes_to_what_the_best_classifier_can_tell)
{
    // Two normals in the plane: equal, one shifted by 0.5 along one axis, one 1.5 times as wide.
    auto const known = json_of("metrics.json")["optimal"];
    constexpr Eigen::Index size = 6000;
    KeyedLuck const luck{9, "told apart"};
    auto const normals = [&](std::uint32_t which) {
        Eigen::MatrixXd points(2, size);
        for (Eigen::Index i = 0; i < size; ++i) {
            for (Eigen::Index k = 0; k < 2; ++k) {
                points(k, i) = luck.normal(which, static_cast<std::uint32_t>(i),
                                           static_cast<std::uint32_t>(k));
            }
        }
        return points;
    };
    auto const one = normals(0);
    Eigen::MatrixXd shifted = normals(1);
    shifted.row(0).array() += 0.5;
    // Four standard errors of a share of 12,000 points.
    constexpr double within = 0.018;
    EXPECT_NEAR(told_apart(one, normals(2)), known["same"].get<double>(), within);
    EXPECT_NEAR(told_apart(one, shifted), known["shift05"].get<double>(), within);
    EXPECT_NEAR(told_apart(one, 1.5 * normals(3)), known["scale15"].get<double>(), within);
}

}  // namespace
}  // namespace smartstart
