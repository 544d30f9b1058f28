#include "calibration/statistics/sampler.hpp"

#include <array>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

/// Every point is its own place in the sample.
Sample numbered(int generations, int chains)
{
    Sample sample;
    sample.ensembles = 4;
    sample.chains = chains;
    sample.generations = generations;
    auto const count = Eigen::Index{generations} * 4 * chains;
    sample.points = Eigen::RowVectorXd::LinSpaced(count, 0.0, static_cast<double>(count - 1));
    return sample;
}

TEST(Sampler, draws_that_are_kept_come_from_all_chains_and_all_generations)
{
    // At even distances each of 200 draws would be ten generations after the last: of one chain.
    auto const chains = 63;
    auto const draws = numbered(2000, chains).thinned(200);
    std::set<int> seen;
    std::array<int, 4> of_ensemble{};
    for (Eigen::Index i = 0; i < draws.cols(); ++i) {
        auto const place = static_cast<int>(std::lround(draws(0, i)));
        auto const chain = place % (4 * chains);
        EXPECT_NEAR(place / (4 * chains), 10 * i + 5, 1);
        EXPECT_TRUE(seen.insert(chain).second) << "chain " << chain << " twice";
        ++of_ensemble.at(static_cast<std::size_t>(chain / chains));
    }
    for (auto const count : of_ensemble) {
        EXPECT_NEAR(count, 50, 5);
    }
}

TEST(Sampler, is_good_only_where_every_parameter_is)
{
    Sample sample;
    auto const with = [&](double rhat, double bulk, double tail) {
        sample.rhat = Eigen::VectorXd::Constant(3, 1.0);
        sample.ess_bulk = sample.ess_tail = Eigen::VectorXd::Constant(3, 1000.0);
        sample.rhat[1] = rhat;
        sample.ess_bulk[1] = bulk;
        sample.ess_tail[1] = tail;
        return sample.is_good();
    };
    EXPECT_TRUE(with(1.005, 500.0, 500.0));
    EXPECT_FALSE(with(1.02, 500.0, 500.0));
    EXPECT_FALSE(with(1.005, 300.0, 500.0));
    EXPECT_FALSE(with(1.005, 500.0, 300.0));
}

TEST(Sampler, as_many_draws_as_there_are_points_are_all_the_points)
{
    auto const sample = numbered(7, 15);
    auto const draws = sample.thinned(static_cast<int>(sample.points.cols()));
    std::set<int> places;
    for (Eigen::Index i = 0; i < draws.cols(); ++i) {
        places.insert(static_cast<int>(std::lround(draws(0, i))));
    }
    EXPECT_EQ(static_cast<int>(places.size()), 7 * 4 * 15);
}

}  // namespace
}  // namespace smartstart
