#include "calibration/fitting/waves.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

/// A count with a known logarithm of its mean, of which the run with the number `failing` fails.
/// Every key that was asked for is put in `asked`, with the point that it was asked at.
RunAll one_count(std::vector<std::pair<RunKey, double>>& asked, std::size_t failing)
{
    return [&asked, failing](Points const& points, std::vector<RunKey> const& keys) {
        std::vector<std::vector<OnLink>> all;
        for (auto const& key : keys) {
            auto const at = points(0, static_cast<Eigen::Index>(key.point - keys.front().point));
            auto& readings = all.emplace_back();
            if (asked.size() != failing) {
                readings.push_back(link_of_count(std::exp(at)));
            }
            asked.emplace_back(key, at);
        }
        return all;
    };
}

TEST(Waves, give_no_two_points_the_same_number_also_where_a_run_failed)
{
    Question question;
    question.priors = {Prior{PriorKind::normal, std::log(20.0), std::log(60.0)}};
    question.figures = {Observation::count(30)};
    question.dispersion = Dispersion::counting;
    std::vector<std::pair<RunKey, double>> asked;
    auto const found =
        calibrate(question, one_count(asked, 4), {.seed = 4, .sizes = {12, 10, 10}}, {});
    ASSERT_EQ(asked.size(), 32U);
    std::set<RunKey> keys;
    for (auto const& [key, at] : asked) {
        EXPECT_TRUE(keys.insert(key).second) << "point " << key.point << " was asked for twice";
    }
    EXPECT_EQ(keys.rbegin()->point, 31U);
    EXPECT_EQ(found.runs.points.cols(), 31) << "all but the one that failed";
    EXPECT_EQ(found.run_count, 32);
    Points const there = found.runs.points.leftCols(3);
    Eigen::VectorXd const whole = found.bank.log_likelihood(there);
    EXPECT_LT((found.bank.log_likelihood(there, {found.bank.fitted(0.5)}, 1) - 0.5 * whole).norm(),
              1e-9)
        << "half the weight, half the log chance";
}

TEST(Waves, find_points_implausible_by_noise_emulator_and_discrepancy_together)
{
    Question question;
    question.priors = {Prior{PriorKind::normal, std::log(20.0), std::log(60.0)}};
    question.figures = {Observation::count(30)};
    question.figures[0].discrepancy_sd = 0.5;
    question.dispersion = Dispersion::counting;
    std::vector<std::pair<RunKey, double>> asked;
    auto const bank =
        calibrate(question, one_count(asked, 99), {.seed = 4, .sizes = {12, 10}}, {}).bank;
    Points there(1, 3);
    there << std::log(20.0), std::log(35.0), std::log(60.0);
    auto const foreseen = bank.predict(there)[0];
    auto const found = bank.implausibility(there);
    for (Eigen::Index i = 0; i < 3; ++i) {
        auto const own = 1.0 / 30.5 + 0.25;
        EXPECT_NEAR(
            found[i],
            std::abs(foreseen.means[i] - std::log(30.5)) / std::sqrt(foreseen.variances[i] + own),
            1e-9);
    }
}

TEST(Waves, stop_where_more_than_half_of_the_runs_fail)
{
    Question question;
    question.priors = {Prior{PriorKind::normal, std::log(20.0), std::log(60.0)}};
    question.figures = {Observation::count(30)};
    question.dispersion = Dispersion::counting;
    for (auto const failing : {4U, 6U}) {
        RunAll const run_all = [&](Points const& points, std::vector<RunKey> const& keys) {
            std::vector<std::vector<OnLink>> all;
            for (std::size_t i = 0; i < keys.size(); ++i) {
                auto& readings = all.emplace_back();
                if (i % 10 >= failing) {
                    readings.push_back(
                        link_of_count(std::exp(points(0, static_cast<Eigen::Index>(i)))));
                }
            }
            return all;
        };
        auto const live = [&] { calibrate(question, run_all, {.seed = 4, .sizes = {20}}, {}); };
        if (failing > 5) {
            EXPECT_THROW(live(), InputError);
        } else {
            EXPECT_NO_THROW(live());
        }
    }
}

}  // namespace
}  // namespace smartstart
