#include "calibration/fitting/waves.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

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
}

}  // namespace
}  // namespace smartstart
