#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

using facts::Number;
using facts::When;
using enum ServiceKind;

// Outcomes of engine/outcomes/published_care.cpp.

Number number(ServiceKind kind)
{
    return static_cast<Number>(kind);
}

When months_ago(int months)
{
    return moment(Town::now - Months{months});
}

TEST(PublishedCare, counts_youth_care_of_an_age_by_help_stay_probation_or_an_order)
{
    Town town;
    auto const child = town.add_home({40.0}, {12.0, 13.0, 14.0, 15.0, 16.0, 17.0, 11.9}).children;
    town.set(facts::youth_help, child[0], Town::this_year);
    town.set(facts::stay_month, child[1], Town::this_year);
    town.set(facts::probation_month, child[2], Town::this_year);
    town.set(facts::order, child[3], number(guardianship));
    town.set(facts::order_since, child[3], Town::last_year);
    town.set(facts::order_since, child[4], Town::this_year);  // it ended then
    town.set(facts::youth_help, child[5], Town::last_year);
    town.set(facts::youth_help, child[6], Town::this_year);
    EXPECT_EQ(town.counted("youth_care_aged_12_17"), (Counts{5, 6}));
    EXPECT_EQ(town.counted("youth_care_aged_8_11"), (Counts{1, 1}));
}

TEST(PublishedCare, counts_of_the_grown_up_what_was_after_they_turned_18)
{
    Town town;
    auto const child = town.add_home({50.0}, {18.0 + 5.0 / 12.0, 18.0 + 7.0 / 12.0, 22.0}).children;
    town.set(facts::youth_help, child[0], months_ago(6));
    town.set(facts::youth_help, child[1], months_ago(6));
    EXPECT_EQ(town.counted("youth_care_aged_18_22"), (Counts{1, 3}));
}

TEST(PublishedCare, counts_those_in_care_in_the_last_six_months)
{
    Town town;
    auto const child = town.add_home({50.0}, {3.0, 5.0, 7.0, 18.1, 22.0, 23.1}).children;
    town.set(facts::youth_help, child[0], months_ago(5));
    town.set(facts::youth_help, child[1], months_ago(6));
    town.set(facts::order, child[2], number(supervision_order));
    town.set(facts::order_since, child[3], months_ago(2));
    town.set(facts::probation_month, child[4], months_ago(0));
    town.set(facts::youth_help, child[5], months_ago(0));
    EXPECT_EQ(town.counted("youth_care_half_year"), (Counts{4, 0}));
}

TEST(PublishedCare, counts_orders_of_the_year_that_ended_or_whose_child_came_of_age)
{
    Town town;
    auto const child = town.add_home({50.0}, {3.0, 5.0, 7.0, 18.2, 18.4}).children;
    town.set(facts::order, child[0], number(supervision_order));
    town.set(facts::order_since, child[0], Town::last_year);
    town.set(facts::order_since, child[1], Town::this_year);
    town.set(facts::order_since, child[2], Town::last_year);
    town.set(facts::order_since, child[3], Town::this_year);
    EXPECT_EQ(town.counted("protection_in_year"), (Counts{3, 3}));
}

TEST(PublishedCare, tells_how_long_help_and_stays_lasted_that_ended_in_the_year)
{
    Town town;
    auto const home = town.add_home({50.0}, {3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0});
    auto const help = [&](std::size_t child, int began, int last) {
        town.set(facts::care_since, home.children[child], months_ago(began));
        town.set(facts::youth_help, home.children[child], months_ago(last));
    };
    help(0, 4, 3);    // 2 months
    help(1, 14, 12);  // ended in January: 3 months
    help(2, 14, 13);  // ended last December
    help(3, 8, 0);    // goes on
    help(4, 20, 6);   // then a stay of 6 months
    town.set(facts::stay_since, home.children[4], months_ago(7));
    town.set(facts::stay_month, home.children[4], months_ago(1));
    help(5, 30, 0);  // a stay that goes on
    town.set(facts::stay_since, home.children[5], months_ago(24));
    town.set(facts::stay_month, home.children[5], months_ago(0));
    town.set(facts::stay, home.children[5], number(foster_care));
    help(6, 2, 6);   // other help began since, so when the ended one began is not known
    help(7, 30, 3);  // 28 months
    EXPECT_EQ(town.counted("youth_care_ended_0_3"), (Counts{1, 4}));
    EXPECT_EQ(town.counted("youth_care_ended_3_6"), (Counts{1, 4}));
    EXPECT_EQ(town.counted("youth_care_ended_6_12"), (Counts{1, 4}));
    EXPECT_EQ(town.counted("youth_care_ended_12_24"), (Counts{0, 4}));
    EXPECT_EQ(town.counted("youth_care_ended_24_up"), (Counts{1, 4}));
}

TEST(PublishedCare, tells_the_wait_of_who_got_ambulant_help_from_that_of_who_did_not_yet)
{
    Town town;
    auto const child = town.add_home({50.0}, {3.0, 4.0, 5.0, 6.0, 7.0}).children;
    town.set_each(facts::care, {child[0], child[1]}, number(ambulant));
    town.set(facts::care, child[2], number(neighbourhood_team));
    town.set_each(facts::care_since, {child[0], child[2]}, Town::this_year);
    town.set(facts::care_since, child[1], Town::last_year);
    town.set_each(facts::waited, {child[0], child[1]}, 4);
    town.set_each(facts::asks, {child[0], child[2], child[4]}, number(ambulant));
    town.set_each(facts::asks_since, {child[0], child[2], child[4]}, months_ago(9));
    town.set(facts::stay, child[4], number(foster_care));
    EXPECT_EQ(town.counted("waited_for_ambulant"), (Counts{4, 1}));
    EXPECT_EQ(town.counted("waits_for_ambulant"), (Counts{9, 1})) << "for a step up, and at home";
}

TEST(PublishedCare, tells_the_wait_for_stays_of_the_year_and_who_of_all_are_in_foster_care)
{
    Town town;
    auto const child = town.add_home({50.0}, {3.0, 4.0, 5.0}).children;
    town.set(facts::stay, child[0], number(foster_care));
    town.set(facts::stay_since, child[0], Town::this_year);
    town.set(facts::stay_asked_since, child[0], Town::this_year - 3);
    town.set(facts::stay, child[1], number(residential));
    town.set(facts::stay_since, child[1], Town::last_year);
    town.set(facts::stay_asked_since, child[1], Town::last_year - 8);
    EXPECT_EQ(town.counted("waited_for_stay"), (Counts{3, 1}));
    EXPECT_EQ(town.counted("away_in_foster_care"), (Counts{1, 2}));
}

TEST(PublishedCare, tells_who_asked_for_youth_help_in_december)
{
    Town town;
    auto const child = town.add_home({50.0}, {3.0, 4.0, 5.0, 6.0, 7.0}).children;
    town.set_each(facts::asks, child, number(ambulant));
    town.set(facts::asks, child[3], number(school_support));
    town.set_each(facts::asks_since, child, months_ago(0));
    town.set(facts::asks_since, child[4], months_ago(1));
    town.set(facts::noticed, child[0], facts::by_family);
    town.set(facts::noticed, child[1], facts::by_family_doctor);
    town.set(facts::noticed, child[2], facts::by_helper);
    town.set_each(facts::noticed, {child[3], child[4]}, facts::by_family);
    EXPECT_EQ(town.counted("asked_by_family_or_doctor"), (Counts{2, 3}));
}

TEST(PublishedCare, tells_toddlers_whom_the_clinic_noticed_by_whether_they_have_problems)
{
    Town town;
    auto const child = town.add_home({30.0}, {1.9, 2.0, 3.9, 2.5, 3.0, 4.0}).children;
    town.set_each(facts::problem, {child[0], child[1], child[2], child[5]}, 2);
    town.set(facts::problem, child[3], 1);
    town.set_each(facts::noticed, {child[0], child[1], child[3], child[5]},
                  facts::by_well_baby_clinic);
    town.set(facts::noticed, child[2], facts::by_family_doctor);
    EXPECT_EQ(town.counted("noticed_at_clinic_problems"), (Counts{1, 2}));
    EXPECT_EQ(town.counted("noticed_at_clinic_others"), (Counts{1, 2}));
}

}  // namespace
}  // namespace smartstart::test
