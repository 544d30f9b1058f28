// The report card of the calibrator: posteriors that are known exactly. Run with
//   cmake --preset release -DSMARTSTART_FULL_TESTS=ON
//   cmake --build build/release --target smartstart_full && ctest --test-dir build/release -L full

#include <cstdio>

#include <gtest/gtest.h>

#include "calibration/fitting/waves.hpp"
#include "calibration/statistics/diagnostics.hpp"
#include "tests/support/known_simulator.hpp"

namespace smartstart {
namespace {

struct Case {
    char const* name;
    int wave;  ///< points of each of four waves
    std::uint64_t seed;
};

class KnownPosterior : public testing::TestWithParam<Case> {};

TEST_P(KnownPosterior, is_found_with_500_runs_at_most)
{
    auto const& [name, wave, seed] = GetParam();
    test::KnownSimulator const simulator{name};
    auto const question = simulator.question();
    WavePlan const plan{.seed = seed, .sizes = {wave, wave, wave, wave}, .threads = 2};
    auto const found = calibrate(question, simulator.runner(seed + 1000), plan, {});
    auto const close =
        test::closeness(found.sample.points, simulator.exact_mean, simulator.exact_sd);
    auto const apart =
        told_apart(found.sample.thinned(static_cast<int>(simulator.exact.cols())), simulator.exact);
    std::printf(
        "%s, seed %d: %d runs; sd / exact sd %.3f to %.3f; error of the means in exact sds: "
        "median %.3f, largest %.3f; told apart %.3f; R-hat %.4f, ESS %.0f\n",
        name, static_cast<int>(seed), found.run_count, close.least_ratio, close.most_ratio,
        close.median_error, close.most_error, apart, found.sample.rhat.maxCoeff(),
        found.sample.ess_bulk.minCoeff());
    EXPECT_LE(found.run_count, 500);
    EXPECT_GT(close.least_ratio, 0.85);
    EXPECT_LT(close.most_ratio, 1.15);
    EXPECT_LT(close.median_error, 0.2);
    EXPECT_LT(close.most_error, 0.5);
    EXPECT_TRUE(found.sample.is_good());
}

INSTANTIATE_TEST_SUITE_P(Public, KnownPosterior,
                         testing::Values(Case{"nl15", 75, 1}, Case{"nl15", 75, 2},
                                         Case{"nl15", 75, 3}, Case{"nl15h", 100, 1},
                                         Case{"nl15h", 100, 2}, Case{"nl15h", 100, 3}));

}  // namespace
}  // namespace smartstart
