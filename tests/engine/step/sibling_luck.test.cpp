#include "engine/step/sibling_luck.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

constexpr std::uint32_t stream = 7;
constexpr int mothers = 20000;

/// Products of what two children of each of many mothers get, whose own luck is independent.
struct Moments {
    double square{}, product{}, across{};
};

Moments moments_of(SiblingLuck const& luck, Random const& random, int other_period)
{
    Moments sums;
    for (int i = 0; i < mothers; ++i) {
        auto const mother = founder(static_cast<std::uint64_t>(i) + 1);
        auto own = [&](unsigned child) -> SiblingLuck::Pair {
            auto draws = random.draws(child_of(mother, child), stream, Clock{});
            return {draws.normal(0), draws.normal(1)};
        };
        auto const one = luck.of(random, mother, 2, own(1));
        auto const other = luck.of(random, mother, other_period, own(2));
        sums.square += one[0] * one[0] / mothers;
        sums.product += one[0] * other[0] / mothers;
        sums.across += one[0] * other[1] / mothers;
    }
    return sums;
}

TEST(LuckOfSiblings, is_alike_by_the_share_at_the_same_age_and_keeps_its_spread)
{
    Random const random{1, 0};
    auto const same = moments_of({0.25, stream, 8}, random, 2);
    auto const often = 4.0 / std::sqrt(mothers);  // four standard errors
    EXPECT_NEAR(same.square, 1.0, 1.5 * often);
    EXPECT_NEAR(same.product, 0.25, often);
    EXPECT_NEAR(same.across, 0.0, often) << "the two of a pair are independent";
    EXPECT_NEAR(moments_of({0.25, stream, 8}, random, 3).product, 0.0, often) << "at another age";
}

TEST(LuckOfSiblings, is_ones_own_where_nothing_is_shared_or_no_mother_is_known)
{
    Random const random{1, 0};
    SiblingLuck::Pair const own{0.5, -1.5};
    EXPECT_EQ((SiblingLuck{0.25, stream, 8}.of(random, PersonId{}, 2, own)), own);
    EXPECT_EQ((SiblingLuck{0.0, stream, 8}.of(random, founder(1), 2, own)), own);
}

}  // namespace
}  // namespace smartstart
