// Ways to a posterior beside waves of emulators, against posteriors that are known; see
// figures/README.md.

#include <array>
#include <cmath>
#include <fstream>
#include <numbers>

#include <Eigen/Cholesky>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "calibration/fitting/abc.hpp"
#include "calibration/fitting/rejection.hpp"
#include "calibration/statistics/diagnostics.hpp"
#include "calibration/statistics/luck.hpp"
#include "calibration/statistics/quick_look.hpp"
#include "calibration/statistics/sampler.hpp"
#include "engine/base/error.hpp"
#include "tests/support/known_simulator.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using test::read_table;

std::filesystem::path figure(std::string const& name)
{
    return std::filesystem::path{SMARTSTART_SOURCE_DIR} / "tests/calibration/figures" / name;
}

nlohmann::json json_of(char const* name)
{
    std::ifstream file{figure(name)};
    return nlohmann::json::parse(file);
}

/// The g-and-k distribution (Haynes et al. 1997; Rayner and MacGillivray 2002), c = 0.8: known by
/// its quantiles, at places A + B (1 + 0.8 tanh(g z / 2)) (1 + z²)^k z.
struct GAndK {
    double a{}, b{}, g{}, k{};

    double at(double z) const
    {
        return a + b * (1.0 + 0.8 * std::tanh(0.5 * g * z)) * std::pow(1.0 + z * z, k) * z;
    }
    double slope(double z) const
    {
        auto const t = std::tanh(0.5 * g * z);
        auto const bend = 1.0 + 0.8 * t;
        auto const power = std::pow(1.0 + z * z, k);
        return b * power *
               (0.4 * g * (1.0 - t * t) * z + bend * (1.0 + 2.0 * k * z * z / (1.0 + z * z)));
    }
    double log_density(double x) const
    {
        double low = -40.0, high = 40.0, z = 0.0;
        for (int i = 0; i < 200 && high - low > 1e-13; ++i) {
            (at(z) < x ? low : high) = z;
            auto const newton = z + (x - at(z)) / slope(z);
            z = newton > low && newton < high ? newton : 0.5 * (low + high);
            if (std::abs(at(z) - x) < 1e-12 * (1.0 + std::abs(x))) {
                break;
            }
        }
        return -0.5 * (z * z + std::log(2.0 * std::numbers::pi)) - std::log(slope(z));
    }
    double log_likelihood(VectorXd const& values) const
    {
        double sum = 0.0;
        for (double const value : values) {
            sum += log_density(value);
        }
        return sum;
    }
};

GAndK of(VectorXd const& at)
{
    return {at[0], at[1], at[2], at[3]};
}

/// Even priors from 0 to 10 and 250 values.
struct GAndKQuestion {
    nlohmann::json truth = json_of("gk.json");
    VectorXd values = read_table(figure("gk_public.csv")).col(0);
    std::vector<Prior> priors = std::vector<Prior>(4, Prior{PriorKind::uniform, 0.0, 10.0});
    LogDensity density = [this](MatrixXd const& points) {
        VectorXd sums(points.cols());
        for (Index i = 0; i < sums.size(); ++i) {
            auto const inside = points.col(i).minCoeff() > 0.0 && points.col(i).maxCoeff() < 10.0;
            sums[i] = inside ? of(points.col(i)).log_likelihood(values)
                             : -std::numeric_limits<double>::infinity();
        }
        return sums;
    };
};

TEST(QuickLook, finds_the_likeliest_g_and_k_distribution)
{
    GAndKQuestion const question;
    GAndK const made_with{3.0, 1.0, 2.0, 0.5};
    EXPECT_NEAR(made_with.log_likelihood(question.values),
                question.truth["loglik_true"].get<double>(), 1e-8);
    MatrixXd starts(4, 2);
    starts << 5.0, 3.0, 5.0, 1.0, 5.0, 2.0, 1.0, 0.5;
    auto const peak = highest_point(question.density, question.priors, starts);
    EXPECT_NEAR(peak.log_density, question.truth["loglik_mle"].get<double>(), 1e-7);
    for (Index k = 0; k < 4; ++k) {
        // Where the top is flat to 1e-8 a parameter is known to 1e-4 of its width.
        auto const at = static_cast<std::size_t>(k);
        EXPECT_NEAR(peak.point[k], question.truth["mle"][at].get<double>(), 1e-4);
        auto const sd = std::sqrt(peak.covariance(k, k));
        EXPECT_NEAR(sd / question.truth["sd"][at].get<double>(), 1.0, 0.2) << "a normal is not all";
    }
}

TEST(KnownPosterior, of_a_g_and_k_distribution_is_drawn)
{
    GAndKQuestion const question;
    auto const sample = draw_sample(question.density, latin_hypercube(question.priors, 200, 3, 1),
                                    {.seed = 5, .chains = 12, .warm_up = 250, .generations = 250});
    EXPECT_TRUE(sample.is_good());
    MatrixXd const centred = sample.points.colwise() - sample.points.rowwise().mean();
    VectorXd const widths = centred.rowwise().norm();
    for (Index k = 0; k < 4; ++k) {
        auto const at = static_cast<std::size_t>(k);
        VectorXd const own = sample.points.row(k);
        std::vector<double> const values(own.data(), own.data() + own.size());
        auto const known = [&](char const* name) { return question.truth[name][at].get<double>(); };
        // Theirs come from 1,500 to 2,000 draws that count, ours from at least 400.
        auto const sd = known("sd");
        EXPECT_NEAR(own.mean(), known("mean"), 0.15 * sd);
        EXPECT_NEAR(widths[k] / std::sqrt(static_cast<double>(own.size())) / sd, 1.0, 0.1);
        EXPECT_NEAR(quantile(values, 0.5), known("q50"), 0.2 * sd);
        EXPECT_NEAR(quantile(values, 0.025), known("q025"), 0.3 * sd);
        EXPECT_NEAR(quantile(values, 0.975), known("q975"), 0.4 * sd);
        for (Index j = 0; j < k; ++j) {
            auto const together = centred.row(k).dot(centred.row(j)) / (widths[k] * widths[j]);
            EXPECT_NEAR(together,
                        question.truth["corr"][at][static_cast<std::size_t>(j)].get<double>(), 0.1);
        }
    }
}

TEST(QuickLook, is_the_posterior_itself_where_that_is_normal)
{
    auto const slopes = read_table(figure("lin15x60_A.csv"));
    auto const figures = read_table(figure("lin15x60_sd_y.csv"));
    auto const known = json_of("posteriors.json")["lin15x60"];
    LogDensity const density = [&](MatrixXd const& at) -> VectorXd {
        MatrixXd off = slopes * at;
        off.colwise() -= figures.col(1);
        off.array().colwise() /= figures.col(0).array();
        return -0.5 * (off.colwise().squaredNorm() + at.colwise().squaredNorm()).transpose();
    };
    std::vector<Prior> const priors(
        15, Prior{PriorKind::normal, -1.6448536269514722, 1.6448536269514722});
    auto const peak = highest_point(density, priors, VectorXd::Zero(15));
    auto const sample = quick_look(density, priors, VectorXd::Zero(15), 4);
    for (Index k = 0; k < 15; ++k) {
        auto const at = static_cast<std::size_t>(k);
        auto const sd = known["post_sd"][at].get<double>();
        EXPECT_NEAR(peak.point[k], known["post_mean"][at].get<double>(), 1e-3 * sd);
        EXPECT_NEAR(std::sqrt(peak.covariance(k, k)) / sd, 1.0, 1e-4);
        EXPECT_NEAR(sample.points.row(k).mean(), peak.point[k], 0.08 * sd);
    }
}

TEST(QuickLook, is_never_wider_than_the_prior)
{
    LogDensity const flat = [](MatrixXd const& points) -> VectorXd {
        return VectorXd::Zero(points.cols());
    };
    std::vector<Prior> const priors(2, Prior{PriorKind::uniform, 0.0, 1.0});
    auto const peak = highest_point(flat, priors, VectorXd::Constant(2, 0.5));
    EXPECT_NEAR(peak.covariance(0, 0), 1.0 / 12.0, 1e-9);
}

/// Runs of a simulator that is known, each with luck of its own.
using Simulate = std::function<std::vector<OnLink>(VectorXd const& point, std::uint32_t number)>;

RunAll runs_of(Simulate const& simulate)
{
    return [simulate](Points const& points, std::vector<RunKey> const& keys) {
        std::vector<std::vector<OnLink>> all;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            all.push_back(simulate(points.col(static_cast<Index>(i)), keys[i].point));
        }
        return all;
    };
}

/// One figure with noise of sd 0.5 and a normal prior of sd 2: the posterior is known.
struct NormalMean {
    static constexpr double point_of_95 = 1.6448536269514722;
    KeyedLuck luck{3, "simulator"};
    Question question{{Prior{PriorKind::normal, -2.0 * point_of_95, 2.0 * point_of_95}},
                      {Observation::mean(1.0, 0.5)}};
    RunAll run_all = runs_of([luck = luck](VectorXd const& point, std::uint32_t number) {
        return std::vector<OnLink>{{point[0] + 0.5 * luck.normal(0, number, 0), 0.25}};
    });
    double mean = 4.0 / 4.25;
    double sd = std::sqrt(0.25 * 4.0 / 4.25);
};

TEST(Abc, comes_to_the_posterior_of_a_normal_mean)
{
    NormalMean const known;
    auto const found = approximate(known.question, known.run_all,
                                   {.seed = 2, .particles = 1000, .most_runs = 60'000}, {});
    VectorXd const draws = found.drawn(4000, 1).row(0);
    EXPECT_NEAR(draws.mean(), known.mean, 0.15 * known.sd);
    EXPECT_NEAR(std::sqrt((draws.array() - draws.mean()).square().mean()) / known.sd, 1.0, 0.1);
    EXPECT_GT(found.populations.size(), 4U);
    for (std::size_t i = 2; i < found.populations.size(); ++i) {
        EXPECT_LE(found.populations[i].runs, 60'000);
    }
    EXPECT_EQ(static_cast<std::size_t>(found.runs.points.cols()),
              found.runs.readings.front().size());
}

TEST(Abc, believes_a_narrow_prior_as_much_as_a_figure)
{
    NormalMean known;
    known.question.priors = {
        Prior{PriorKind::normal, -0.5 * NormalMean::point_of_95, 0.5 * NormalMean::point_of_95}};
    auto const found = approximate(known.question, known.run_all,
                                   {.seed = 2, .particles = 1000, .most_runs = 60'000}, {});
    VectorXd const draws = found.drawn(4000, 1).row(0);
    auto const sd = std::sqrt(0.125);
    EXPECT_NEAR(draws.mean(), 0.5, 0.2 * sd);
    EXPECT_NEAR(std::sqrt((draws.array() - draws.mean()).square().mean()) / sd, 1.0, 0.15);
}

TEST(Abc, weighs_a_figure_by_how_much_it_varies_over_all_runs)
{
    // The second figure is noise a thousand times as wide: unscaled, it would decide alone.
    KeyedLuck const luck{4, "simulator"};
    auto const run_all = runs_of([&](VectorXd const& point, std::uint32_t number) {
        return std::vector<OnLink>{{point[0] + 0.1 * luck.normal(0, number, 0), 0.01},
                                   {1000.0 * luck.normal(1, number, 0), 1e6}};
    });
    Question const question{{Prior{PriorKind::uniform, -5.0, 5.0}},
                            {Observation::mean(2.0, 0.1), Observation::mean(0.0, 1000.0)}};
    auto const found =
        approximate(question, run_all, {.seed = 2, .particles = 300, .most_runs = 12'000}, {});
    VectorXd const draws = found.drawn(1000, 1).row(0);
    EXPECT_NEAR(draws.mean(), 2.0, 0.2);
    EXPECT_LT(std::sqrt((draws.array() - draws.mean()).square().mean()), 0.7);
}

TEST(Abc, narrows_a_g_and_k_distribution_down_by_its_octiles)
{
    GAndKQuestion const known;
    std::vector<double> seen(known.values.data(), known.values.data() + known.values.size());
    Question question{known.priors, {}};
    for (int i = 1; i < 8; ++i) {
        auto const octile = quantile(seen, i / 8.0);
        auto const at = static_cast<std::size_t>(i - 1);
        EXPECT_NEAR(octile, known.truth["octiles"][at].get<double>(), 1e-8);
        question.figures.push_back(Observation::mean(octile, 1.0));
    }
    KeyedLuck const luck{9, "g and k"};
    auto const run_all = runs_of([&](VectorXd const& point, std::uint32_t number) {
        std::vector<double> values;
        for (std::uint32_t i = 0; i < 250; ++i) {
            values.push_back(of(point).at(luck.normal(number, i, 0)));
        }
        std::vector<OnLink> octiles;
        for (int i = 1; i < 8; ++i) {
            octiles.push_back({quantile(values, i / 8.0), 1.0});
        }
        return octiles;
    });
    auto const found =
        approximate(question, run_all, {.seed = 6, .particles = 200, .most_runs = 15'000}, {});
    auto const draws = found.drawn(1000, 1);
    for (Index k = 0; k < 4; ++k) {
        auto const at = static_cast<std::size_t>(k);
        auto const sd = known.truth["sd"][at].get<double>();
        VectorXd const own = draws.row(k);
        auto const width = std::sqrt((own.array() - own.mean()).square().mean());
        // Wider than the posterior, as it must be, and around it.
        EXPECT_NEAR(own.mean(), known.truth["mean"][at].get<double>(), 2.0 * width);
        EXPECT_GT(width, 0.9 * sd);
        EXPECT_LT(width, 10.0 / std::sqrt(12.0)) << "narrower than the prior";
    }
}

TEST(Abc, is_the_same_whoever_runs_first)
{
    KeyedLuck const luck{3, "simulator"};
    auto const simulate = [&](VectorXd const& point, std::uint32_t number) {
        return std::vector<OnLink>{{point[0] + luck.normal(0, number, 0), 1.0}};
    };
    Question const question{{Prior{PriorKind::uniform, -5.0, 5.0}}, {Observation::mean(1.0, 1.0)}};
    AbcPlan const plan{.seed = 2, .particles = 50, .most_runs = 2000};
    auto const one = approximate(question, runs_of(simulate), plan, {});
    RunAll const backwards = [&](Points const& points, std::vector<RunKey> const& keys) {
        std::vector<std::vector<OnLink>> all(keys.size());
        for (std::size_t i = keys.size(); i-- > 0;) {
            all[i] = simulate(points.col(static_cast<Index>(i)), keys[i].point);
        }
        return all;
    };
    EXPECT_EQ(one.points, approximate(question, backwards, plan, {}).points);
}

TEST(Rejection, comes_to_the_posterior_of_a_normal_mean)
{
    NormalMean const known;
    auto const found =
        by_rejection(known.question, known.run_all, {.seed = 2, .runs = 8000, .accept = 0.2});
    VectorXd const draws = found.drawn(4000, 1).row(0);
    // 1,600 runs of uneven weight; without the regression they would be half as wide again.
    EXPECT_NEAR(draws.mean(), known.mean, 0.12 * known.sd);
    EXPECT_NEAR(std::sqrt((draws.array() - draws.mean()).square().mean()) / known.sd, 1.0, 0.06);
}

TEST(Rejection, leaves_no_parameter_outside_its_bounds)
{
    KeyedLuck const luck{12, "simulator"};
    auto const run_all = runs_of([&](VectorXd const& point, std::uint32_t number) {
        return std::vector<OnLink>{{point[0] + 0.3 * luck.normal(0, number, 0), 0.09}};
    });
    Question const question{{Prior{PriorKind::uniform, 0.0, 1.0}}, {Observation::mean(0.05, 0.3)}};
    auto const found = by_rejection(question, run_all, {.seed = 2, .runs = 2000, .accept = 0.3});
    EXPECT_GE(found.points.minCoeff(), 0.0);
    EXPECT_LE(found.points.maxCoeff(), 1.0);
    EXPECT_LT(found.drawn(1000, 1).mean(), 0.35);
}

TEST(Rejection, refuses_to_draw_a_line_through_too_few_runs)
{
    auto const run_all = runs_of([](VectorXd const& point, std::uint32_t) {
        return std::vector<OnLink>{{point[0], 0.01}};
    });
    Question const question{{Prior{PriorKind::uniform, 0.0, 1.0}}, {Observation::mean(0.5, 0.1)}};
    try {
        by_rejection(question, run_all, {.seed = 2, .runs = 100, .accept = 0.05});
        FAIL() << "five runs were enough";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("5 runs are kept, but 1 figures need 12"));
    }
}

}  // namespace
}  // namespace smartstart
