// Ranks of truths that are known; figures computed elsewhere, see figures/README.md.

#include "calibration/statistics/ranks.hpp"

#include <cmath>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "calibration/fitting/repeats.hpp"
#include "calibration/statistics/luck.hpp"
#include "calibration/statistics/rank_power.hpp"

namespace smartstart {
namespace {

nlohmann::json known()
{
    std::ifstream file{std::filesystem::path{SMARTSTART_SOURCE_DIR} /
                       "tests/calibration/figures/sbc.json"};
    return nlohmann::json::parse(file);
}

TEST(Ranks, stay_in_a_band_with_the_chance_that_is_published_for_it)
{
    struct Case {
        char const* name;
        int repeats, points;
    };
    auto const bands = known()["ecdf_bands"];
    for (auto const& [name, repeats, points] :
         {Case{"N50_K20", 50, 20}, Case{"N100_K20", 100, 20}, Case{"N100_K100", 100, 100},
          Case{"N250_K20", 250, 20}, Case{"N250_K50", 250, 50}, Case{"N500_K20", 500, 20}}) {
        SCOPED_TRACE(name);
        // Their chances are of simulated ranks; ours are exact.
        EXPECT_NEAR(chance_within(repeats, points, bands[name]["gamma"]),
                    bands[name]["coverage"].get<double>(), 0.008);
        auto const band = ecdf_band(repeats, points, 0.95);
        auto const half = static_cast<std::size_t>(points / 2 - 1);
        auto const step = 1.0 / repeats + 1e-9;
        EXPECT_NEAR(band.low[half], bands[name]["lower_at_half"].get<double>(), step);
        EXPECT_NEAR(band.high[half], bands[name]["upper_at_half"].get<double>(), step);
        EXPECT_GE(chance_within(repeats, points, band.pointwise), 0.95);
    }
}

TEST(Ranks, place_a_truth_among_draws_that_are_known)
{
    // 99 draws of 1 to 99: one for each place that a truth is ranked at.
    Eigen::VectorXd const draws = Eigen::VectorXd::LinSpaced(99, 1.0, 99.0);
    auto const low = place(draws, 7.5);
    EXPECT_EQ(low.rank, 7);
    EXPECT_NEAR(low.z, (50.0 - 7.5) / std::sqrt((99.0 * 99.0 - 1.0) / 12.0), 1e-12)
        << "above zero where the posterior lies above the truth";
    EXPECT_FALSE(low.in_50);
    EXPECT_FALSE(low.in_80);
    EXPECT_TRUE(low.in_90);
    EXPECT_TRUE(place(draws, 20.0).in_80);
    EXPECT_TRUE(place(draws, 30.0).in_50);
    // Places from 0 to 49 are the first half of a hundred, and 0 to 9 the first tenth.
    auto const at = [](int rank) { return Placed{.rank = rank}; };
    auto const shares = ecdf_of({at(0), at(49), at(50), at(99)}, 2);
    EXPECT_EQ(shares, (std::vector{0.5, 1.0}));
    EXPECT_EQ(ecdf_of({at(0), at(9), at(10), at(99)}, 10)[0], 0.5);
}

/// Truths of a normal, and draws of posteriors that are right but for a factor on their width.
std::vector<Placed> placed_normals(double width, int repeats)
{
    KeyedLuck const luck{11, "normals"};
    std::vector<Placed> placed;
    for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(repeats); ++i) {
        auto const truth = luck.normal(i, 0, 0);
        Eigen::VectorXd draws(990);
        for (std::uint32_t k = 0; k < 990; ++k) {
            draws[k] = width * luck.normal(i, 1, k);
        }
        placed.push_back(place(draws, truth));
    }
    return placed;
}

TEST(Ranks, tell_intervals_that_are_too_narrow_or_too_wide_as_the_formulas_do)
{
    auto const coverage = known()["coverage"];
    constexpr int repeats = 4000;
    for (auto const& [name, width] : {std::pair{"c0.7", 0.7}, std::pair{"c0.9", 0.9},
                                      std::pair{"c1", 1.0}, std::pair{"c1.3", 1.3}}) {
        SCOPED_TRACE(name);
        auto const found = held(placed_normals(width, repeats));
        auto const theirs = [&](char const* nominal) {
            return coverage[std::string{name} + "_nominal" + nominal].get<double>();
        };
        // Four standard errors.
        EXPECT_NEAR(found.in_50, theirs("0.5"), 4.0 * std::sqrt(0.25 / repeats));
        EXPECT_NEAR(found.in_90, theirs("0.9"), 4.0 * std::sqrt(0.16 / repeats));
        EXPECT_NEAR(found.z_sd, 1.0 / width, 0.06);
        EXPECT_NEAR(found.bias, 0.0, 0.09);
    }
}

TEST(Ranks, of_posteriors_with_a_wrong_width_have_the_chances_of_the_formulas)
{
    auto const all = known();
    for (auto const& [name, width] :
         {std::pair{"correct", 1.0}, std::pair{"overconfident_c0.7", 0.7},
          std::pair{"underconfident_c1.3", 1.3}}) {
        SCOPED_TRACE(name);
        auto const& truth = all[name];
        auto const chances = rank_chances(width, truth["L"].get<int>());
        ASSERT_EQ(chances.size(), truth["rank_pmf"].size());
        for (std::size_t rank = 0; rank < chances.size(); ++rank) {
            EXPECT_NEAR(chances[rank], truth["rank_pmf"][rank].get<double>(), 1e-8) << rank;
        }
        EXPECT_NEAR(noncentrality(chances), truth["ncp_per_replicate"].get<double>(), 1e-8);
        for (auto const repeats : {200, 500, 1000}) {
            EXPECT_NEAR(chance_seen(chances, repeats),
                        truth["power_chi2_N" + std::to_string(repeats)].get<double>(), 1e-8);
        }
    }
    // Neighbouring ranks together say much the same as as many ranks of fewer draws.
    auto const bins = binned(rank_chances(0.7, 99), 20);
    EXPECT_NEAR(bins.front(), rank_chances(0.7, 19).front(), 0.02);
    EXPECT_NEAR(chance_seen(bins, 100), chance_seen(rank_chances(0.7, 19), 100), 0.2);
    for (auto const& [name, share] : all["coverage"].items()) {
        auto const at = name.find("_nominal");
        EXPECT_NEAR(share_held(std::stod(name.substr(1, at - 1)), std::stod(name.substr(at + 8))),
                    share.get<double>(), 1e-8)
            << name;
    }
}

TEST(Ranks, leave_the_band_where_posteriors_are_too_sure_and_stay_where_they_are_right)
{
    auto const band = ecdf_band(500, 20, 0.99);
    auto const outside = [&](double width) {
        auto const ecdf = ecdf_of(placed_normals(width, 500), 20);
        auto count = 0;
        for (std::size_t i = 0; i < ecdf.size(); ++i) {
            count += ecdf[i] < band.low[i] || ecdf[i] > band.high[i] ? 1 : 0;
        }
        return count;
    };
    EXPECT_EQ(outside(1.0), 0);
    EXPECT_GT(outside(0.7), 3);
}

/// Two parameters, four shares of 800: logits a, b, a + b and a - b.
class FourShares {
public:
    Eigen::Vector4d logits(Eigen::VectorXd const& at) const
    {
        return {at[0] - 1.0, at[1] - 1.5, at[0] + at[1] - 2.0, at[0] - at[1] - 1.0};
    }
    double count(Eigen::VectorXd const& at, int figure, std::uint32_t run) const
    {
        auto const p = 1.0 / (1.0 + std::exp(-logits(at)[figure]));
        auto count = 0.0;
        for (std::uint32_t i = 0; i < 800; ++i) {
            count += luck_.uniform(run, static_cast<std::uint32_t>(figure), i) < p ? 1.0 : 0.0;
        }
        return count;
    }
    Question question() const
    {
        Question question;
        question.priors.assign(2, Prior{PriorKind::normal, -1.0, 1.0});
        for (auto const count : {215.0, 146.0, 95.0, 215.0}) {
            question.figures.push_back(Observation::share(count, 800));
        }
        return question;
    }
    RunAll runs() const
    {
        return [this](Points const& points, std::vector<RunKey> const& keys) {
            std::vector<std::vector<OnLink>> all;
            for (auto const& key : keys) {
                auto const at = points.col(key.point - keys.front().point);
                auto& readings = all.emplace_back();
                for (auto figure = 0; figure < 4; ++figure) {
                    readings.push_back(
                        link_of_share(count(at, figure, 2 * key.point + key.replicate), 800.0));
                }
            }
            return all;
        };
    }

private:
    KeyedLuck luck_{5, "four shares"};
};

TEST(Repeats, hold_where_the_calibration_is_right_and_show_where_its_figures_are_noisier)
{
    FourShares const four;
    auto const question = four.question();
    auto const posterior = calibrate(question, four.runs(), {.seed = 3, .sizes = {60, 40}}, {});
    auto const hold = [&](double noise) {
        ShowFigures const show = [&](Points const& truths) {
            std::vector<std::vector<Observation>> shown;
            for (Eigen::Index i = 0; i < truths.cols(); ++i) {
                auto& figures = shown.emplace_back();
                for (auto figure = 0; figure < 4; ++figure) {
                    auto const run = 100'000U + static_cast<std::uint32_t>(i);
                    auto const p = 1.0 / (1.0 + std::exp(-four.logits(truths.col(i))[figure]));
                    auto const count = four.count(truths.col(i), figure, run);
                    figures.push_back(Observation::share(
                        std::clamp(std::round(800.0 * p + noise * (count - 800.0 * p)), 0.0, 800.0),
                        800.0));
                }
            }
            return shown;
        };
        auto const repeats = try_on_truths(question, posterior, show, {.seed = 9, .repeats = 40});
        auto together = repeats.placed[0];
        together.insert(together.end(), repeats.placed[1].begin(), repeats.placed[1].end());
        return held(together);
    };
    auto const right = hold(1.0);
    EXPECT_NEAR(right.in_80, 0.8, 0.14);
    EXPECT_NEAR(right.z_sd, 1.0, 0.25);
    EXPECT_NEAR(right.bias, 0.0, 0.4);
    auto const noisier = hold(2.0);
    EXPECT_LT(noisier.in_80, 0.65);
    EXPECT_GT(noisier.z_sd, 1.4);
}

}  // namespace
}  // namespace smartstart
