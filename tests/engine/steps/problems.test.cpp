#include <cmath>

#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;

/// Nothing but onset and recovery, at these rates, without any other influence.
std::vector<std::string> plain(std::string const& onset, std::string const& recovery)
{
    return {"steps.problems.onset=" + onset,
            "steps.problems.recovery_from_emerging=" + recovery,
            "steps.problems.escalation_to_serious=0 per year",
            "steps.problems.prone_to_relapse=0 %",
            "steps.problems.log_rate_per_risk=0",
            "steps.problems.log_rate_per_history=0",
            "steps.problems.log_rate_per_social_skill=0",
            "steps.problems.log_rate_per_frailty=0",
            "steps.problems.recovery_log_rate_per_year_in_state=0"};
}

std::vector<Row> children_of(SmallWorld& small, int families, double age = 4)
{
    std::vector<Row> all;
    for (int i = 0; i < families; ++i) {
        auto const home = small.add_couple(35, 36, {age, age, age, age});
        all.insert(all.end(), home.children.begin(), home.children.end());
    }
    small.begin();
    return all;
}

double share(SmallWorld const& small, std::vector<Row> const& rows, int from)
{
    double count = 0.0;
    for (auto const row : rows) {
        count += small.get(facts::problem, row) >= from ? 1.0 : 0.0;
    }
    return count / static_cast<double>(rows.size());
}

TEST(Problems, settle_at_the_share_that_onset_and_recovery_imply)
{
    SmallWorld small{{"problems"}, plain("0.3 per year", "0.9 per year")};
    auto const children = children_of(small, 700);
    small.advance(96);
    auto const expected = 0.3 / (0.3 + 0.9);
    EXPECT_NEAR(share(small, children, 1), expected,
                3.5 * std::sqrt(expected * (1 - expected) / 2800.0));
}

TEST(Problems, come_as_often_when_a_month_is_lived_in_parts)
{
    std::array<double, 2> found{};
    for (std::size_t i = 0; i < 2; ++i) {
        SmallWorld small{{"problems"}, plain("0.3 per year", "0.9 per year")};
        auto const children = children_of(small, 700);
        small.live_in_parts(i == 0 ? 1 : 5);
        small.advance(36);
        found[i] = share(small, children, 1);
    }
    EXPECT_NEAR(found[0], found[1], 5.0 * std::sqrt(0.25 * 0.75 / 2800.0));
}

TEST(Problems, arise_more_often_the_more_risks_a_family_has)
{
    SmallWorld small{{"problems"},
                     {"steps.problems.escalation_to_serious=0 per year",
                      "steps.problems.recovery_from_emerging=0 per year"}};
    std::array<std::vector<Row>, 3> children;
    for (int i = 0; i < 900; ++i) {
        auto const home = small.add_couple(35, 36, {8, 8});
        small.set(facts::risk_count, home.family, static_cast<std::uint8_t>(2 * (i % 3)));
        for (auto const child : home.children) {
            children[static_cast<std::size_t>(i % 3)].push_back(child);
        }
    }
    small.begin();
    small.advance(24);
    EXPECT_LT(share(small, children[0], 1), share(small, children[1], 1));
    EXPECT_LT(share(small, children[1], 1), share(small, children[2], 1));
}

TEST(Problems, arise_more_often_with_each_thing_that_weighs_on_a_child)
{
    struct Weight {
        char const* setting;
        void (*weighs)(SmallWorld& small, Row child);
    };
    // exp(log 3) = 3 times as often; a history of seven years counts as log (1 + 7).
    auto const weights = {
        Weight{"log_rate_per_social_skill=1.0986123",
               [](SmallWorld& small, Row child) { small.set(facts::skill_social, child, -1.0F); }},
        Weight{"log_rate_per_frailty=1.0986123",
               [](SmallWorld& small, Row child) { small.set(facts::frailty, child, 1.0F); }},
        Weight{"log_rate_when_maltreated=1.0986123",
               [](SmallWorld& small, Row child) { small.set(facts::maltreated, child, 1); }},
        Weight{"log_rate_per_history=0.5283208",
               [](SmallWorld& small, Row child) { small.set(facts::adversity, child, 84); }},
        Weight{"log_rate_per_history=0.3169925",
               [](SmallWorld& small, Row child) { small.set(facts::adversity, child, 372); }},
    };
    for (auto const& weight : weights) {
        auto settings = plain("0.1 per year", "0 per year");
        settings.emplace_back("steps.problems.log_rate_at_most=5");
        settings.emplace_back(std::string{"steps.problems."} + weight.setting);
        SmallWorld small{{"problems"}, settings};
        auto const children = children_of(small, 700);
        std::array<std::vector<Row>, 2> half;
        for (std::size_t i = 0; i < children.size(); ++i) {
            half[i % 2].push_back(children[i]);
            if (i % 2 == 1) {
                weight.weighs(small, children[i]);
            }
        }
        small.advance(12);
        for (std::size_t kind = 0; kind < 2; ++kind) {
            auto const expected = -std::expm1(kind == 0 ? -0.1 : -0.3);
            EXPECT_NEAR(share(small, half[kind], 1), expected,
                        4.0 * std::sqrt(expected * (1.0 - expected) / 1400.0))
                << weight.setting;
        }
    }
}

/// The share of 2000 children with problems of this degree that are another degree after a year.
double share_moved(int from, int to, std::vector<std::string> const& more)
{
    auto settings = plain("0 per year", "0 per year");
    for (auto const* rate : {"recovery_from_serious", "recovery_from_crisis"}) {
        settings.push_back(std::string{"steps.problems."} + rate + "=0 per year");
    }
    settings.emplace_back("steps.problems.escalation_to_crisis=0 per year");
    settings.insert(settings.end(), more.begin(), more.end());
    SmallWorld small{{"problems"}, settings};
    auto const children = children_of(small, 500);
    auto const now = moment(small.world().clock.now);
    for (auto const child : children) {
        small.set(facts::problem, child, static_cast<std::uint8_t>(from));
        small.set(facts::problem_since, child, static_cast<Moment>(now - 84));
        small.set(facts::frailty, child, 1.0F);
    }
    small.advance(12);
    return share(small, children, to) - share(small, children, to + 1);
}

TEST(Problems, worsen_and_ease_at_the_rate_of_their_degree)
{
    auto const near = [](double found, double rate) {
        auto const expected = -std::expm1(-rate);
        EXPECT_NEAR(found, expected, 4.0 * std::sqrt(expected * (1.0 - expected) / 2000.0));
    };
    std::string const own = "steps.problems.";
    near(share_moved(1, 2, {own + "escalation_to_serious=0.4 per year"}), 0.4);
    near(share_moved(2, 3, {own + "escalation_to_crisis=0.4 per year"}), 0.4);
    near(share_moved(1, 0, {own + "recovery_from_emerging=0.4 per year"}), 0.4);
    near(share_moved(2, 1, {own + "recovery_from_serious=0.4 per year"}), 0.4);
    near(share_moved(3, 2, {own + "recovery_from_crisis=0.4 per year"}), 0.4);
    // Of what makes problems arise a share counts for worsening: half of log 4 is twice as often.
    std::vector<std::string> const frail{own + "escalation_to_serious=0.4 per year",
                                         own + "log_rate_per_frailty=1.3862944"};
    auto half = frail;
    half.push_back(own + "escalation_share_of_effects=0.5");
    near(share_moved(1, 2, half), 0.8);
    auto none = frail;
    none.push_back(own + "escalation_share_of_effects=0");
    near(share_moved(1, 2, none), 0.4);
    // They stiffen for five years and no longer.
    near(share_moved(1, 0,
                     {own + "recovery_from_emerging=1 per year",
                      own + "recovery_log_rate_per_year_in_state=0.1386294"}),
         0.5);
}

TEST(Problems, ease_sooner_with_help)
{
    SmallWorld small{{"problems"}, plain("0 per year", "0.5 per year")};
    auto const children = children_of(small, 700);
    for (std::size_t i = 0; i < children.size(); ++i) {
        small.set(facts::problem, children[i], 1);
        small.set(facts::care_recovery, children[i], i % 2 == 0 ? 0.0F : 0.7F);
    }
    small.advance(12);
    std::array<std::vector<Row>, 2> half;
    for (std::size_t i = 0; i < children.size(); ++i) {
        half[i % 2].push_back(children[i]);
    }
    EXPECT_NEAR(share(small, half[0], 1), std::exp(-0.5), 0.04);
    EXPECT_NEAR(share(small, half[1], 1), std::exp(-0.5 * std::exp(0.7)), 0.04);
}

TEST(Problems, ease_less_the_longer_they_last)
{
    SmallWorld small{{"problems"}, [] {
                         auto settings = plain("0 per year", "0.5 per year");
                         settings.back() = "steps.problems.recovery_log_rate_per_year_in_state=0.5";
                         return settings;
                     }()};
    auto const children = children_of(small, 700);
    for (std::size_t i = 0; i < children.size(); ++i) {
        small.set(facts::problem, children[i], 1);
        auto const months = i % 2 == 0 ? 0 : 48;
        small.set(facts::problem_since, children[i],
                  moment(small.world().clock.now - Months{months}));
    }
    small.advance(12);
    std::array<std::vector<Row>, 2> half;
    for (std::size_t i = 0; i < children.size(); ++i) {
        half[i % 2].push_back(children[i]);
    }
    EXPECT_LT(share(small, half[0], 1) + 0.1, share(small, half[1], 1));
}

TEST(Problems, return_in_those_who_are_prone_and_in_nobody_else)
{
    for (auto const* prone : {"0 %", "100 %"}) {
        auto settings = plain("0 per year", "0.5 per year");
        settings.push_back("steps.problems.relapse_scale_years=1");
        settings[3] = std::string{"steps.problems.prone_to_relapse="} + prone;
        SmallWorld small{{"problems"}, settings};
        auto const children = children_of(small, 300);
        for (auto const child : children) {
            small.set(facts::problem_since, child, moment(small.world().clock.now - Months{1}));
        }
        small.advance(12);
        if (std::string{prone} == "0 %") {
            EXPECT_EQ(share(small, children, 1), 0.0);
        } else {
            EXPECT_GT(share(small, children, 1), 0.3);
        }
    }
}

TEST(Problems, do_not_mind_waiting_unless_a_scenario_says_so)
{
    std::vector<double> found;
    for (auto const& [waits, effect] :
         {std::pair{0, "0"}, std::pair{1, "0"}, std::pair{1, "0.7"}}) {
        auto settings = plain("0 per year", "0.5 per year");
        settings.push_back(std::string{"steps.problems.recovery_log_rate_per_year_waiting="} +
                           effect);
        settings.push_back("structure.waiting=linear");
        SmallWorld small{{"problems"}, settings};
        auto const children = children_of(small, 500);
        for (auto const child : children) {
            small.set(facts::problem, child, 1);
            if (waits != 0) {
                small.set(facts::asks, child, index(ServiceKind::ambulant));
                small.set(facts::asks_since, child, moment(small.world().clock.now));
            }
        }
        small.advance(30);
        found.push_back(share(small, children, 1));
    }
    EXPECT_EQ(found[0], found[1]);
    EXPECT_GT(found[2], found[1] + 0.05);
}

TEST(Problems, climb_and_fall_one_rung_at_a_time_and_serious_months_are_counted)
{
    SmallWorld small{
        {"problems"},
        {"steps.problems.onset=2 per year", "steps.problems.escalation_to_serious=2 per year",
         "steps.problems.escalation_to_crisis=2 per year"}};
    auto const children = children_of(small, 50);
    std::vector<int> before(children.size());
    std::vector<int> serious(children.size());
    for (int month = 0; month < 48; ++month) {
        small.advance();
        for (std::size_t i = 0; i < children.size(); ++i) {
            int const now = small.get(facts::problem, children[i]);
            EXPECT_LE(std::abs(now - before[i]), 1);
            EXPECT_LE(now, 3);
            serious[i] += now >= 2 ? 1 : 0;
            EXPECT_EQ(small.get(facts::serious_months, children[i]), serious[i]);
            before[i] = now;
        }
    }
    EXPECT_GT(share(small, children, 3), 0.1);
}

TEST(Problems, are_not_told_of_grown_ups_with_a_home_of_their_own)
{
    SmallWorld small{{"problems"}, plain("20 per year", "0 per year")};
    auto const home = small.add_couple(22, 36, {10, 24});
    small.begin();
    small.set(facts::problem, home.woman, 2);
    small.advance(12);
    EXPECT_EQ(small.get(facts::problem, home.woman), 0);
    EXPECT_EQ(small.get(facts::problem, home.children[0]), 1);
    EXPECT_EQ(small.get(facts::problem, home.children[1]), 0);
}

}  // namespace
}  // namespace smartstart
