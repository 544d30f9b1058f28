// Posteriors in closed form, or enumerated, against what the sampler draws with our likelihoods;
// see figures/README.md.

#include <cmath>
#include <fstream>
#include <limits>

#include <Eigen/Cholesky>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "calibration/design.hpp"
#include "calibration/diagnostics.hpp"
#include "calibration/observation.hpp"
#include "calibration/sampler.hpp"
#include "calibration/waves.hpp"
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

/// Draws under priors, with the log chance of what was seen at a point.
Sample drawn(std::vector<Prior> const& priors,
             std::function<double(VectorXd const&)> const& log_chance_at)
{
    LogDensity const density = [&](MatrixXd const& points) {
        VectorXd sum = log_prior(priors, points);
        for (Index i = 0; i < sum.size(); ++i) {
            sum[i] += std::isfinite(sum[i]) ? log_chance_at(points.col(i)) : 0.0;
        }
        return sum;
    };
    return draw_sample(density, latin_hypercube(priors, 160, 3, 1),
                       {.seed = 8, .chains = 10, .warm_up = 150, .generations = 300});
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
    auto const sample = drawn({{PriorKind::beta, 2.0, 5.0}}, [](VectorXd const& at) {
        return log_chance(Observation::share(17, 60), at[0], 1.0);
    });
    VectorXd const shares = (1.0 + (-sample.points.row(0).array()).exp()).inverse();
    expect_close(moments(shares), truth["mean"], truth["sd"]);
    std::vector<double> const values(shares.data(), shares.data() + shares.size());
    EXPECT_NEAR(quantile(values, 0.025), truth["q025"].get<double>(), 0.015);
    EXPECT_NEAR(quantile(values, 0.975), truth["q975"].get<double>(), 0.015);
}

TEST(KnownPosterior, of_a_count_is_gamma)
{
    // The gamma prior over the logarithm of the rate, on top of one that is flat there.
    auto const truth = known("gamma_poisson");
    auto const sample = drawn({{PriorKind::uniform, 0.0, 7.0}}, [](VectorXd const& at) {
        auto const prior = 2.0 * at[0] - 0.01 * std::exp(at[0]);
        return prior + log_chance(Observation::count(143), at[0] + std::log(2.5), 1.0);
    });
    expect_close(moments(sample.points.row(0).array().exp()), truth["mean"], truth["sd"]);
}

TEST(KnownPosterior, of_a_mean_is_normal)
{
    auto const truth = known("gauss_mean");
    constexpr double point_of_95 = 1.6448536269514722;
    Prior const prior{PriorKind::normal, -2.0 * point_of_95, 2.0 * point_of_95};
    auto const sample = drawn({prior}, [](VectorXd const& at) {
        return log_chance(Observation::mean(0.73, 1.5 / std::sqrt(20.0)), at[0], 1.0);
    });
    expect_close(moments(sample.points.row(0)), truth["post_mean"], truth["post_sd"]);
}

TEST(KnownPosterior, of_ten_means_is_normal_in_each)
{
    auto const truth = known("gaussian_linear_obs1");
    auto const half = 1.6448536269514722 * std::sqrt(0.1);
    std::vector<Prior> const priors(10, Prior{PriorKind::normal, -half, half});
    auto const sample = drawn(priors, [&](VectorXd const& at) {
        double sum = 0.0;
        for (Index k = 0; k < 10; ++k) {
            auto const seen = truth["obs"][static_cast<std::size_t>(k)].get<double>();
            sum += log_chance(Observation::mean(seen, std::sqrt(0.1)), at[k], 1.0);
        }
        return sum;
    });
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
        return -0.5 * white.squaredNorm() - factor.matrixLLT().diagonal().array().log().sum();
    };
    auto const sample =
        drawn({{PriorKind::uniform, -2.0, 2.0}, {PriorKind::uniform, -1.0, 1.0}}, log_density);
    for (Index k = 0; k < 2; ++k) {
        expect_close(moments(sample.points.row(k)), truth["mean"][static_cast<std::size_t>(k)],
                     truth["sd"][static_cast<std::size_t>(k)]);
    }
}

TEST(KnownPosterior, of_cells_that_are_mostly_left_out_has_its_likeliest_mean)
{
    // Rounded to 5 and left out under 10; zero, the middle, and what was shown alone are all wrong.
    std::ifstream file{figure("likelihood.json")};
    auto const truth = nlohmann::json::parse(file)["ml_censored"];
    auto const chance_of = [&](double mean) {
        double sum = 0.0;
        for (auto const& cell : truth["cells"]) {
            auto const shown = cell.is_string() ? Observation::count(0).suppressed(10, false)
                                                : Observation::count(cell.get<double>()).rounded(5);
            auto own = shown;
            own.low = cell.is_string() ? 0.0 : std::max(shown.low, 10.0);
            sum += log_chance(own, std::log(mean), 1.0);
        }
        return sum;
    };
    auto best = 5.0;
    for (auto mean = 5.0; mean < 15.0; mean += 0.001) {
        best = chance_of(mean) > chance_of(best) ? mean : best;
    }
    EXPECT_NEAR(best, truth["mle"].get<double>(), 0.002);
    EXPECT_NEAR(chance_of(best), truth["loglik"].get<double>(), 1e-5);
}

}  // namespace
}  // namespace smartstart
