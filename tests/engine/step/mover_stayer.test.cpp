#include "engine/step/mover_stayer.hpp"

#include <gtest/gtest.h>

namespace smartstart {
namespace {

TEST(MoverStayer, follows_the_published_curve_of_new_reports)
{
    // REREPORT_US: cumulative share with a new report by half-years (Fluke et al. 2005).
    constexpr std::array published{0.103, 0.164, 0.206, 0.236, 0.260,
                                   0.278, 0.294, 0.307, 0.317, 0.323};
    MoverStayer const reports{.share = 0.365, .shape = 0.82, .scale_years = 1.92};
    for (std::size_t half_year = 0; half_year < published.size(); ++half_year) {
        auto const years = 0.5 * static_cast<double>(half_year + 1);
        auto const share = reports.share * -std::expm1(-reports.hazard(0.0, years));
        EXPECT_NEAR(share, published[half_year], 0.004) << years;
    }
}

TEST(MoverStayer, gathers_the_same_hazard_however_finely_time_is_lived)
{
    MoverStayer const again{.share = 1.0, .shape = 0.82, .scale_years = 2.0};
    constexpr Moment over = 24'000;
    for (int const parts : {1, 2, 4}) {
        double sum = 0.0;
        Clock clock{.now = Month{over}, .part = 0, .parts = parts};
        while (clock.now.index < over + 25) {
            sum += again.hazard(over, clock);
            clock.tick();
        }
        EXPECT_NEAR(sum, again.hazard(0.0, 2.0), 1e-12) << parts;
    }
}

TEST(MoverStayer, names_a_bound_that_no_step_exceeds)
{
    MoverStayer const again{.share = 1.0, .shape = 0.82, .scale_years = 2.0};
    constexpr Moment over = 24'000;
    for (int month = 0; month < 240; ++month) {
        Clock const clock{.now = Month{over + month}};
        EXPECT_LE(again.hazard(over, clock), again.most(clock.dt()));
    }
}

TEST(ReturnHazards, are_to_the_bit_those_that_are_worked_out_one_by_one)
{
    MoverStayer const again{.share = 1.0, .shape = 0.82, .scale_years = 2.0};
    for (int const part : {0, 1}) {
        Clock const clock{.now = Month{24'000}, .part = part, .parts = 2};
        ReturnHazards const hazards{again, clock};
        EXPECT_EQ(hazards.most(), again.most(clock.dt()));
        for (Moment since = 23'000; since <= 24'000; ++since) {
            EXPECT_EQ(hazards.at(since), again.hazard(since, clock)) << since;
        }
    }
}

}  // namespace
}  // namespace smartstart
