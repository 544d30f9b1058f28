#include "analysis/statistics/variance_split.hpp"

#include <array>
#include <cmath>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

TEST(VarianceSplit, gives_each_its_own_where_effects_add_up)
{
    constexpr std::array structures{0.0, 3.0, 6.0};     // variance 9
    constexpr std::array draws{-2.0, 0.0, 2.0, 0.0};    // variance 8/3
    constexpr std::array replicates{10.0, 11.0, 12.0};  // variance 1
    std::vector<double> values;
    for (double const structure : structures) {
        for (double const draw : draws) {
            for (double const luck : replicates) {
                values.push_back(structure + draw + luck);
            }
        }
    }
    auto const split = split_variance(values, structures.size(), draws.size());
    EXPECT_NEAR(split.structure, 9.0, 1e-12);
    EXPECT_NEAR(split.parameters, 8.0 / 3.0, 1e-12);
    EXPECT_NEAR(split.luck, 1.0, 1e-12) << "though it is the same luck at every point";
}

TEST(VarianceSplit, has_no_part_for_a_single_member_and_knows_no_luck_of_one_replicate)
{
    std::vector<double> const values{1.0, 2.0, 4.0, 5.0};
    EXPECT_NEAR(split_variance(values, 1, 4).parameters, 10.0 / 3.0, 1e-12);
    EXPECT_TRUE(std::isnan(split_variance(values, 1, 4).luck));
    EXPECT_EQ(split_variance(values, 1, 4).structure, 0.0);
    EXPECT_NEAR(split_variance(values, 1, 1).luck, 10.0 / 3.0, 1e-12);
    EXPECT_EQ(split_variance(values, 1, 1).parameters, 0.0);
}

TEST(VarianceSplit, is_right_on_average_also_where_luck_is_shared_and_draws_meet_structures)
{
    std::mt19937_64 engine{7};
    std::normal_distribution<double> normal;
    constexpr std::size_t structures = 3;
    constexpr std::size_t draws = 12;
    constexpr std::size_t replicates = 2;
    VarianceSplit sum;
    constexpr int tries = 2000;
    for (int i = 0; i < tries; ++i) {
        auto const some = [&](std::size_t count, double deviation) {
            std::vector<double> drawn(count);
            for (double& one : drawn) {
                one = deviation * normal(engine);
            }
            return drawn;
        };
        auto const of_structure = some(structures, 0.5);
        auto const of_draw = some(draws, 1.0);
        auto const of_both = some(structures * draws, 0.6);
        auto const of_luck = some(replicates, 0.8);
        std::vector<double> values;
        for (std::size_t s = 0; s < structures; ++s) {
            for (std::size_t d = 0; d < draws; ++d) {
                for (std::size_t r = 0; r < replicates; ++r) {
                    values.push_back(of_structure[s] + of_draw[d] + of_both[s * draws + d] +
                                     of_luck[r] + 0.3 * normal(engine));
                }
            }
        }
        auto const split = split_variance(values, structures, draws);
        sum.luck += split.luck / tries;
        sum.parameters += split.parameters / tries;
        sum.structure += split.structure / tries;
    }
    EXPECT_NEAR(sum.luck, 0.64 + 0.09, 0.06);
    EXPECT_NEAR(sum.parameters, 1.0 + 0.36, 0.06);
    EXPECT_NEAR(sum.structure, 0.25, 0.04);
}

}  // namespace
}  // namespace smartstart
