// Chances of figures as they are let out, against ones that were computed elsewhere; see
// figures/README.md.

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numbers>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "calibration/emulators/noise.hpp"
#include "calibration/observations/observation.hpp"
#include "calibration/observations/ties.hpp"
#include "tests/support/known_simulator.hpp"

namespace smartstart {
namespace {

std::filesystem::path figure(std::string const& name)
{
    return std::filesystem::path{SMARTSTART_SOURCE_DIR} / "tests/calibration/figures" / name;
}

nlohmann::json known(char const* name)
{
    std::ifstream file{figure("likelihood.json")};
    return nlohmann::json::parse(file)[name];
}

double logit(double share)
{
    return std::log(share / (1.0 - share));
}

/// Log chance of x of n where a share is Beta(a, b): a dispersion of 1 + (n - 1) / (a + b + 1).
double beta_binomial(double x, double n, double a, double b)
{
    return log_chance(Observation::share(x, n), std::log(a / b), 1.0 + (n - 1.0) / (a + b + 1.0));
}

TEST(Observation, has_the_chance_of_a_count_of_a_known_number)
{
    auto const binomial = known("binomial");
    auto const seen = Observation::share(binomial["e_x"], binomial["e_n"]);
    EXPECT_NEAR(log_chance(seen, logit(binomial["p"]), 1.0), binomial["logpmf"].get<double>(),
                1e-8);
    auto const normal = known("normal");
    EXPECT_NEAR(log_chance(Observation::mean(normal["x"], normal["sd"]), normal["mu"], 1.0),
                normal["logpdf"].get<double>(), 1e-8);
}

TEST(Observation, is_wider_where_the_share_itself_was_counted_in_a_run)
{
    // A flat prior, and what a run counted: 160 of 2000 is Beta(161, 1841).
    auto const two = known("betabinomial");
    EXPECT_NEAR(beta_binomial(37, 500, 161, 1841), two["logpmf"].get<double>(), 1e-8);
    // The same for counts over a known exposure: negative binomial of size 311, after Gamma(1, 1).
    auto const rate = known("gammapoisson");
    auto const mean = 12000.0 * 311.0 / 48001.0;
    EXPECT_NEAR(log_chance(Observation::count(85), std::log(mean), 1.0 + mean / 311.0),
                rate["logpmf"].get<double>(), 1e-8);
    // Of three kinds: one against the other two, then those two against one another.
    EXPECT_NEAR(beta_binomial(12, 100, 111, 892) + beta_binomial(30, 88, 291, 601),
                known("dirichlet_multinomial")["logpmf"].get<double>(), 1e-8);
}

TEST(Observation, gives_a_rounded_count_the_chance_of_its_interval)
{
    auto const all = known("rounded5");
    struct Case {
        std::string name;
        double shown, mean;
    };
    for (auto const& one : {Case{"pub35_mu32.5", 35, 32.5}, Case{"pub10_mu14.0", 10, 14.0},
                            Case{"pub115_mu101.7", 115, 101.7}, Case{"pub0_mu3.0", 0, 3.0}}) {
        auto const rounded = Observation::count(one.shown).rounded(5);
        EXPECT_NEAR(log_chance(rounded, std::log(one.mean), 1.0),
                    all[one.name]["poisson"].get<double>(), 1e-8)
            << one.name;
        // A negative binomial of size 20 has variance mean + mean²/20.
        EXPECT_NEAR(log_chance(rounded, std::log(one.mean), 1.0 + one.mean / 20.0),
                    all[one.name]["nb20"].get<double>(), 1e-8)
            << one.name;
    }
}

TEST(Observation, gives_a_suppressed_count_the_chance_of_all_that_it_can_be)
{
    auto const all = known("suppressed_lt10");
    for (auto const& [name, mean] : {std::pair{"mu2.0", 2.0}, std::pair{"mu6.0", 6.0},
                                     std::pair{"mu9.5", 9.5}, std::pair{"mu15.0", 15.0}}) {
        auto const cell = Observation::count(0);
        auto const link = std::log(mean);
        EXPECT_NEAR(log_chance(cell.suppressed(10, false), link, 1.0),
                    all[name]["poisson_0_9"].get<double>(), 1e-8);
        EXPECT_NEAR(log_chance(cell.suppressed(10, true), link, 1.0),
                    all[name]["poisson_1_9"].get<double>(), 1e-8);
        EXPECT_NEAR(log_chance(cell.suppressed(10, false), link, 1.0 + mean / 20.0),
                    all[name]["nb20_0_9"].get<double>(), 1e-8);
    }
}

TEST(Observation, turns_a_percentage_with_decimals_into_an_interval_of_counts)
{
    auto const all = known("percent_1dec");
    auto const shown = Observation::share(0, 23450).percent(12.2, 1);
    EXPECT_EQ(shown.low, all["count_interval"][0].get<double>());
    EXPECT_EQ(shown.high, all["count_interval"][1].get<double>());
    EXPECT_NEAR(log_chance(shown, logit(0.12), 1.0), all["binom_p0_12"].get<double>(), 1e-8);
    EXPECT_NEAR(log_chance(shown, logit(0.1225), 1.0), all["binom_p0_1225"].get<double>(), 1e-8);
}

TEST(Observation, of_a_count_that_was_rounded_at_random_weighs_all_that_it_can_have_been)
{
    auto const all = known("random_round_base3");
    auto const shown = Observation::count(6).random_rounded(3);
    ASSERT_EQ(shown.low, 4.0);
    ASSERT_EQ(shown.high, 8.0);
    for (auto count = 4; count <= 8; ++count) {
        EXPECT_NEAR(std::exp(shown.log_law[static_cast<std::size_t>(count - 4)]),
                    all["P(6|" + std::to_string(count) + ")"].get<double>(), 1e-12);
    }
    EXPECT_NEAR(log_chance(shown, std::log(5.2), 1.0), all["loglik_pub6_mu5.2"].get<double>(),
                1e-8);
    EXPECT_NEAR(link_of(shown), link_of_count(6).value, 1e-12);
}

TEST(Observation, under_the_noise_of_cell_keys_weighs_all_that_it_can_have_been)
{
    // Random rounding is such a noise too, so that both must come to the same.
    NoiseLaw law;
    for (auto count = 0; count < 12; ++count) {
        auto const up = (3 - count % 3) % 3;
        auto const down = -(count % 3);
        law.by_count.push_back(
            up == 0 ? std::vector<NoiseLaw::Step>{{0, 1.0}}
                    : std::vector<NoiseLaw::Step>{{up, 1.0 - up / 3.0}, {down, 1.0 + down / 3.0}});
    }
    EXPECT_NEAR(log_chance(Observation::count(6).with_noise(law), std::log(5.2), 1.0),
                known("random_round_base3")["loglik_pub6_mu5.2"].get<double>(), 1e-8);
    EXPECT_NEAR(law.chance(4, 6), 1.0 / 3.0, 1e-12);
    // Above the last count its law goes on.
    NoiseLaw const coin{{{{0, 1.0}}, {{-1, 0.5}, {1, 0.5}}}};
    EXPECT_EQ(coin.chance(40, 41), 0.5);
    EXPECT_EQ(coin.chance(40, 40), 0.0);
    EXPECT_EQ(coin.chance(0, 0), 1.0);
}

TEST(Observation, of_several_runs_at_one_point_has_their_noise_over_their_number)
{
    // As simulated moments have it: a comparison with S runs is 1 + 1/S as wide.
    for (auto const& [runs, factor] : known("smm")["inflation"].items()) {
        std::vector<OnLink> const same(static_cast<std::size_t>(std::stoi(runs)), {0.3, 0.01});
        auto const reading = together(Figure::mean, same);
        EXPECT_NEAR((0.01 + reading.noise_variance) / 0.01, factor.get<double>(), 1e-12);
    }
}

TEST(Observation, sums_over_what_the_emulator_does_not_know)
{
    // Against a sum over a fine grid.
    for (auto const spread : {0.01, 0.2, 1.0}) {
        for (auto const dispersion : {1.0, 3.0}) {
            auto const seen = Observation::share(37, 500);
            double sum = 0.0;
            constexpr int steps = 40'000;
            for (int i = 0; i < steps; ++i) {
                auto const z = -8.0 + 16.0 * (i + 0.5) / steps;
                auto const chance = log_chance(seen, -2.4 + z * std::sqrt(spread), dispersion);
                sum += std::exp(chance - 0.5 * z * z) * 16.0 / steps / std::sqrt(2.0 * M_PI);
            }
            EXPECT_NEAR(log_chance(seen, -2.4, spread, dispersion), std::log(sum), 2e-3)
                << spread << " " << dispersion;
        }
    }
}

/// The most that a log chance is off from a sum over a fine grid of links.
double worst_of(Observation const& seen, double dispersion)
{
    double worst = 0.0;
    for (auto const mean : {0.05, 0.3, 1.0, 4.0, 10.0, 25.0, 50.0}) {
        for (auto const variance : {0.01, 0.1, 0.2, 0.5}) {
            constexpr double step = 0.01;
            auto const middle = std::log(mean);
            auto most = -1e300, sum = 0.0;
            for (auto link = middle - 12.0 * std::sqrt(variance); link < 9.0; link += step) {
                auto const off = link - middle;
                auto const one = log_chance(seen, link, dispersion) - 0.5 * off * off / variance;
                sum = one > most ? sum * std::exp(most - one) + 1.0 : sum + std::exp(one - most);
                most = std::max(most, one);
            }
            auto const known =
                most + std::log(sum * step) - 0.5 * std::log(2.0 * std::numbers::pi * variance);
            worst =
                std::max(worst, std::abs(log_chance(seen, middle, variance, dispersion) - known));
        }
    }
    return worst;
}

TEST(Observation, that_was_left_out_is_certain_where_few_are_foreseen)
{
    auto const left_out = Observation::count(0).suppressed(10, false);
    for (auto const variance : {0.01, 0.1, 0.2}) {
        EXPECT_NEAR(std::exp(log_chance(left_out, std::log(0.1), variance, 1.0)), 1.0, 1e-4);
        EXPECT_NEAR(std::exp(log_chance(left_out, std::log(0.3), variance, 1.0)), 1.0, 1e-4);
    }
    // As many as a hundred or more can be left out as well.
    auto const many = Observation::count(0).suppressed(100, false);
    EXPECT_NEAR(std::exp(log_chance(many, std::log(0.3), 0.2, 1.0)), 1.0, 1e-4);
}

TEST(Observation, has_the_chance_of_all_links_that_an_emulator_leaves_open)
{
    for (auto const dispersion : {1.0, 3.0}) {
        for (auto const& [low, high] :
             {std::pair{0.0, 9.0}, std::pair{1.0, 9.0}, std::pair{0.0, 4.0}, std::pair{10.0, 12.0},
              std::pair{23.0, 27.0}, std::pair{0.0, 60.0}, std::pair{40.0, 60.0},
              std::pair{0.0, 0.0}, std::pair{1.0, 1.0}, std::pair{5.0, 5.0},
              std::pair{40.0, 40.0}}) {
            auto seen = Observation::count(low);
            seen.high = high;
            EXPECT_LT(worst_of(seen, dispersion), 1e-3) << low << " to " << high;
        }
        for (auto const low : {0.0, 1.0}) {
            // Here the upper end is taken as normal.
            auto wide = Observation::count(low);
            wide.high = 99.0;
            EXPECT_LT(worst_of(wide, dispersion), 1e-2) << low << " to 99";
        }
    }
}

TEST(Cells, of_a_row_say_together_what_their_total_leaves)
{
    // 25, 10 and a cell that was left out, in a total of 35, all but it rounded to 5: as a
    // published row of youth protection has it (StatLine 85095NED). Against a sum over all counts.
    std::vector<Observation> const figures{Observation::count(25).rounded(5).at_least(10),
                                           Observation::count(10).rounded(5).at_least(10),
                                           Observation::count(0).suppressed(10, false),
                                           Observation::count(35).rounded(5).at_least(10)};
    std::vector<Foreseen> const foreseen{
        {std::log(24.0), 1e-12}, {std::log(11.0), 1e-12}, {std::log(6.0), 1e-12}, {}};
    double sum = 0.0, free = 0.0;
    for (auto a = 23.0; a <= 27.0; ++a) {
        for (auto b = 10.0; b <= 12.0; ++b) {
            for (auto c = 0.0; c <= 9.0; ++c) {
                auto const chance =
                    std::exp(log_chance(Observation::count(a), foreseen[0].mean, 1.0) +
                             log_chance(Observation::count(b), foreseen[1].mean, 1.0) +
                             log_chance(Observation::count(c), foreseen[2].mean, 1.0));
                free += chance;
                sum += a + b + c >= 33.0 && a + b + c <= 37.0 ? chance : 0.0;
            }
        }
    }
    EXPECT_NEAR(log_chance_of({{0, 1, 2}, 3}, figures, foreseen), std::log(sum), 1e-6);
    EXPECT_NEAR(log_chance_of({{0, 1, 2}, {}}, figures, foreseen), std::log(free), 1e-6);
    // The total makes a high hidden count unlikely.
    auto many = foreseen;
    many[2].mean = std::log(9.0);
    EXPECT_LT(log_chance_of({{0, 1, 2}, 3}, figures, many) -
                  log_chance_of({{0, 1, 2}, {}}, figures, many),
              std::log(sum) - std::log(free) - 0.5);
}

TEST(Cells, that_cannot_add_up_to_their_total_have_no_chance)
{
    std::vector<Observation> const figures{Observation::count(4), Observation::count(5),
                                           Observation::count(10)};
    std::vector<Foreseen> const foreseen(3, {1.5, 0.01});
    EXPECT_TRUE(std::isinf(log_chance_of({{0, 1}, 2}, figures, foreseen)));
}

/// Sixty values with noise of sd 0.5 around a state that keeps a share of itself and gets news of
/// sd 0.3: figures with a discrepancy that lasts.
double log_chance_of_state_space(double kept)
{
    auto const noise = test::read_table(figure("ar1_noise.csv"));
    std::vector<Observation> figures;
    Series series{{}, {}, kept};
    double sum = 0.0;
    for (Eigen::Index t = 0; t < noise.rows(); ++t) {
        auto one = Observation::mean(noise(t, 0), 0.5);
        one.discrepancy_sd = 0.3 / std::sqrt(1.0 - kept * kept);
        series.figures.push_back(figures.size());
        series.years.push_back(2000 + static_cast<int>(t));
        sum += log_chance(one, 0.0, 0.0, 1.0);
        figures.push_back(one);
    }
    return sum + log_tie_of(series, figures, std::vector<Foreseen>(figures.size()));
}

TEST(Observation, of_a_sample_has_the_chance_of_its_count_at_the_mean_of_the_sample)
{
    for (auto const& plain : {Observation::count(12), Observation::count(12).rounded(5),
                              Observation::count(700).rounded(1000)}) {
        auto of_sample = plain;
        of_sample.shift = 2.0;
        EXPECT_NEAR(log_chance(of_sample, 4.3, 0.04, 1.5), log_chance(plain, 2.3, 0.04, 1.5),
                    1e-12);
    }
}

TEST(Observation, of_a_mean_is_normal_by_its_noise_the_emulator_and_the_discrepancy)
{
    auto figure = Observation::mean(1.0, 0.5);
    figure.discrepancy_sd = 0.2;
    auto const variance = 3.0 * 0.25 + 0.01 + 0.04;
    EXPECT_NEAR(log_chance(figure, 0.3, 0.01, 3.0),
                -0.5 * (std::log(2.0 * std::numbers::pi * variance) + 0.49 / variance), 1e-12);
}

TEST(Years, of_two_means_have_their_joint_normal_density_over_the_single_ones)
{
    std::vector<Observation> figures{Observation::mean(1.0, 0.5), Observation::mean(2.0, 0.4)};
    figures[0].discrepancy_sd = 0.3;
    figures[1].discrepancy_sd = 0.2;
    std::vector<Foreseen> const foreseen{{0.4, 0.01, 2.0}, {1.7, 0.02, 3.0}};
    auto const a = 0.09 + 0.01 + 2.0 * 0.25;
    auto const b = 0.04 + 0.02 + 3.0 * 0.16;
    auto const c = 0.3 * 0.2 * std::pow(0.8, 3.0);  // three years apart
    auto const x = 0.6, y = 0.3;
    auto const joint = (b * x * x - 2.0 * c * x * y + a * y * y) / (a * b - c * c);
    EXPECT_NEAR(log_tie_of({{0, 1}, {2020, 2023}, 0.8}, figures, foreseen),
                -0.5 * (joint - x * x / a - y * y / b + std::log1p(-c * c / (a * b))), 1e-12);
}

TEST(Years, of_one_figure_have_the_chance_of_a_state_that_lasts)
{
    std::ifstream file{figure("posteriors.json")};
    auto const truth = nlohmann::json::parse(file)["ar1_statespace"];
    EXPECT_NEAR(log_chance_of_state_space(0.9), truth["loglik_at_0_9"].get<double>(), 1e-8);
    EXPECT_NEAR(log_chance_of_state_space(0.5), truth["loglik_at_0_5"].get<double>(), 1e-8);
    // Its posterior under an even prior on (-0.98, 0.98), by a sum over a grid.
    auto const posterior = truth["posterior_uniform_pm098"];
    constexpr int steps = 2'000;
    constexpr double step = 1.96 / steps;
    double all = 0.0, mean = 0.0, square = 0.0;
    std::vector<double> below;
    for (auto i = 0; i < steps; ++i) {
        auto const at = -0.98 + (i + 0.5) * step;
        auto const weight = std::exp(log_chance_of_state_space(at) + 65.0) / steps;
        all += weight;
        mean += weight * at;
        square += weight * at * at;
        below.push_back(all);
    }
    mean /= all;
    EXPECT_NEAR(mean, posterior["mean"].get<double>(), 1e-5);
    EXPECT_NEAR(std::sqrt(square / all - mean * mean), posterior["sd"].get<double>(), 1e-5);
    // Theirs is the integral of the chance alone, without the density of the prior.
    EXPECT_NEAR(std::log(1.96 * all) - 65.0, posterior["logZ"].get<double>(), 1e-4);
    for (auto const& [share, value] : posterior["q"].items()) {
        auto const mark = std::ranges::lower_bound(below, std::stod(share) * all) - below.begin();
        EXPECT_NEAR(-0.98 + static_cast<double>(mark) * step, value.get<double>(), 2.0 * step);
    }
}

}  // namespace
}  // namespace smartstart
