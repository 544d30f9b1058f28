#include "engine/step/technology.hpp"

#include <filesystem>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

Technology technology(std::string const& prefix, std::vector<std::string> const& overrides = {},
                      SkillGrowth growth = SkillGrowth::ces)
{
    auto const file = SettingsFile::read(
        std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios" / "today-30-70.yaml", overrides);
    auto const makes =
        prefix.ends_with("social") ? Technology::Makes::social : Technology::Makes::cognition;
    return Technology{file.root().section("steps").section("skills"), prefix, makes, growth};
}

/// How much of a small change of one input arrives.
double passed_on(Technology const& of, std::size_t input)
{
    constexpr double small = 1e-4;
    Technology::Inputs inputs{};
    inputs[input] = small;
    return (of.next(inputs) - of.next({})) / small;
}

constexpr std::size_t cognitive = 0;
constexpr std::size_t social = 1;
constexpr std::size_t investment = 2;
constexpr std::size_t parents_social = 4;

TEST(Technology, leaves_a_third_of_a_shock_at_four_when_a_child_is_twelve)
{
    // Own-skill shares .485 (early) and .884 (late) per two years: 0.485 * 0.884^3.
    auto const early = passed_on(technology("early_cognition"), cognitive);
    auto const late = passed_on(technology("late_cognition"), cognitive);
    EXPECT_NEAR(early * late * late * late, 0.335, 0.01);
}

TEST(Technology, keeps_the_order_of_the_published_shares)
{
    // CHS_SIGNS: social skill feeds cognition early and hardly later; cognition never feeds social
    // skill; skill becomes more lasting; parents' social skill matters less later.
    auto const cognition_early = technology("early_cognition");
    auto const cognition_late = technology("late_cognition");
    auto const social_early = technology("early_social");
    auto const social_late = technology("late_social");
    EXPECT_GT(passed_on(cognition_early, social), 0.04);
    EXPECT_LT(passed_on(cognition_late, social), 0.02);
    EXPECT_LT(passed_on(social_early, cognitive), 0.01);
    EXPECT_LT(passed_on(social_late, cognitive), 0.01);
    EXPECT_GT(passed_on(cognition_late, cognitive), passed_on(cognition_early, cognitive));
    EXPECT_GT(passed_on(social_late, social), passed_on(social_early, social));
    EXPECT_LT(passed_on(cognition_late, parents_social),
              passed_on(cognition_early, parents_social));
    EXPECT_LT(passed_on(social_late, parents_social), passed_on(social_early, parents_social));
    EXPECT_GT(passed_on(cognition_early, investment), passed_on(cognition_late, investment));
}

TEST(Technology, is_the_weighted_mean_of_logs_where_the_exponent_is_nought)
{
    auto const linear = technology("late_cognition", {"steps.skills.late_cognition_exponent=0",
                                                      "steps.skills.late_cognition_level=0"});
    auto const nearly = technology(
        "late_cognition",
        {"steps.skills.late_cognition_exponent=0.00001", "steps.skills.late_cognition_level=0"});
    Technology::Inputs const inputs{1.0, -0.5, 2.0, 0.3, -1.0};
    EXPECT_NEAR(linear.next(inputs), nearly.next(inputs), 1e-4);
}

TEST(Technology, lies_between_its_smallest_and_its_largest_input)
{
    auto const of = technology("early_cognition", {"steps.skills.early_cognition_level=0"});
    Technology::Inputs const inputs{1.0, -0.5, 2.0, 0.3, -40.0};
    EXPECT_GT(of.next(inputs), -40.0);
    EXPECT_LT(of.next(inputs), 2.0);
    EXPECT_NEAR(of.next({0.7, 0.7, 0.7, 0.7, 0.7}), 0.7, 1e-12);
}

TEST(Technology, makes_a_poor_input_hurt_more_than_a_rich_one_helps_when_inputs_are_complements)
{
    auto const of = technology("late_cognition");
    auto const middle = of.next({});
    EXPECT_GT(middle - of.next({0.0, 0.0, -2.0, 0.0, 0.0}),
              of.next({0.0, 0.0, 2.0, 0.0, 0.0}) - middle);
}

/// What a good deal more investment adds to a skill of this level.
double worth_of_investment(Technology const& of, double own_skill)
{
    Technology::Inputs inputs{own_skill, own_skill, 0.0, 0.0, 0.0};
    auto const without = of.next(inputs);
    inputs[investment] = 1.0;
    return of.next(inputs) - without;
}

TEST(Technology, decides_by_its_form_for_whom_investment_does_most)
{
    for (std::string const prefix : {"late_cognition", "late_social"}) {
        auto const ces = technology(prefix, {}, SkillGrowth::ces);
        auto const translog = technology(prefix, {}, SkillGrowth::translog);
        auto const linear = technology(prefix, {}, SkillGrowth::log_linear);
        // Complements: more for the skilled. Translog: the opposite sign. Log-linear: all the same.
        EXPECT_GT(worth_of_investment(ces, 1.0), worth_of_investment(ces, -1.0)) << prefix;
        EXPECT_LT(worth_of_investment(translog, 1.0), worth_of_investment(translog, -1.0));
        EXPECT_NEAR(worth_of_investment(linear, 1.0), worth_of_investment(linear, -1.0), 1e-12);
        // The interaction is -0.1 per product: between skills of -1 and 1 that is 0.2.
        EXPECT_NEAR(worth_of_investment(translog, -1.0) - worth_of_investment(translog, 1.0), 0.2,
                    1e-12);
    }
}

TEST(Technology, in_the_linear_forms_keeps_a_mean_of_nought)
{
    auto const linear = technology("early_social", {}, SkillGrowth::log_linear);
    EXPECT_DOUBLE_EQ(linear.next({}), 0.0);
    // The translog form takes off what the product adds on average.
    auto const translog = technology("early_social", {"steps.skills.translog_mean_product=0.3"},
                                     SkillGrowth::translog);
    EXPECT_NEAR(translog.next({}), 0.1 * 0.3, 1e-12);
}

}  // namespace
}  // namespace smartstart
