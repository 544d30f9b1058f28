// Posteriors in closed form, or enumerated, against what the sampler draws with our likelihoods;
// see figures/README.md.

#include <cmath>
#include <fstream>
#include <limits>
#include <numbers>

#include <Eigen/Cholesky>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "calibration/fitting/waves.hpp"
#include "calibration/observations/observation.hpp"
#include "calibration/statistics/design.hpp"
#include "calibration/statistics/diagnostics.hpp"
#include "calibration/statistics/evidence.hpp"
#include "calibration/statistics/sampler.hpp"
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

nlohmann::json known(char const* name)
{
    std::ifstream file{figure("posteriors.json")};
    return nlohmann::json::parse(file)[name];
}

/// Draws of a posterior, and the log evidence of what was seen.
struct Drawn {
    Sample sample;
    LogEvidence evidence;
};

/// Under priors, with the log chance of what was seen at a point.
Drawn drawn(std::vector<Prior> const& priors,
            std::function<double(VectorXd const&)> const& log_chance_at)
{
    LogDensity const density = [&](MatrixXd const& points) {
        VectorXd sum = log_prior(priors, points);
        for (Index i = 0; i < sum.size(); ++i) {
            sum[i] += std::isfinite(sum[i]) ? log_chance_at(points.col(i)) : 0.0;
        }
        return sum;
    };
    auto sample = draw_sample(density, latin_hypercube(priors, 160, 3, 1),
                              {.seed = 8, .chains = 10, .warm_up = 150, .generations = 300});
    auto const evidence = log_evidence(density, sample, 5);
    return {std::move(sample), evidence};
}

/// Within five of its own standard errors, and these are small.
void expect_evidence(LogEvidence const& ours, nlohmann::json const& theirs)
{
    EXPECT_NEAR(ours.value, theirs.get<double>(), 5.0 * ours.standard_error + 0.002);
    EXPECT_LT(ours.standard_error, 0.03);
}

struct Moments {
    double mean{}, sd{};
};

Moments moments(VectorXd const& values)
{
    auto const mean = values.mean();
    return {mean, std::sqrt((values.array() - mean).square().mean())};
}

/// Means within five standard errors of 400 draws that count, widths within 15 %.
void expect_close(Moments const& ours, double mean, double sd)
{
    EXPECT_NEAR(ours.mean, mean, 0.25 * sd);
    EXPECT_NEAR(ours.sd / sd, 1.0, 0.15);
}

TEST(KnownPosterior, of_a_share_is_beta)
{
    auto const truth = known("beta_binomial");
    auto const [sample, evidence] = drawn({{PriorKind::beta, 2.0, 5.0}}, [](VectorXd const& at) {
        return log_chance(Observation::share(17, 60), at[0], 1.0);
    });
    VectorXd const shares = (1.0 + (-sample.points.row(0).array()).exp()).inverse();
    expect_close(moments(shares), truth["mean"], truth["sd"]);
    std::vector<double> const values(shares.data(), shares.data() + shares.size());
    EXPECT_NEAR(quantile(values, 0.025), truth["q025"].get<double>(), 0.015);
    EXPECT_NEAR(quantile(values, 0.975), truth["q975"].get<double>(), 0.015);
    expect_evidence(evidence, truth["log_evidence"]);
}

TEST(KnownPosterior, of_a_count_is_gamma)
{
    // The gamma prior over the logarithm of the rate, on top of one that is flat there.
    auto const truth = known("gamma_poisson");
    auto const [sample, evidence] = drawn({{PriorKind::uniform, 0.0, 7.0}}, [](VectorXd const& at) {
        auto const prior = 2.0 * std::log(0.01) + 2.0 * at[0] - 0.01 * std::exp(at[0]);
        return prior + std::log(7.0) +
               log_chance(Observation::count(143), at[0] + std::log(2.5), 1.0);
    });
    expect_close(moments(sample.points.row(0).array().exp()), truth["mean"], truth["sd"]);
    expect_evidence(evidence, truth["log_evidence"]);
}

TEST(KnownPosterior, of_a_mean_is_normal)
{
    auto const truth = known("gauss_mean");
    constexpr double point_of_95 = 1.6448536269514722;
    Prior const prior{PriorKind::normal, -2.0 * point_of_95, 2.0 * point_of_95};
    auto const [sample, evidence] = drawn({prior}, [](VectorXd const& at) {
        return log_chance(Observation::mean(0.73, 1.5 / std::sqrt(20.0)), at[0], 1.0);
    });
    expect_close(moments(sample.points.row(0)), truth["post_mean"], truth["post_sd"]);
    expect_evidence(evidence, truth["log_evidence_ybar"]);
}

TEST(KnownPosterior, of_ten_means_is_normal_in_each)
{
    auto const truth = known("gaussian_linear_obs1");
    auto const half = 1.6448536269514722 * std::sqrt(0.1);
    std::vector<Prior> const priors(10, Prior{PriorKind::normal, -half, half});
    auto const sample =
        drawn(priors, [&](VectorXd const& at) {
            double sum = 0.0;
            for (Index k = 0; k < 10; ++k) {
                auto const seen = truth["obs"][static_cast<std::size_t>(k)].get<double>();
                sum += log_chance(Observation::mean(seen, std::sqrt(0.1)), at[k], 1.0);
            }
            return sum;
        }).sample;
    for (Index k = 0; k < 10; ++k) {
        SCOPED_TRACE(k);
        expect_close(moments(sample.points.row(k)), truth["post_mean"][static_cast<std::size_t>(k)],
                     truth["post_sd"]);
    }
}

TEST(KnownPosterior, of_a_moving_average_lies_within_its_triangle)
{
    // x(t) = e(t) + q1 e(t-1) + q2 e(t-2); even prior on -2 < q1 < 2, q1 + q2 > -1, q1 - q2 < 1.
    auto const truth = known("ma2_public");
    auto const series = test::read_table(figure("ma2_public.csv"));
    auto const size = series.rows();
    for (auto lag = 0; lag < 3; ++lag) {
        auto const rest = size - lag;
        EXPECT_NEAR(
            series.col(0).head(rest).dot(series.col(0).tail(rest)) / static_cast<double>(size),
            truth["S" + std::to_string(lag)].get<double>(), 1e-12);
    }
    auto const log_density = [&](VectorXd const& at) {
        auto const q1 = at[0], q2 = at[1];
        if (q1 + q2 <= -1.0 || q1 - q2 >= 1.0) {
            return -std::numeric_limits<double>::infinity();
        }
        MatrixXd covariance = MatrixXd::Zero(size, size);
        covariance.diagonal().setConstant(1.0 + q1 * q1 + q2 * q2);
        covariance.diagonal(-1).setConstant(q1 + q1 * q2);
        covariance.diagonal(-2).setConstant(q2);
        Eigen::LLT<MatrixXd> const factor{covariance};
        VectorXd const white = factor.matrixL().solve(series.col(0));
        // The box of the priors is twice as large as the triangle.
        return std::log(2.0) - 0.5 * white.squaredNorm() -
               factor.matrixLLT().diagonal().array().log().sum() -
               0.5 * static_cast<double>(size) * std::log(2.0 * std::numbers::pi);
    };
    auto const [sample, evidence] =
        drawn({{PriorKind::uniform, -2.0, 2.0}, {PriorKind::uniform, -1.0, 1.0}}, log_density);
    for (Index k = 0; k < 2; ++k) {
        expect_close(moments(sample.points.row(k)), truth["mean"][static_cast<std::size_t>(k)],
                     truth["sd"][static_cast<std::size_t>(k)]);
    }
    std::vector<double> const first(sample.points.row(0).begin(), sample.points.row(0).end());
    std::vector<double> const second(sample.points.row(1).begin(), sample.points.row(1).end());
    for (auto const* share : {"0.025", "0.5", "0.975"}) {
        // A quarter of a standard deviation in the tails.
        EXPECT_NEAR(quantile(first, std::stod(share)), truth["q1"][share].get<double>(), 0.03);
        EXPECT_NEAR(quantile(second, std::stod(share)), truth["q2"][share].get<double>(), 0.03);
    }
    MatrixXd const off = sample.points.colwise() - sample.points.rowwise().mean();
    EXPECT_NEAR(off.row(0).dot(off.row(1)) / (off.row(0).norm() * off.row(1).norm()),
                truth["corr"].get<double>(), 0.1);
    expect_evidence(evidence, truth["log_evidence"]);
}

TEST(KnownPosterior, of_the_largest_that_can_be_falls_off_above_what_was_seen)
{
    // An even prior on (0, 1); what was seen is even between 0 and the unknown.
    auto const truth = known("uniform_scale");
    auto const seen = truth["y"].get<double>();
    auto const [sample, evidence] =
        drawn({{PriorKind::uniform, 0.0, 1.0}}, [&](VectorXd const& at) {
            return at[0] > seen ? -std::log(at[0]) : -std::numeric_limits<double>::infinity();
        });
    expect_close(moments(sample.points.row(0)), truth["mean"], truth["sd"]);
    std::vector<double> const values(sample.points.row(0).begin(), sample.points.row(0).end());
    EXPECT_NEAR(quantile(values, 0.5), truth["median"].get<double>(), 0.03);
    EXPECT_NEAR(evidence.value, std::log(std::log(2.0)), 0.05);
}

TEST(Belief, in_two_models_goes_by_their_evidence)
{
    auto const truth = known("model_choice");
    // 2 of 5, where the share is Beta(1, 1) or Beta(10, 1).
    auto const two_of_five = [](double a) {
        return log_chance(Observation::share(2, 5), std::log(a), 1.0 + 4.0 / (a + 2.0));
    };
    auto const shares = belief_in({two_of_five(1.0), two_of_five(10.0)});
    EXPECT_NEAR(shares[0], truth["beta11_vs_beta10_1_k2_n5"][0].get<double>(), 1e-8);
    EXPECT_NEAR(shares[1], truth["beta11_vs_beta10_1_k2_n5"][1].get<double>(), 1e-8);
    // One plain biscuit, out of a jar with a quarter of them or one with three quarters.
    auto const jars = belief_in({std::log(0.25) - 800.0, std::log(0.75) - 800.0});
    EXPECT_NEAR(jars[0], truth["cookie_jar"][0].get<double>(), 1e-8);
    EXPECT_NEAR(jars[1], truth["cookie_jar"][1].get<double>(), 1e-8);
}

TEST(KnownPosterior, of_cells_that_are_mostly_left_out_has_its_likeliest_mean)
{
    // Rounded to 5 and left out under 10; zero, the middle, and what was shown alone are all wrong.
    std::ifstream file{figure("likelihood.json")};
    auto const truth = nlohmann::json::parse(file)["ml_censored"];
    std::vector<Observation> cells;
    auto shown = 0.0, shown_cells = 0.0;
    for (auto const& cell : truth["cells"]) {
        if (cell.is_string()) {
            cells.push_back(Observation::count(0).suppressed(10, false));
        } else {
            cells.push_back(Observation::count(cell.get<double>()).rounded(5).at_least(10));
            shown += cell.get<double>();
            shown_cells += 1.0;
        }
    }
    auto const chance_of = [&](double mean) {
        double sum = 0.0;
        for (auto const& cell : cells) {
            sum += log_chance(cell, std::log(mean), 1.0);
        }
        return sum;
    };
    auto best = 5.0;
    for (auto mean = 5.0; mean < 15.0; mean += 0.001) {
        best = chance_of(mean) > chance_of(best) ? mean : best;
    }
    EXPECT_NEAR(best, truth["mle"].get<double>(), 0.002);
    EXPECT_NEAR(chance_of(best), truth["loglik"].get<double>(), 1e-5);
    auto const all = static_cast<double>(cells.size());
    EXPECT_NEAR(shown / all, truth["naive_zero"].get<double>(), 1e-12);
    EXPECT_NEAR((shown + 4.5 * (all - shown_cells)) / all, truth["naive_mid"].get<double>(), 1e-12);
    EXPECT_NEAR(shown / shown_cells, truth["complete_case"].get<double>(), 1e-12);
}

}  // namespace
}  // namespace smartstart
