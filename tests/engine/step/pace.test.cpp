#include <gtest/gtest.h>

#include "engine/step/age_factor.hpp"
#include "engine/step/spell.hpp"
#include "engine/step/turn.hpp"

namespace smartstart {
namespace {

double still_running(Spell const& spell, std::size_t periods)
{
    double spent = 0.0;
    for (std::size_t period = 0; period < periods; ++period) {
        spent += spell.hazard(period);
    }
    return std::exp(-spent);
}

TEST(Spell, of_weibull_form_runs_on_as_often_as_the_formula_says)
{
    // Depression: half is over after 3 months, 63 % after 6 (DEP_DURATION_NL).
    auto const spell = Spell::weibull(0.52, 6.1 / 12.0, 1.0 / 12.0, 360);
    EXPECT_NEAR(still_running(spell, 3), 0.50, 0.01);
    EXPECT_NEAR(still_running(spell, 6), 0.37, 0.01);
    EXPECT_NEAR(still_running(spell, 24), std::exp(-std::pow(24.0 / 6.1, 0.52)), 1e-12);
}

TEST(Spell, of_constant_hazard_lasts_one_over_the_chance_of_an_end)
{
    auto const spell = Spell{{0.3}, 0.25};
    EXPECT_NEAR(spell.mean(1.0), 0.25 / -std::expm1(-0.3), 1e-12);
    EXPECT_NEAR(spell.mean(2.0), 0.25 / -std::expm1(-0.6), 1e-12);
}

TEST(Spell, of_weibull_form_lasts_on_average_what_the_gamma_function_says)
{
    // Seen at the ends of short periods, the sum comes near the integral.
    auto const spell = Spell::weibull(0.8, 1.0, 0.001, 20'000);
    EXPECT_NEAR(spell.mean(1.0), std::tgamma(1.0 + 1.0 / 0.8), 0.002);
}

TEST(Spell, found_running_has_lasted_longer_when_luck_is_higher)
{
    auto const spell = Spell{{0.3}, 0.25};
    // Of spells that end with chance p a period, the share p is found in its first period.
    auto const first = -std::expm1(-0.3);
    EXPECT_EQ(spell.elapsed(1.0, first - 1e-6), 0U);
    EXPECT_EQ(spell.elapsed(1.0, first + 1e-6), 1U);
}

TEST(Spell, of_factor_one_is_looked_up_as_others_are_reckoned)
{
    auto const spell = Spell::weibull(0.52, 6.1, 1.0 / 12.0, 60);
    for (double luck = 0.0005; luck < 1.0; luck += 0.001) {
        EXPECT_EQ(spell.elapsed(1.0, luck), spell.elapsed(1.0 + 1e-13, luck)) << luck;
    }
}

TEST(Spell, lies_between_the_limits_that_are_looked_up)
{
    auto const spell = Spell::weibull(0.7, 1.0, 0.25, 40);
    SpellMeans const means{spell};
    for (double factor = 0.001; factor < 500.0; factor *= 1.013) {
        auto const [low, high] = means.around(factor);
        EXPECT_LE(low, spell.mean(factor)) << factor;
        EXPECT_GE(high, spell.mean(factor)) << factor;
    }
    EXPECT_NEAR(means.around(1.01).low, means.around(1.01).high, 0.2);
}

TEST(Turn, comes_once_in_three_months_in_the_first_part_of_the_month)
{
    Clock clock{.now = Month::of(2025, 1), .parts = 2};
    int turns = 0;
    for (int step = 0; step < 6; ++step) {
        turns += is_turn(17, clock) ? 1 : 0;
        clock.tick();
    }
    EXPECT_EQ(turns, 1);
}

TEST(AgeFactor, is_that_of_the_middle_of_the_year_of_age)
{
    AgeFactor const factor{Path<double>{{{20, 1.0}, {30, 2.0}}}};
    EXPECT_DOUBLE_EQ(factor.at(10 * 12), 1.0);
    EXPECT_DOUBLE_EQ(factor.at(20 * 12), 1.05);
    EXPECT_DOUBLE_EQ(factor.at(20 * 12 + 11), 1.05);
    EXPECT_DOUBLE_EQ(factor.at(29 * 12), 1.95);
    EXPECT_DOUBLE_EQ(factor.at(200 * 12), 2.0);
}

TEST(Turn, tells_how_much_of_a_spell_lies_behind_in_any_number_of_parts)
{
    auto const began = Month::of(2025, 1);
    // A month after it began, the month that is lived now is the first.
    EXPECT_EQ(months_before_this_step(moment(began), {.now = began + Months{1}}), 0);
    EXPECT_EQ(months_before_this_step(moment(began), {.now = began + Months{2}}), 1);
    EXPECT_EQ(months_before_this_step(moment(began), {.now = began, .part = 1, .parts = 2}), 0);
    EXPECT_EQ(
        months_before_this_step(moment(began), {.now = began + Months{1}, .part = 1, .parts = 2}),
        1);
}

}  // namespace
}  // namespace smartstart
