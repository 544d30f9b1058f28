#include "engine/step/structure.hpp"

#include <array>
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

using Settings = std::vector<std::string>;

Settings with(Settings settings, std::string const& choice)
{
    settings.push_back("structure." + choice);
    return settings;
}

Structure read(Settings const& overrides)
{
    auto const file = SettingsFile::read(
        std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios" / "today-30-70.yaml", overrides);
    Schema schema;
    Setup const setup{file.root(), file.root(), schema, SmallWorld::region(), 1.0};
    auto const structure = Structure::read(setup);
    for (auto const& problem : file.problems()) {
        throw InputError{problem};
    }
    return structure;
}

TEST(Structure, is_what_the_scenario_says_and_refuses_another_word)
{
    EXPECT_EQ(read({}).skills, SkillGrowth::ces);
    EXPECT_EQ(read({}).detection, Detection::on);
    EXPECT_EQ(read({"structure.skills=translog"}).skills, SkillGrowth::translog);
    EXPECT_EQ(read({"structure.causes=sibling"}).causes, CausalShare::sibling);
    EXPECT_THROW(read({"structure.risks=quadratic"}), InputError);
}

TEST(Structure, of_risks_agrees_at_both_ends_and_differs_in_between)
{
    RiskEffect::Size const size{.per_risk = 0.2, .most = 6.0, .threshold = 4.0};
    RiskEffect const additive{RiskShape::additive, size};
    RiskEffect const threshold{RiskShape::threshold, size};
    RiskEffect const interaction{RiskShape::interaction, size};
    for (auto const& effect : {additive, threshold, interaction}) {
        EXPECT_DOUBLE_EQ(effect.at(0), 0.0);
        EXPECT_DOUBLE_EQ(effect.at(6), 1.2);
        EXPECT_DOUBLE_EQ(effect.at(11), 1.2);
    }
    EXPECT_DOUBLE_EQ(additive.at(3), 0.6);
    EXPECT_DOUBLE_EQ(threshold.at(3), 0.0);
    EXPECT_DOUBLE_EQ(threshold.at(4), 1.2);
    EXPECT_DOUBLE_EQ(interaction.at(3), 0.3);
    // Each factor adds the same; then nothing, all and nothing; then ever more.
    EXPECT_DOUBLE_EQ(additive.at(2) - additive.at(1), additive.at(5) - additive.at(4));
    EXPECT_LT(interaction.at(2) - interaction.at(1), interaction.at(5) - interaction.at(4));
}

TEST(Structure, of_risks_may_have_its_threshold_above_the_most_that_count)
{
    RiskEffect const effect{RiskShape::threshold, {.per_risk = 0.2, .most = 4.0, .threshold = 5.0}};
    EXPECT_DOUBLE_EQ(effect.at(4), 0.0);
    EXPECT_DOUBLE_EQ(effect.at(5), 0.8);
    EXPECT_DOUBLE_EQ(effect.at(11), 0.8);
}

/// Children of eight, one in a family, with so many risk factors: the share with problems after a
/// year in which nothing eases.
double struck(Settings const& settings, facts::Number risks)
{
    SmallWorld small{{"problems"}, settings};
    std::vector<Row> children;
    for (int i = 0; i < 2000; ++i) {
        auto const home = small.add_couple(35, 36, {8});
        small.set(facts::risk_count, home.family, risks);
        children.push_back(home.children[0]);
    }
    small.begin();
    small.advance(12);
    int count = 0;
    for (auto const child : children) {
        count += small.get(facts::problem, child) > 0 ? 1 : 0;
    }
    return count / 2000.0;
}

TEST(Structure, of_risks_decides_for_which_families_problems_come)
{
    Settings const settings{"steps.problems.onset=0.1 per year",
                            "steps.problems.recovery_from_emerging=0 per year",
                            "steps.problems.log_rate_per_risk=0.3"};
    auto const two = [&](std::string const& shape) { return struck(with(settings, shape), 2); };
    auto const none = struck(settings, 0);
    EXPECT_DOUBLE_EQ(two("risks=threshold"), none) << "under the threshold there is no effect";
    EXPECT_GT(two("risks=interaction"), none);
    EXPECT_GT(two("risks=additive"), two("risks=interaction"));
    EXPECT_GT(struck(with(settings, "risks=threshold"), 4),
              struck(with(settings, "risks=additive"), 4));
}

/// What more investment adds to the cognitive skill that children of eight, with this skill, have
/// at ten.
double gain(std::string const& form, float skill)
{
    std::array<double, 2> mean{};
    for (std::size_t i = 0; i < 2; ++i) {
        SmallWorld small{{"skills"}, with({}, "skills=" + form)};
        std::vector<SmallWorld::Household> homes;
        for (int number = 0; number < 100; ++number) {
            homes.push_back(small.add_couple(38, 39, {8}));
        }
        small.begin();
        for (auto const& home : homes) {
            small.set(facts::income, home.family, 10.3F);
            small.set(facts::skill_cognitive, home.children[0], skill);
            small.set(facts::skill_social, home.children[0], 0.0F);
            small.set(facts::support_investment, home.family, i == 0 ? 0.0F : 0.5F);
        }
        small.advance(25);
        for (auto const& home : homes) {
            mean[i] += small.get(facts::skill_cognitive, home.children[0]) / 100.0;
        }
    }
    return mean[1] - mean[0];
}

TEST(Structure, of_skills_decides_which_children_gain_most_from_investment)
{
    auto const lead_of_the_skilled = [](std::string const& form) {
        return gain(form, 1.0F) - gain(form, -1.0F);
    };
    auto const plain = gain("log_linear", 0.0F);
    EXPECT_GT(plain, 0.0);
    EXPECT_NEAR(lead_of_the_skilled("log_linear"), 0.0, 1e-4 + 0.01 * plain);
    EXPECT_GT(lead_of_the_skilled("ces"), 0.1 * plain) << "late inputs are complements";
    EXPECT_LT(lead_of_the_skilled("translog"), -0.1 * plain);
}

/// Children with emerging problems of whom every second one waits: how many there are of each of
/// the four states after two years, first of those who wait and then of the others.
std::array<std::array<int, 4>, 2> after_waiting(std::string const& form,
                                                ServiceKind meanwhile = ServiceKind::none)
{
    SmallWorld small{{"problems"}, with({}, "waiting=" + form)};
    std::vector<Row> children;
    for (int i = 0; i < 3000; ++i) {
        children.push_back(small.add_couple(35, 36, {8}).children[0]);
    }
    small.begin();
    for (std::size_t i = 0; i < children.size(); ++i) {
        small.set(facts::problem, children[i], 1);
        small.set(facts::asks, children[i],
                  static_cast<facts::Number>(i % 2 == 0 ? index(ServiceKind::ambulant) : 0));
        small.set(facts::asks_since, children[i], moment(small.world().clock.now));
        small.set(facts::care, children[i], static_cast<facts::Number>(meanwhile));
    }
    small.advance(24);
    std::array<std::array<int, 4>, 2> count{};
    for (std::size_t i = 0; i < children.size(); ++i) {
        ++count[i % 2][small.get(facts::problem, children[i])];
    }
    return count;
}

TEST(Structure, of_waiting_does_nothing_or_keeps_children_ill_or_makes_them_worse)
{
    auto const none = after_waiting("none");
    auto const linear = after_waiting("linear");
    auto const hazard = after_waiting("hazard");
    // Those who do not wait fare the same in all of them.
    EXPECT_EQ(none[1], linear[1]);
    EXPECT_EQ(none[1], hazard[1]);
    EXPECT_LT(linear[0][0], none[0][0]) << "fewer have recovered";
    auto const bad = [](std::array<int, 4> const& count) { return count[2] + count[3]; };
    EXPECT_GT(bad(hazard[0]), bad(none[0]) * 11 / 10) << "more have become serious";
    EXPECT_GT(bad(hazard[0]), bad(linear[0]));
}

TEST(Structure, of_waiting_counts_who_has_light_help_and_waits_for_heavier)
{
    for (auto const* const form : {"linear", "hazard"}) {
        EXPECT_EQ(after_waiting(form, ServiceKind::school_support), after_waiting(form)) << form;
        auto const helped = after_waiting(form, ServiceKind::ambulant);
        EXPECT_EQ(helped[0], after_waiting("none")[0]) << form << ": nobody waits for what it has";
    }
}

TEST(Structure, of_causes_scales_what_a_childhood_does_to_an_adult)
{
    // Health is a sum: what ten years of three factors more do to it is in proportion.
    auto const loss = [](std::string const& share) {
        std::array<double, 2> score{};
        for (std::size_t i = 0; i < 2; ++i) {
            SmallWorld small{{"health"}, with({}, "causes=" + share)};
            auto const row = small.add_person(small.add_family(), {.age = 30.0});
            small.begin();
            small.set(civil::generation, row, 1);
            small.set(facts::adversity, row, static_cast<std::uint16_t>(i == 0 ? 0 : 360));
            small.advance(12);
            score[i] = static_cast<double>(small.get(facts::health, row));
        }
        return score[0] - score[1];
    };
    auto const adjusted = loss("adjusted");
    EXPECT_GT(adjusted, 0.01);
    EXPECT_NEAR(loss("raw"), 1.49 * adjusted, 1e-5);
    EXPECT_NEAR(loss("sibling"), 0.46 * adjusted, 1e-5);
}

TEST(Structure, of_capacity_lets_free_places_draw_lighter_cases)
{
    auto const to_specialists = [](std::string const& response, std::int64_t taken) {
        SmallWorld small{{"requests"}, with({}, "capacity=" + response)};
        std::vector<Row> children;
        for (int i = 0; i < 2000; ++i) {
            children.push_back(small.add_couple(40, 41, {8}).children[0]);
        }
        small.begin();
        small.world().services.set_places(ServiceKind::ambulant, 0, 100.0);
        small.world().services.set_taken(ServiceKind::ambulant, 0, taken);
        int count = 0;
        for (auto const child : children) {
            small.set(facts::problem, child, 1);
            small.set(facts::noticed, child, 3);
        }
        small.advance();
        for (auto const child : children) {
            count += small.get(facts::asks, child) == index(ServiceKind::ambulant) ? 1 : 0;
        }
        return count / 2000.0;
    };
    EXPECT_NEAR(to_specialists("slow", 50), 0.15, 0.03);
    EXPECT_EQ(to_specialists("slow", 50), to_specialists("slow", 100));
    EXPECT_EQ(to_specialists("induced", 100), to_specialists("slow", 100));
    EXPECT_NEAR(to_specialists("induced", 50), 0.15 + 0.5 * 0.5, 0.04);
}

TEST(Structure, of_detection_switches_find_spots_off_and_leaves_who_asks_alone)
{
    auto const noticed = [](std::string const& detection) {
        SmallWorld small{{"find_spots"}, with({}, "detection=" + detection)};
        std::vector<Row> children;
        for (int i = 0; i < 2000; ++i) {
            children.push_back(small.add_couple(35, 36, {8}).children[0]);
        }
        small.begin();
        std::array<int, 2> count{};
        for (int month = 0; month < 6; ++month) {
            for (auto const child : children) {
                small.set(facts::problem, child, 2);
            }
            small.advance();
            for (auto const child : children) {
                auto const by = small.get(facts::noticed, child);
                count[0] += by >= 1 && by <= 6 ? 1 : 0;
                count[1] += by > 6 ? 1 : 0;
            }
        }
        return count;
    };
    auto const on = noticed("on");
    auto const off = noticed("off");
    EXPECT_GT(on[0], 50);
    EXPECT_EQ(off[0], 0);
    EXPECT_GE(off[1], on[1]);
    EXPECT_GT(off[1], 0);
}

TEST(Structure, of_priors_halves_the_effects_of_programmes_when_sceptical)
{
    auto const recovery = [](std::string const& priors) {
        SmallWorld small{{"care"}, with({}, "priors=" + priors)};
        auto const child = small.add_couple(40, 41, {8}).children[0];
        small.begin();
        small.world().services.set_places(ServiceKind::ambulant, 0, 5.0);
        small.set(facts::problem, child, 2);
        small.set(facts::asks, child, index(ServiceKind::ambulant));
        small.set(facts::asks_since, child, moment(small.world().clock.now));
        small.advance();
        return static_cast<double>(small.get(facts::care_recovery, child));
    };
    EXPECT_GT(recovery("published"), 0.01);
    EXPECT_NEAR(recovery("sceptical"), 0.5 * recovery("published"), 1e-6);
}

}  // namespace
}  // namespace smartstart::test
