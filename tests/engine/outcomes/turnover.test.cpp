#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "engine/steps/first_days.hpp"
#include "engine/steps/history.hpp"
#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/turnover.cpp.

facts::When years_ago(int years)
{
    return moment(Town::now - Months{12 * years});
}

TEST(TurnoverOutcomes, count_guardianships_that_began_in_the_year_and_not_other_orders)
{
    Town town;
    auto const home = town.add_home({40.0}, {4.0, 9.0, 10.0});
    auto const guardian = static_cast<facts::Number>(ServiceKind::guardianship);
    auto const supervision = static_cast<facts::Number>(ServiceKind::supervision_order);
    town.set(facts::order, home.children[0], guardian);
    town.set(facts::order_since, home.children[0], Town::this_year);
    town.set(facts::order, home.children[1], guardian);
    town.set(facts::order_since, home.children[1], Town::last_year);
    town.set(facts::order, home.children[2], supervision);
    town.set(facts::order_since, home.children[2], Town::this_year);
    EXPECT_EQ(town.counted("guardianship_new"), (Counts{1, 3}));
}

TEST(TurnoverOutcomes, follow_children_placed_by_a_court_for_five_years_grown_up_or_not)
{
    Town town;
    auto const home = town.add_home({40.0}, {9.0, 12.0, 15.0, 19.0, 9.0, 8.0});
    auto const placed = years_ago(5);
    for (std::size_t i : {0U, 1U, 2U, 3U, 5U}) {
        town.set(facts::placed_by_court, home.children[i], placed);
    }
    town.set(facts::placed_by_court, home.children[4], years_ago(4));
    town.set(facts::returned, home.children[4], Town::this_year);
    // Home and away again; home; never; at home before that placement only, or until it.
    town.set(facts::returned, home.children[5], placed);
    town.set(facts::returned, home.children[0], years_ago(3));
    town.set(facts::placed_again, home.children[0], years_ago(2));
    town.set(facts::returned, home.children[1], years_ago(1));
    town.set(facts::returned, home.children[3], years_ago(6));
    EXPECT_EQ(town.counted("home_within_five_years"), (Counts{2, 5}));
    EXPECT_EQ(town.counted("placed_again"), (Counts{1, 2}));
}

TEST(TurnoverOutcomes, count_children_who_were_poor_a_year_ago_and_are_not_now)
{
    Town town;
    auto const out = town.add_home({30.0}, {3.0, 17.0, 18.0});
    auto const still = town.add_home({30.0}, {5.0});
    auto const fresh = town.add_home({30.0}, {5.0});
    town.set_each(facts::poor_last_year, {out.family, still.family}, 1);
    town.set_each(facts::poor, {still.family, fresh.family}, 1);
    EXPECT_EQ(town.counted("child_poverty_left"), (Counts{2, 3}));
}

TEST(TurnoverOutcomes, tell_young_debts_from_old_ones)
{
    Town town;
    std::vector<Row> homes;
    for (int i = 0; i < 4; ++i) {
        homes.push_back(town.add_home({40.0}).family);
    }
    town.set_each(facts::debt, {homes[0], homes[1], homes[2]}, 1);
    town.set(facts::debt_since, homes[0], moment(Town::now - Months{11}));
    town.set(facts::debt_since, homes[1], moment(Town::now - Months{12}));
    town.set(facts::debt_since, homes[2], moment(Town::now - Months{24}));
    town.set(facts::debt_since, homes[3], moment(Town::now - Months{36}));
    EXPECT_EQ(town.counted("problem_debt_new"), (Counts{1, 3}));
    EXPECT_EQ(town.counted("problem_debt_three_years"), (Counts{1, 3}));
}

TEST(TurnoverOutcomes, stack_five_fields_of_risk_in_families_with_an_infant_and_no_others)
{
    Town town;
    constexpr auto infant = facts::has_infant;
    constexpr auto two = infant | facts::lacks_work | facts::lacks_prosperity;
    constexpr auto four = two | facts::lacks_stability | facts::lacks_mental_health;
    auto const with = [&](unsigned bits) {
        town.set(facts::first_days, town.add_home({30.0}, {1.0}).family,
                 static_cast<facts::Number>(bits));
    };
    with(four | facts::was_assisted);
    with(infant | facts::lacks_education | facts::was_assisted);
    with(two);
    with(0U);
    EXPECT_EQ(town.counted("stacked_two_assistance"), (Counts{1, 2}));
    EXPECT_EQ(town.counted("stacked_four_assistance"), (Counts{1, 2}));
    EXPECT_EQ(town.counted("stacked_two_others"), (Counts{1, 1}));
    EXPECT_EQ(town.counted("stacked_four_others"), (Counts{0, 1}));
}

}  // namespace
}  // namespace smartstart::test
