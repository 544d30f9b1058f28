#include <cmath>

#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/history.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;

std::vector<std::string> plain(std::string const& onset, std::string const& stop)
{
    return {"steps.maltreatment.onset=" + onset,
            "steps.maltreatment.stop=" + stop,
            "steps.maltreatment.prone_to_return=0 %",
            "steps.maltreatment.log_rate_per_family_frailty=0",
            "steps.maltreatment.log_rate_per_harshness=0",
            "steps.maltreatment.onset_by_age={0: 1}"};
}

std::vector<SmallWorld::Household> families(SmallWorld& small, int count, double age = 4)
{
    std::vector<SmallWorld::Household> all;
    for (int i = 0; i < count; ++i) {
        all.push_back(small.add_couple(35, 36, {age, age, age}));
    }
    small.begin();
    return all;
}

template <class Of>
double share(SmallWorld const& small, std::vector<SmallWorld::Household> const& homes,
             Fact<Person, Of> const& fact)
{
    double count = 0.0;
    double all = 0.0;
    for (auto const& home : homes) {
        for (auto const child : home.children) {
            count += small.get(fact, child) != 0 ? 1.0 : 0.0;
            all += 1.0;
        }
    }
    return count / all;
}

TEST(Maltreatment, settles_at_the_share_that_its_rates_imply)
{
    SmallWorld small{{"maltreatment"}, plain("0.2 per year", "0.6 per year")};
    auto const homes = families(small, 900);
    small.advance(96);
    EXPECT_NEAR(share(small, homes, facts::maltreated), 0.25,
                3.5 * std::sqrt(0.25 * 0.75 / 2700.0));
}

TEST(Maltreatment, falls_more_on_the_children_of_the_harsh_and_as_often_as_the_rate_says)
{
    auto settings = plain("0.05 per year", "0 per year");
    settings[4] = "steps.maltreatment.log_rate_per_harshness=0.8";
    SmallWorld small{{"maltreatment"}, settings};
    std::vector<SmallWorld::Household> harsh;
    std::vector<SmallWorld::Household> mild;
    for (int i = 0; i < 1000; ++i) {
        (i % 2 == 0 ? harsh : mild).push_back(small.add_couple(35, 36, {4, 4, 4}));
    }
    small.begin();
    constexpr Fact<Person, float> harshness{"harshness", ""};
    for (auto const* const homes : {&harsh, &mild}) {
        for (auto const& home : *homes) {
            // Of two heads the mean, scaled to the spread of one: 1 here, and -1.
            auto const each = (homes == &harsh ? 1.0F : -1.0F) / std::sqrt(2.0F);
            small.set(harshness, home.woman, each);
            small.set(harshness, home.man, each);
        }
    }
    small.advance(24);
    EXPECT_NEAR(share(small, harsh, facts::maltreated), 1.0 - std::exp(-0.1 * std::exp(0.8)), 0.03);
    EXPECT_NEAR(share(small, mild, facts::maltreated), 1.0 - std::exp(-0.1 * std::exp(-0.8)), 0.02);
}

TEST(Maltreatment, comes_as_often_when_a_month_is_lived_in_parts)
{
    std::array<double, 2> found{};
    for (std::size_t i = 0; i < 2; ++i) {
        SmallWorld small{{"maltreatment"}, plain("0.2 per year", "0.6 per year")};
        auto const homes = families(small, 900);
        small.live_in_parts(i == 0 ? 1 : 4);
        small.advance(36);
        found[i] = share(small, homes, facts::maltreated);
    }
    EXPECT_NEAR(found[0], found[1], 5.0 * std::sqrt(0.2 * 0.8 / 2700.0));
}

TEST(Maltreatment, stops_when_a_child_lives_elsewhere)
{
    SmallWorld small{{"maltreatment"}, plain("5 per year", "0 per year")};
    auto const homes = families(small, 20);
    small.advance(12);
    ASSERT_GT(share(small, homes, facts::maltreated), 0.9);
    for (auto const& home : homes) {
        for (auto const child : home.children) {
            small.set(facts::stay, child, index(ServiceKind::foster_care));
        }
    }
    small.advance(6);
    EXPECT_EQ(share(small, homes, facts::maltreated), 0.0);
}

TEST(Maltreatment, is_rarer_where_help_raises_what_parents_give)
{
    SmallWorld small{{"maltreatment"}, plain("0.2 per year", "0 per year")};
    std::vector<SmallWorld::Household> with;
    std::vector<SmallWorld::Household> without;
    for (int i = 0; i < 1200; ++i) {
        auto const home = small.add_couple(30, 31, {1});
        (i % 2 == 0 ? with : without).push_back(home);
    }
    small.begin();
    for (auto const& home : with) {
        small.set(facts::support_investment, home.family, 0.5F);
    }
    small.advance(24);
    auto const helped = share(small, with, facts::maltreated);
    auto const others = share(small, without, facts::maltreated);
    EXPECT_NEAR(others, 1.0 - std::exp(-0.4), 0.06);
    EXPECT_NEAR(helped, 1.0 - std::exp(-0.4 * std::exp(-0.5)), 0.06);
    EXPECT_LT(helped, others);
}

TEST(Maltreatment, begins_more_often_where_help_for_the_parents_harms)
{
    auto settings = plain("0.2 per year", "0 per year");
    settings.emplace_back("steps.maltreatment.log_rate_per_supported_investment=-1");
    SmallWorld small{{"maltreatment"}, settings};
    auto const homes = families(small, 1000);
    for (auto const& home : homes) {
        small.set(facts::support_investment, home.family, -0.7F);
    }
    small.advance(24);
    EXPECT_NEAR(share(small, homes, facts::maltreated), 1.0 - std::exp(-0.4 * std::exp(0.7)), 0.03);
}

TEST(Maltreatment, begins_more_often_in_the_frail_and_where_there_is_violence)
{
    auto settings = plain("0.1 per year", "0 per year");
    settings[3] = "steps.maltreatment.log_rate_per_family_frailty=0.6931472";
    settings.emplace_back("steps.maltreatment.log_rate_when_violence=1.0986123");
    settings.emplace_back("steps.maltreatment.police_report_when_violence=0 per year");
    SmallWorld small{{"maltreatment"}, settings};
    auto const homes = families(small, 2000);
    std::array<std::vector<SmallWorld::Household>, 4> kinds;
    for (std::size_t i = 0; i < homes.size(); ++i) {
        kinds[i % 4].push_back(homes[i]);
        small.set(facts::family_frailty, homes[i].family, i % 2 == 0 ? 0.0F : 1.0F);
        small.set(facts::violence, homes[i].family, i % 4 < 2 ? 0 : 1);
    }
    small.advance(12);
    // Twice as often by frailty and three times by violence.
    std::array const rates{0.1, 0.2, 0.3, 0.6};
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        auto const expected = -std::expm1(-rates[kind]);
        EXPECT_NEAR(share(small, kinds[kind], facts::maltreated), expected,
                    4.0 * std::sqrt(expected * (1.0 - expected) / 1500.0))
            << kind;
    }
}

TEST(Maltreatment, begins_more_often_by_education_and_one_parent_and_by_age)
{
    auto settings = plain("0.1 per year", "0 per year");
    settings.back() = "steps.maltreatment.onset_by_age={0: 1, 9: 1, 10: 0.5}";
    settings.emplace_back("steps.maltreatment.log_rate_per_risk=0");
    settings.emplace_back("steps.maltreatment.log_rate_when_low_education=0.6931472");
    settings.emplace_back("steps.maltreatment.log_rate_when_single_parent=1.0986123");
    SmallWorld small{{"maltreatment"}, settings};
    std::array<std::vector<SmallWorld::Household>, 5> kinds;
    for (std::size_t i = 0; i < 2500; ++i) {
        auto const age = i % 5 == 4 ? 12.0 : 4.0;
        kinds[i % 5].push_back(small.add_couple(35, 36, {age, age, age}));
    }
    small.begin();
    std::array const factors{0U, facts::risk_low_education, facts::risk_single_parent,
                             facts::risk_low_education | facts::risk_single_parent, 0U};
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        for (auto const& home : kinds[kind]) {
            small.set(facts::risk_factors, home.family, static_cast<std::uint16_t>(factors[kind]));
        }
    }
    small.advance(12);
    std::array const rates{0.1, 0.2, 0.3, 0.6, 0.05};
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        auto const expected = -std::expm1(-rates[kind]);
        EXPECT_NEAR(share(small, kinds[kind], facts::maltreated), expected,
                    4.0 * std::sqrt(expected * (1.0 - expected) / 1500.0))
            << kind;
    }
}

TEST(Maltreatment, stops_sooner_with_help_for_the_child)
{
    auto settings = plain("0 per year", "0.3 per year");
    settings.emplace_back("steps.maltreatment.share_of_help_on_stopping=0.5");
    SmallWorld small{{"maltreatment"}, settings};
    auto const homes = families(small, 1400);
    std::array<std::vector<SmallWorld::Household>, 2> kinds;
    for (std::size_t i = 0; i < homes.size(); ++i) {
        kinds[i % 2].push_back(homes[i]);
        for (auto const child : homes[i].children) {
            small.set(facts::maltreated, child, 1);
            // exp(0.5 log 9) = 3 times as often.
            small.set(facts::care_recovery, child, i % 2 == 0 ? 0.0F : 2.1972246F);
        }
    }
    small.advance(12);
    for (std::size_t kind = 0; kind < 2; ++kind) {
        auto const expected = std::exp(kind == 0 ? -0.3 : -0.9);
        EXPECT_NEAR(share(small, kinds[kind], facts::maltreated), expected,
                    4.0 * std::sqrt(expected * (1.0 - expected) / 2100.0));
    }
}

TEST(Maltreatment, returns_in_those_who_are_prone_and_in_nobody_else)
{
    for (auto const* prone : {"0 %", "100 %"}) {
        auto settings = plain("0 per year", "0.1 per year");
        settings[2] = std::string{"steps.maltreatment.prone_to_return="} + prone;
        SmallWorld small{{"maltreatment"}, settings};
        auto const homes = families(small, 200);
        for (auto const& home : homes) {
            for (auto const child : home.children) {
                small.set(facts::maltreated_month, child,
                          moment(small.world().clock.now - Months{1}));
            }
        }
        small.advance(24);
        if (std::string{prone} == "0 %") {
            EXPECT_EQ(share(small, homes, facts::maltreated), 0.0);
        } else {
            EXPECT_GT(share(small, homes, facts::maltreated), 0.4);
        }
    }
}

TEST(Maltreatment, returns_from_the_first_month_after_it_stopped_when_it_does_so_most)
{
    auto settings = plain("0 per year", "1000 per year");
    settings[2] = "steps.maltreatment.prone_to_return=100 %";
    settings.emplace_back("steps.maltreatment.return_shape=0.5");
    settings.emplace_back("steps.maltreatment.return_scale_years=2");
    for (int const parts : {1, 2}) {
        SmallWorld small{{"maltreatment"}, settings};
        auto const homes = families(small, 900);
        small.live_in_parts(parts);
        small.advance();
        for (auto const& home : homes) {
            for (auto const child : home.children) {
                small.set(facts::maltreated, child, 1);
                small.set(facts::maltreated_month, child,
                          moment(small.world().clock.now - Months{1}));
            }
        }
        small.advance();
        ASSERT_EQ(share(small, homes, facts::maltreated), 0.0);
        // Who returns in the first part of a month stops again in the second.
        small.live_in_parts(1);
        small.advance();
        EXPECT_NEAR(share(small, homes, facts::maltreated), 1.0 - std::exp(-std::sqrt(1.0 / 24.0)),
                    0.025)
            << parts;
    }
}

TEST(Maltreatment, is_reported_by_police_for_all_children_of_a_violent_home_at_once)
{
    SmallWorld small{{"maltreatment"}, plain("0 per year", "0 per year")};
    auto const homes = families(small, 300);
    for (std::size_t i = 0; i < homes.size(); i += 2) {
        small.set(facts::violence, homes[i].family, 1);
    }
    // Who lives elsewhere is not there when the police come.
    for (std::size_t i = 0; i < homes.size(); i += 4) {
        small.set(facts::stay, homes[i].children[2], index(ServiceKind::foster_care));
    }
    small.advance(24);
    double visited = 0.0;
    for (std::size_t i = 0; i < homes.size(); ++i) {
        auto const first = small.get(facts::police_report, homes[i].children[0]);
        for (auto const child : homes[i].children) {
            auto const expected = small.get(facts::stay, child) == 0 ? first : Moment{0};
            EXPECT_EQ(small.get(facts::police_report, child), expected);
            EXPECT_EQ(small.get(facts::reported, child), expected);
        }
        if (i % 2 == 1) {
            EXPECT_EQ(first, 0);
        }
        visited += first != 0 ? 1.0 : 0.0;
    }
    EXPECT_GT(visited, 20.0);
}

/// Professionals report whatever they noticed, and nobody else reports.
std::vector<std::string> reported_when_noticed()
{
    auto settings = plain("0 per year", "0 per year");
    settings.push_back("steps.maltreatment.report_by_others=0 per year");
    settings.push_back("steps.maltreatment.report_when_noticed=100 %");
    return settings;
}

TEST(Maltreatment, is_reported_by_professionals_only_when_they_noticed_something)
{
    SmallWorld small{{"maltreatment"}, reported_when_noticed()};
    auto const homes = families(small, 10);
    for (std::size_t i = 0; i < homes.size(); ++i) {
        for (auto const child : homes[i].children) {
            small.set(facts::maltreated, child, i % 2);
            small.set(facts::noticed, child, i % 4 < 2 ? 3 : 0);
        }
    }
    small.advance(1);
    for (std::size_t i = 0; i < homes.size(); ++i) {
        for (auto const child : homes[i].children) {
            EXPECT_EQ(small.get(facts::reported, child) != 0, i % 2 == 1 && i % 4 < 2) << i;
        }
    }
}

TEST(Maltreatment, is_not_reported_because_the_family_asked_or_a_report_was_followed_up)
{
    SmallWorld small{{"maltreatment"}, reported_when_noticed()};
    auto const homes = families(small, 10);
    for (std::size_t i = 0; i < homes.size(); ++i) {
        for (auto const child : homes[i].children) {
            small.set(facts::maltreated, child, 1);
            small.set(facts::noticed, child, static_cast<facts::Number>(i));
        }
    }
    small.advance(1);
    for (std::size_t i = 0; i < homes.size(); ++i) {
        for (auto const child : homes[i].children) {
            EXPECT_EQ(small.get(facts::reported, child) != 0,
                      (i >= 1 && i <= 6) || i == facts::by_helper)
                << i;
        }
    }
}

TEST(Maltreatment, ends_at_eighteen)
{
    SmallWorld small{{"maltreatment"}, plain("0 per year", "0 per year")};
    auto const home = small.add_couple(45, 46, {17.5});
    small.begin();
    small.set(facts::maltreated, home.children[0], 1);
    small.advance(5);
    EXPECT_EQ(small.get(facts::maltreated, home.children[0]), 1);
    small.advance(3);
    EXPECT_EQ(small.get(facts::maltreated, home.children[0]), 0);
}

}  // namespace
}  // namespace smartstart
