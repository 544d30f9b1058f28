#include <cmath>

#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;

constexpr facts::Number school = 3;

/// Children of eight in these states, each in a family of its own, all noticed.
struct Noticed {
    SmallWorld small;
    std::vector<Row> children;

    explicit Noticed(std::vector<int> const& states, std::vector<std::string> const& settings = {})
        : small{{"requests"}, settings}
    {
        for (std::size_t i = 0; i < states.size(); ++i) {
            children.push_back(small.add_couple(40, 41, {8}).children[0]);
        }
        small.begin();
        for (std::size_t i = 0; i < states.size(); ++i) {
            small.set(facts::problem, children[i], static_cast<facts::Number>(states[i]));
            small.set(facts::noticed, children[i], school);
        }
    }
    ServiceKind asks(std::size_t child) const
    {
        return static_cast<ServiceKind>(small.get(facts::asks, children[child]));
    }
};

TEST(Requests, fit_how_serious_it_is)
{
    Noticed with{
        {1, 2, 3},
        {"steps.requests.emerging_to_specialist=0 %", "steps.requests.serious_to_day_care=0 %"}};
    with.small.advance();
    EXPECT_EQ(info(with.asks(0)).side, Side::front);
    EXPECT_EQ(with.asks(1), ServiceKind::ambulant);
    EXPECT_EQ(with.asks(2), ServiceKind::crisis_care);
}

TEST(Requests, go_to_day_care_for_the_share_that_is_set)
{
    Noticed with{{2, 2}, {"steps.requests.serious_to_day_care=100 %"}};
    with.small.advance();
    EXPECT_EQ(with.asks(0), ServiceKind::day_care);
}

TEST(Requests, are_shared_over_the_front_end_as_set)
{
    std::vector<int> const many(2000, 1);
    Noticed with{many, {"steps.requests.emerging_to_specialist=20 %"}};
    with.small.advance();
    PerService<double> count{};
    for (std::size_t i = 0; i < many.size(); ++i) {
        count[index(with.asks(i))] += 1.0 / 2000.0;
    }
    EXPECT_NEAR(count[index(ServiceKind::ambulant)], 0.20, 0.03);
    EXPECT_GT(count[index(ServiceKind::neighbourhood_team)], 0.0);
    EXPECT_GT(count[index(ServiceKind::school_support)], 0.0);
    EXPECT_EQ(count[index(ServiceKind::none)], 0.0);
}

TEST(Requests, for_support_at_school_are_made_from_four_years_on)
{
    for (auto const age : {3.5, 4.5}) {
        SmallWorld small{{"requests"},
                         {"steps.requests.emerging_to_specialist=0 %",
                          "steps.requests.emerging_to_school_support=100 %",
                          "steps.requests.emerging_to_gp_youth_nurse=0 %",
                          "steps.requests.emerging_to_parenting_programme=0 %"}};
        auto const child = small.add_couple(40, 41, {age}).children[0];
        small.begin();
        small.set(facts::problem, child, 1);
        small.set(facts::noticed, child, school);
        small.advance();
        EXPECT_EQ(small.get(facts::asks, child),
                  index(age < 4.0 ? ServiceKind::neighbourhood_team : ServiceKind::school_support));
    }
}

TEST(Requests, of_false_alarms_are_dismissed_after_a_look)
{
    Noticed all{{0, 0, 0}, {"steps.requests.false_alarm_dismissed=100 %"}};
    all.small.advance();
    EXPECT_EQ(all.asks(0), ServiceKind::none);
    Noticed none{{0, 0, 0}, {"steps.requests.false_alarm_dismissed=0 %"}};
    none.small.advance();
    EXPECT_EQ(info(none.asks(0)).side, Side::front) << "and use capacity when they are not";
}

TEST(Requests, for_a_maltreated_child_without_problems_are_no_false_alarms)
{
    Noticed with{std::vector<int>(200, 0),
                 {"steps.requests.false_alarm_dismissed=100 %",
                  "steps.requests.withdrawal_when_better=1000 per year",
                  "steps.requests.emerging_to_specialist=100 %"}};
    for (std::size_t i = 0; i < with.children.size(); i += 2) {
        with.small.set(facts::maltreated, with.children[i], 1);
    }
    // Nor are they withdrawn while it lasts.
    for (auto const noticed : {school, facts::Number{0}}) {
        for (auto const child : with.children) {
            with.small.set(facts::noticed, child, noticed);
        }
        with.small.advance();
        for (std::size_t i = 0; i < with.children.size(); ++i) {
            EXPECT_EQ(info(with.asks(i)).side, i % 2 == 0 ? Side::front : Side::none) << i;
        }
    }
    for (auto const child : with.children) {
        with.small.set(facts::maltreated, child, 0);
    }
    with.small.advance();
    EXPECT_EQ(with.asks(0), ServiceKind::none);
}

TEST(Requests, keep_their_place_in_line_until_a_heavier_one_takes_over)
{
    Noticed with{
        {1},
        {"steps.requests.emerging_to_specialist=0 %", "steps.requests.serious_to_day_care=0 %"}};
    auto const child = with.children[0];
    with.small.advance();
    auto const since = with.small.get(facts::asks_since, child);
    with.small.advance();
    EXPECT_EQ(with.small.get(facts::asks_since, child), since);
    with.small.set(facts::problem, child, 2);
    with.small.advance();
    EXPECT_EQ(with.asks(0), ServiceKind::ambulant);
    EXPECT_GT(with.small.get(facts::asks_since, child), since);
    with.small.set(facts::problem, child, 1);
    with.small.advance();
    EXPECT_EQ(with.asks(0), ServiceKind::ambulant) << "a lighter one changes nothing";
}

TEST(Requests, keep_their_place_in_line_whatever_other_form_of_the_same_weight_is_drawn)
{
    // Triage draws a form anew each month in which a child is noticed.
    std::vector<int> states(200, 1);
    states.resize(400, 2);
    Noticed with{
        states,
        {"steps.requests.emerging_to_specialist=0 %", "steps.requests.serious_to_day_care=50 %"}};
    with.small.advance();
    std::vector<ServiceKind> asked;
    for (std::size_t i = 0; i < states.size(); ++i) {
        asked.push_back(with.asks(i));
    }
    auto const since = with.small.get(facts::asks_since, with.children[0]);
    with.small.advance(12);
    for (std::size_t i = 0; i < states.size(); ++i) {
        EXPECT_EQ(with.asks(i), asked[i]) << i;
        EXPECT_EQ(with.small.get(facts::asks_since, with.children[i]), since) << i;
    }
}

TEST(Requests, end_when_help_begins_and_when_a_child_leaves_home)
{
    Noticed with{{2, 2}};
    with.small.advance();
    for (auto const child : with.children) {
        with.small.set(facts::noticed, child, 0);
    }
    with.small.set(facts::care, with.children[0], with.small.get(facts::asks, with.children[0]));
    with.small.set(facts::stay, with.children[1], index(ServiceKind::foster_care));
    with.small.advance();
    EXPECT_EQ(with.asks(0), ServiceKind::none);
    EXPECT_EQ(with.asks(1), ServiceKind::none);
}

TEST(Requests, are_not_made_again_by_who_is_in_specialist_care)
{
    Noticed with{{2}};
    with.small.set(facts::care, with.children[0], index(ServiceKind::ambulant));
    with.small.advance();
    EXPECT_EQ(with.asks(0), ServiceKind::none);
    with.small.set(facts::problem, with.children[0], 3);
    with.small.advance();
    EXPECT_EQ(with.asks(0), ServiceKind::crisis_care) << "but a crisis is";
}

TEST(Requests, are_withdrawn_by_those_who_got_better)
{
    std::vector<int> const many(1000, 1);
    Noticed with{many, {"steps.requests.withdrawal_when_better=3 per year"}};
    with.small.advance();
    for (auto const child : with.children) {
        with.small.set(facts::noticed, child, 0);
        with.small.set(facts::problem, child, 0);
    }
    with.small.advance(6);
    double left = 0.0;
    for (std::size_t i = 0; i < many.size(); ++i) {
        left += with.asks(i) != ServiceKind::none ? 1.0 / 1000.0 : 0.0;
    }
    EXPECT_NEAR(left, std::exp(-1.5), 0.05);
}

TEST(Requests, end_at_eighteen)
{
    SmallWorld small{{"requests"}};
    auto const home = small.add_couple(45, 46, {17.9});
    small.begin();
    small.set(facts::problem, home.children[0], 2);
    small.set(facts::noticed, home.children[0], school);
    small.advance();
    EXPECT_NE(small.get(facts::asks, home.children[0]), 0);
    small.advance(2);
    EXPECT_EQ(small.get(facts::asks, home.children[0]), 0);
}

}  // namespace
}  // namespace smartstart
