// Formulas against figures that were computed elsewhere; see figures/README.md.

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "calibration/emulators/gaussian_process.hpp"
#include "calibration/statistics/diagnostics.hpp"
#include "calibration/statistics/evidence.hpp"
#include "calibration/statistics/sampler.hpp"
#include "calibration/statistics/spectrum.hpp"
#include "tests/support/known_simulator.hpp"

namespace smartstart {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
using test::read_table;

std::filesystem::path figure(std::string const& name)
{
    return std::filesystem::path{SMARTSTART_SOURCE_DIR} / "tests/calibration/figures" / name;
}

nlohmann::json json_of(std::string const& name)
{
    std::ifstream file{figure(name)};
    return nlohmann::json::parse(file);
}

GaussianProcess known_process(Smoothness smoothness, Trend trend)
{
    auto const table = read_table(figure("gp_X.csv"));
    NoisyValues const seen{table.leftCols(3).transpose(), table.col(3),
                           VectorXd::Constant(16, 1e-3)};
    VectorXd lengths(3);
    lengths << 0.6, 1.1, 2.0;
    return {seen, {smoothness, std::log(1.3), lengths.array().log()}, trend};
}

MatrixXd known_places()
{
    MatrixXd places(3, 4);
    places << 0.1, 0.5, 0.9, 0.33, 0.2, 0.5, 0.05, 0.66, 0.3, 0.5, 0.7, 0.99;
    return places;
}

void expect_equal(VectorXd const& ours, nlohmann::json const& theirs, double within)
{
    ASSERT_EQ(static_cast<std::size_t>(ours.size()), theirs.size());
    for (Eigen::Index i = 0; i < ours.size(); ++i) {
        EXPECT_NEAR(ours[i], theirs[static_cast<std::size_t>(i)].get<double>(), within) << i;
    }
}

TEST(GaussianProcess, predicts_as_the_formulas_for_each_smoothness)
{
    auto const all = json_of("gp.json");
    for (auto const& [name, smoothness] : {std::pair{"fixed_matern52", Smoothness::matern52},
                                           std::pair{"fixed_matern32", Smoothness::matern32},
                                           std::pair{"fixed_rbf", Smoothness::gaussian}}) {
        SCOPED_TRACE(name);
        auto const process = known_process(smoothness, Trend::none);
        auto const there = process.predict(known_places());
        auto const loo = process.leave_one_out();
        expect_equal(there.means, all[name]["mean"], 1e-8);
        expect_equal(there.variances, all[name]["var_f"], 1e-8);
        expect_equal(loo.means, all[name]["loo_mean"], 1e-8);
        expect_equal(loo.variances, all[name]["loo_var"], 1e-8);
        EXPECT_NEAR(process.log_evidence(), all[name]["logml"].get<double>(), 1e-8);
    }
}

TEST(GaussianProcess, has_the_slopes_of_its_log_evidence)
{
    auto const known = json_of("gp.json")["grad_matern52_log_s2_l1_l2_l3_noise"];
    expect_equal(known_process(Smoothness::matern52, Trend::none).log_evidence_slopes(),
                 known["grad"], 1e-8);
}

TEST(GaussianProcess, carries_the_variance_of_its_trend)
{
    auto const known = json_of("gp.json")["universal_kriging"];
    auto const process = known_process(Smoothness::matern52, Trend::linear);
    auto const there = process.predict(known_places());
    expect_equal(process.coefficients(), known["beta"], 1e-8);
    expect_equal(there.means, known["mean"], 1e-8);
    expect_equal(there.variances, known["var_f"], 1e-8);
}

TEST(GaussianProcess, leaves_one_out_as_if_it_had_not_been_seen)
{
    NoisyValues all{Eigen::MatrixXd(1, 7), Eigen::VectorXd(7), Eigen::VectorXd(7)};
    for (Eigen::Index i = 0; i < 7; ++i) {
        all.places(0, i) = 0.4 * static_cast<double>(i);
        all.values[i] = std::sin(all.places(0, i)) + 0.2 * static_cast<double>(i % 2);
        all.noise_variances[i] = 0.01 * static_cast<double>(1 + i);
    }
    ProcessShape const shape{Smoothness::matern52, -1.0, Eigen::VectorXd::Zero(1)};
    auto const found = GaussianProcess{all, shape, Trend::linear}.leave_one_out();
    for (Eigen::Index out = 0; out < 7; ++out) {
        std::vector<Eigen::Index> others;
        for (Eigen::Index i = 0; i < 7; ++i) {
            if (i != out) {
                others.push_back(i);
            }
        }
        NoisyValues const rest{all.places(Eigen::all, others), all.values(others),
                               all.noise_variances(others)};
        auto const there = GaussianProcess{rest, shape, Trend::linear}.predict(all.places.col(out));
        EXPECT_NEAR(found.means[out], there.means[0], 1e-9);
        EXPECT_NEAR(found.variances[out], there.variances[0] + all.noise_variances[out], 1e-9);
    }
}

/// A table whose first column is a name.
std::map<std::string, std::vector<double>> named_rows(std::filesystem::path const& name)
{
    std::ifstream file{name};
    std::map<std::string, std::vector<double>> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream cells{line};
        std::string key, cell;
        std::getline(cells, key, ',');
        while (std::getline(cells, cell, ',')) {
            rows[key].push_back(std::stod(cell));
        }
    }
    return rows;
}

TEST(Diagnostics, are_those_of_the_package_posterior)
{
    auto const known = named_rows(figure("diag_ref.csv"));
    for (auto const* name : {"iid", "ar09", "cauchy"}) {
        SCOPED_TRACE(name);
        auto const chains = read_table(figure(std::string{"chains_"} + name + ".csv"));
        auto const& row = known.at(name);
        EXPECT_NEAR(rank_rhat(chains), row[0], 1e-8);
        EXPECT_NEAR(plain_rhat(chains), row[1], 1e-8);
        EXPECT_NEAR(bulk_ess(chains) / row[3], 1.0, 1e-8);
        EXPECT_NEAR(tail_ess(chains) / row[4], 1.0, 1e-8);
        EXPECT_NEAR(whole_rhat(chains), row[2], 1e-8);
        EXPECT_NEAR(mean_ess(chains) / row[5], 1.0, 1e-8);
        EXPECT_NEAR(mean_ess(chains) / row[6], 1.0, 1e-8);
        EXPECT_NEAR(quantile_ess(chains, 0.05) / row[7], 1.0, 1e-8);
        EXPECT_NEAR(mean_error(chains) / row[8], 1.0, 1e-8);
        EXPECT_NEAR(sd_error(chains) / row[9], 1.0, 1e-8);
        EXPECT_NEAR(quantile_error(chains, 0.95) / row[10], 1.0, 1e-8);
    }
}

TEST(Diagnostics, by_variances_and_spectrum_are_those_of_the_package_coda)
{
    auto const known = named_rows(figure("diag_ref.csv"));
    for (auto const* name : {"iid", "ar09", "cauchy"}) {
        SCOPED_TRACE(name);
        auto const chains = read_table(figure(std::string{"chains_"} + name + ".csv"));
        auto const& row = known.at(name);
        auto const reduction = scale_reduction(chains);
        EXPECT_NEAR(reduction.estimate, row[11], 1e-8);
        EXPECT_NEAR(reduction.upper, row[12], 1e-8);
        EXPECT_NEAR(spectral_ess(chains) / row[13], 1.0, 1e-8);
        EXPECT_NEAR(drift(chains.col(0)), row[14], 1e-8);
    }
}

TEST(Sampler, draws_a_linear_posterior_of_15_parameters)
{
    auto const slopes = read_table(figure("lin15x60_A.csv"));
    auto const figures = read_table(figure("lin15x60_sd_y.csv"));
    auto const known = json_of("posteriors.json")["lin15x60"];
    LogDensity const density = [&](MatrixXd const& at) -> VectorXd {
        MatrixXd off = slopes * at;
        off.colwise() -= figures.col(1);
        off.array().colwise() /= figures.col(0).array();
        VectorXd const sum =
            -0.5 * (off.colwise().squaredNorm() + at.colwise().squaredNorm()).transpose();
        auto const all = static_cast<double>(at.rows() + figures.rows());
        return sum.array() - 0.5 * all * std::log(2.0 * M_PI) - figures.col(0).array().log().sum();
    };
    std::vector<Prior> const priors(
        15, Prior{PriorKind::normal, -1.6448536269514722, 1.6448536269514722});
    auto const sample = draw_sample(density, latin_hypercube(priors, 240, 1, 1),
                                    {.seed = 3, .chains = 30, .warm_up = 200, .generations = 300});
    EXPECT_TRUE(sample.is_good());
    VectorXd mean(15), sd(15);
    for (Eigen::Index k = 0; k < 15; ++k) {
        mean[k] = known["post_mean"][static_cast<std::size_t>(k)];
        sd[k] = known["post_sd"][static_cast<std::size_t>(k)];
    }
    auto const close = test::closeness(sample.points, mean, sd);
    EXPECT_GT(close.least_ratio, 0.93);
    EXPECT_LT(close.most_ratio, 1.07);
    EXPECT_LT(close.most_error, 0.15);
    auto const evidence = log_evidence(density, sample, 5);
    EXPECT_NEAR(evidence.value, known["log_evidence"].get<double>(),
                5.0 * evidence.standard_error + 0.01);
    EXPECT_LT(evidence.standard_error, 0.1);
    VectorXd off = slopes * mean - figures.col(1);
    off.array() /= figures.col(0).array();
    EXPECT_NEAR(off.squaredNorm(), known["chi2_at_mean"].get<double>(), 1e-8);
}

TEST(ToldApart, knows_samples_of_one_kind_from_samples_of_two)
{
    auto const draws = test::KnownSimulator{"nl15"}.exact;
    auto const half = draws.cols() / 2;
    MatrixXd const first = draws.leftCols(half);
    MatrixXd moved = draws.rightCols(half);
    EXPECT_NEAR(told_apart(first, moved), 0.5, 0.04);
    moved.row(3).array() += 0.07;
    EXPECT_GT(told_apart(first, moved), 0.75);
}

}  // namespace
}  // namespace smartstart
