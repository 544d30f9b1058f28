#include "engine/step/signal.hpp"

#include <gtest/gtest.h>

#include "engine/random/random.hpp"

namespace smartstart {
namespace {

constexpr double flagged = 0.194;  // SPARK: high and increased risk (Staal et al. 2011)
constexpr LookedAt rare_cases{.serious = 1e-4, .emerging = 0.0, .emerging_strength = 0.5};

TEST(Signal, catches_as_many_later_cases_as_the_published_areas_under_the_curve_imply)
{
    // SCREEN_SENS_DERIVED: nurse's own judgement, SPARK, SPARK with actuarial module.
    EXPECT_NEAR(make_signal(0.59, flagged, rare_cases).chance(1.0, 0.0), 0.29, 0.01);
    EXPECT_NEAR(make_signal(0.723, flagged, rare_cases).chance(1.0, 0.0), 0.48, 0.015);
    EXPECT_NEAR(make_signal(0.802, flagged, rare_cases).chance(1.0, 0.0), 0.63, 0.01);
}

TEST(Signal, catches_as_many_cases_of_now_as_doctors_of_the_well_baby_clinic)
{
    // det.jgz.sens.21m_4y, det.jgz.fpr.21m_4y, det.jgz.id.21m_4y: Reijneveld et al. 2004.
    LookedAt const mix{.serious = 0.07, .emerging = 0.1, .emerging_strength = 0.5, .shows = 0.6};
    auto const signal = make_signal(0.59, 0.094, mix);
    EXPECT_NEAR(signal.chance(1.0, 1.0), 0.29, 0.005);
    EXPECT_NEAR(signal.chance(0.0, 0.0), 0.07, 0.005);
    EXPECT_LT(signal.chance(1.0, 0.0), 0.15) << "who will have a problem shows nothing yet";
}

TEST(Signal, has_the_area_under_the_curve_that_was_asked_for)
{
    for (auto const auc : {0.5, 0.59, 0.72, 0.8, 0.95}) {
        auto const signal = make_signal(auc, flagged, rare_cases);
        // The chance that a serious case scores above a child with nothing.
        auto const found = normal_share_below(signal.distance / std::sqrt(2.0));
        EXPECT_NEAR(found, auc, 1e-9);
    }
}

TEST(Signal, flags_the_share_of_those_looked_at_that_may_be_flagged)
{
    LookedAt const mix{.serious = 0.07, .emerging = 0.1, .emerging_strength = 0.5};
    for (auto const share : {0.01, 0.07, 0.194, 0.5, 0.9}) {
        for (auto const auc : {0.5, 0.6, 0.8}) {
            auto const signal = make_signal(auc, share, mix);
            auto const all = 0.07 * signal.chance(1.0, 1.0) + 0.1 * signal.chance(0.5, 0.5) +
                             0.83 * signal.chance(0.0, 0.0);
            EXPECT_NEAR(all, share, 1e-9);
        }
    }
}

TEST(Signal, is_a_coin_that_knows_nothing_at_an_auc_of_one_half)
{
    auto const signal = make_signal(0.5, 0.1, rare_cases);
    EXPECT_NEAR(signal.chance(1.0, 1.0), signal.chance(0.0, 0.0), 1e-9);
}

TEST(Signal, flags_nobody_or_everybody_at_the_ends)
{
    EXPECT_LT(make_signal(0.8, 0.0, rare_cases).chance(1.0, 0.0), 1e-9);
    EXPECT_GT(make_signal(0.8, 1.0, rare_cases).chance(0.0, 0.0), 1.0 - 1e-9);
}

TEST(Signal, finds_more_of_the_cases_and_fewer_others_with_more_knowledge)
{
    LookedAt const mix{.serious = 0.07, .emerging = 0.1, .emerging_strength = 0.5};
    auto const before = make_signal(0.59, 0.1, mix);
    auto const after = make_signal(0.72, 0.1, mix);
    EXPECT_GT(after.chance(1.0, 1.0), before.chance(1.0, 1.0));
    EXPECT_LT(after.chance(0.0, 0.0), before.chance(0.0, 0.0));
}

}  // namespace
}  // namespace smartstart
