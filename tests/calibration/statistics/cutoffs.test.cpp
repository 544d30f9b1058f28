// Against points of distributions that were computed elsewhere; see figures/README.md.

#include "calibration/statistics/cutoffs.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace smartstart {
namespace {

nlohmann::json known(char const* name)
{
    std::ifstream file{std::filesystem::path{SMARTSTART_SOURCE_DIR} /
                       "tests/calibration/figures/likelihood.json"};
    return nlohmann::json::parse(file)[name];
}

TEST(Cutoffs, are_points_of_the_laws_that_they_say)
{
    auto const cutoffs = known("cutoffs");
    EXPECT_NEAR(least_share_within(3.0), cutoffs["p_unimodal_3sigma"].get<double>(), 1e-8);
    EXPECT_NEAR(normal_share_within(3.0), cutoffs["p_normal_3"].get<double>(), 1e-8);
    for (auto const& [figures, value] : cutoffs["chi2_995"].items()) {
        EXPECT_NEAR(distance_of(std::stoi(figures), 0.995), value.get<double>(), 1e-8);
    }
    for (auto const& [figures, value] : cutoffs["max_abs_normal_99"].items()) {
        EXPECT_NEAR(largest_of(std::stoi(figures), 0.99), value.get<double>(), 1e-8);
    }
    for (auto const& [figures, value] : known("smm")["chi2_J_95"].items()) {
        EXPECT_NEAR(std::pow(distance_of(std::stoi(figures), 0.95), 2.0), value.get<double>(),
                    1e-8);
    }
}

}  // namespace
}  // namespace smartstart
