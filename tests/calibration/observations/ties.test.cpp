// A calibration on a table in which a cell was left out and its total was not.

#include "calibration/observations/ties.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "calibration/fitting/waves.hpp"

namespace smartstart {
namespace {

/// Two cells whose means are the parameters, and their total. Runs are a thousand times as large,
/// so that they have next to no noise.
RunAll two_cells_and_their_total()
{
    return [](Points const& points, std::vector<RunKey> const& keys) {
        std::vector<std::vector<OnLink>> all;
        for (auto const& key : keys) {
            auto const at = points.col(key.point - keys.front().point);
            auto& readings = all.emplace_back();
            for (auto const mean :
                 {std::exp(at[0]), std::exp(at[1]), std::exp(at[0]) + std::exp(at[1])}) {
                auto link = link_of_count(1000.0 * mean);
                link.value -= std::log(1000.0);
                readings.push_back(link);
            }
        }
        return all;
    };
}

struct Found {
    double mean{}, sd{};
};

/// The logarithm of the second cell's mean, where it is published like this.
Found second_cell(Observation const& shown, Ties const& ties)
{
    Question question;
    question.priors.assign(2, Prior{PriorKind::normal, std::log(2.0), std::log(60.0)});
    question.figures = {Observation::count(25), shown, Observation::count(33)};
    question.dispersion = Dispersion::counting;
    question.ties = ties;
    auto const found =
        calibrate(question, two_cells_and_their_total(), {.seed = 4, .sizes = {30, 20}}, {});
    Eigen::ArrayXd const values = found.sample.points.row(1);
    return {values.mean(), std::sqrt((values - values.mean()).square().mean())};
}

TEST(Ties, give_away_what_was_left_out_of_a_row)
{
    Ties const row{{{{0, 1}, 2}}, {}};
    auto const left_out = Observation::count(0).suppressed(10, false);
    auto const known = second_cell(Observation::count(8), row);
    auto const tied = second_cell(left_out, row);
    // 25 and a total of 33 leave 8.
    EXPECT_NEAR(tied.mean, known.mean, 0.2 * known.sd);
    EXPECT_NEAR(tied.sd / known.sd, 1.0, 0.2);
    auto const alone = second_cell(left_out, {{{{0, 1}, {}}}, {}});
    EXPECT_GT(alone.sd, 1.3 * known.sd);
    EXPECT_LT(alone.mean, known.mean - 0.5 * known.sd);
}

}  // namespace
}  // namespace smartstart
