// Densities of runs that are taken as normal, against ones that were computed elsewhere (see
// figures/README.md), and a posterior that is found with them.

#include "calibration/fitting/synthetic_likelihood.hpp"

#include <cmath>
#include <fstream>
#include <numbers>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "calibration/pages/compared.hpp"
#include "calibration/statistics/luck.hpp"
#include "engine/base/error.hpp"
#include "tests/support/known_simulator.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

std::filesystem::path figure(std::string const& name)
{
    return std::filesystem::path{SMARTSTART_SOURCE_DIR} / "tests/calibration/figures" / name;
}

nlohmann::json known()
{
    std::ifstream file{figure("likelihood.json")};
    return nlohmann::json::parse(file);
}

TEST(SyntheticLikelihood, has_the_three_densities_of_the_formulas)
{
    auto const all = known();
    MatrixXd const runs = test::read_table(figure("synlik_sample.csv")).transpose();
    ASSERT_EQ(runs.cols(), all["synlik_gauss"]["n"].get<Index>());
    auto const y = all["synlik_gauss"]["y"].get<std::vector<double>>();
    VectorXd const seen = Eigen::Map<VectorXd const>{y.data(), 3};
    EXPECT_NEAR(synthetic_log_density(runs, seen, 1.0), all["synlik_gauss"]["loglik"].get<double>(),
                1e-8);
    EXPECT_NEAR(synthetic_log_density(runs, seen, 0.5), all["synlik_warton_0.5"].get<double>(),
                1e-8);
    EXPECT_NEAR(unbiased_synthetic_log_density(runs, seen),
                all["synlik_ghurye_olkin"].get<double>(), 1e-8);
}

TEST(SyntheticLikelihood, is_right_in_the_mean_over_a_dozen_runs_where_the_plain_one_is_not)
{
    auto const truth = known()["unbiasedness_n12"];
    auto const density = truth["true_density"].get<double>();
    // The place at which a standard normal has that density.
    VectorXd const seen = VectorXd::Constant(
        1, std::sqrt(-2.0 * std::log(density) - std::log(2.0 * std::numbers::pi)));
    KeyedLuck const luck{2, "dozens"};
    constexpr std::uint32_t dozens = 40'000;
    double unbiased = 0.0, plain = 0.0, square = 0.0;
    MatrixXd runs(1, 12);
    for (std::uint32_t i = 0; i < dozens; ++i) {
        for (std::uint32_t k = 0; k < 12; ++k) {
            runs(0, k) = luck.normal(i, k, 0);
        }
        auto const one = std::exp(unbiased_synthetic_log_density(runs, seen));
        unbiased += one / dozens;
        square += one * one / dozens;
        plain += std::exp(synthetic_log_density(runs, seen, 1.0)) / dozens;
    }
    auto const error = std::sqrt((square - unbiased * unbiased) / dozens);
    EXPECT_NEAR(unbiased, density, 4.0 * error);
    EXPECT_NEAR(unbiased, truth["mean_ghurye_olkin"].get<double>(),
                4.0 * (error + truth["se"].get<double>()));
    EXPECT_NEAR(plain, truth["mean_plugin"].get<double>(), 8.0 * truth["se"].get<double>());
    EXPECT_GT(plain, density + 8.0 * error);
}

/// Two means with noise that is known: the sum and the difference of the parameters, sds 0.3.
struct TwoMeans {
    Question question;
    RunAll runs;
};

TwoMeans two_means()
{
    TwoMeans two;
    two.question.priors.assign(2,
                               Prior{PriorKind::normal, -1.6448536269514722, 1.6448536269514722});
    two.question.figures = {Observation::mean(0.8, 0.3), Observation::mean(0.2, 0.3)};
    two.runs = [](Points const& points, std::vector<RunKey> const& keys) {
        KeyedLuck const luck{3, "two means"};
        std::vector<std::vector<OnLink>> all;
        for (auto const& key : keys) {
            auto const column = static_cast<Index>(key.point - keys.front().point);
            auto const a = points(0, column), b = points(1, column);
            all.push_back({{a + b + 0.3 * luck.normal(key.point, key.replicate, 0), 0.09},
                           {a - b + 0.3 * luck.normal(key.point, key.replicate, 1), 0.09}});
        }
        return all;
    };
    return two;
}

TEST(SyntheticLikelihood, finds_the_posterior_of_a_linear_model)
{
    for (auto const discrepancy : {0.0, 0.4}) {
        // Prior N(0, 1)²: precision 1 + 2 / variance for each, means that / variance times the
        // sums.
        auto two = two_means();
        for (auto& figure : two.question.figures) {
            figure.discrepancy_sd = discrepancy;
        }
        SyntheticPlan const plan{.seed = 4, .most_runs = 150'000};
        auto told = 0;
        auto const found =
            by_synthetic_likelihood(two.question, two.runs, plan, [&](int runs) { told = runs; });
        EXPECT_EQ(told, found.run_count);
        EXPECT_LE(found.run_count, plan.most_runs);
        EXPECT_EQ(static_cast<std::size_t>(found.runs.points.cols()),
                  found.runs.readings[0].size());
        auto const variance = 0.09 + discrepancy * discrepancy;
        auto const precision = 1.0 + 2.0 / variance;
        VectorXd const mean = found.sample.points.rowwise().mean();
        auto const sd = 1.0 / std::sqrt(precision);
        EXPECT_NEAR(mean[0], (0.8 + 0.2) / variance / precision, 0.3 * sd);
        EXPECT_NEAR(mean[1], (0.8 - 0.2) / variance / precision, 0.3 * sd);
        VectorXd const spread = ((found.sample.points.colwise() - mean).rowwise().squaredNorm() /
                                 static_cast<double>(found.sample.points.cols()))
                                    .cwiseSqrt();
        EXPECT_NEAR(spread[0] / sd, 1.0, 0.2);
        EXPECT_NEAR(spread[1] / sd, 1.0, 0.2);
    }
}

TEST(SyntheticLikelihood, says_how_many_runs_it_needs)
{
    auto const two = two_means();
    try {
        by_synthetic_likelihood(two.question, two.runs, {.seed = 4, .most_runs = 1000}, {});
        ADD_FAILURE() << "not refused";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("needs 29280 runs or more"));
    }
}

/// Draws of two parameters, even and shifted.
PosteriorTable draws(double shift)
{
    PosteriorTable table{"posterior", "draws", "", {"a", "b"}, {}};
    KeyedLuck const luck{6, "draws"};
    for (std::uint32_t i = 0; i < 400; ++i) {
        table.values.push_back(shift + luck.normal(i, shift > 0.0 ? 1 : 0, 0));
        table.values.push_back(luck.normal(i, shift > 0.0 ? 1 : 0, 1));
    }
    return table;
}

TEST(Beside, tells_two_posteriors_apart_where_they_differ)
{
    auto const both = beside(draws(0.0), draws(1.0));
    EXPECT_THAT(both.settings, testing::ElementsAre("a", "b"));
    EXPECT_NEAR(both.other_mean[0] - both.mean[0], 1.0, 0.25);
    EXPECT_NEAR(both.other_mean[1] - both.mean[1], 0.0, 0.25);
    EXPECT_GT(both.told_apart, 0.62);
    EXPECT_GT(both.discrepancy, 0.03);
    PosteriorTable const other{"posterior", "draws", "", {"c"}, {1.0, 2.0}};
    EXPECT_THROW(beside(draws(0.0), other), InputError);
}

}  // namespace
}  // namespace smartstart
