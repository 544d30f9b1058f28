#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/youth_care.cpp.

TEST(YouthCareOutcomes, count_minors_with_help_in_the_year_by_side)
{
    Town town;
    auto const home = town.add_home({40.0}, {3.0, 4.0, 5.0, 6.0, 18.0});
    auto const& child = home.children;
    town.set(facts::youth_help, child[0], Town::this_year);
    town.set(facts::youth_help, child[1], Town::last_year);
    town.set(facts::youth_help, child[4], Town::this_year);
    town.set(facts::care_front, child[0], moment(Town::now));
    town.set(facts::care_back, child[2], Town::this_year);
    town.set(facts::stay_month, child[3], Town::this_year);
    town.set(facts::care_first, child[0], Town::last_year);
    town.set(facts::care_first, child[2], Town::this_year);
    EXPECT_EQ(town.counted("youth_care_use"), (Counts{2, 4})) << "a stay is youth care by itself";
    EXPECT_EQ(town.counted("youth_care_use_front"), (Counts{1, 4}));
    EXPECT_EQ(town.counted("youth_care_use_back"), (Counts{2, 4})) << "a stay is back-end help";
    EXPECT_EQ(town.counted("youth_care_new"), (Counts{1, 4}));
}

TEST(YouthCareOutcomes, take_the_share_with_a_stay_over_users_of_youth_help)
{
    Town town;
    auto const child = town.add_home({40.0}, {3.0, 4.0, 5.0, 18.0}).children;
    town.set_each(facts::youth_help, {child[0], child[1], child[3]}, Town::this_year);
    town.set(facts::stay_month, child[0], Town::this_year);
    town.set(facts::stay_month, child[1], Town::last_year);
    town.set(facts::stay_month, child[2], Town::this_year);
    town.set(facts::stay_month, child[3], Town::this_year);
    EXPECT_EQ(town.counted("youth_care_stay_share"), (Counts{2, 3}));
}

TEST(YouthCareOutcomes, count_children_who_wait_now_and_no_adults)
{
    Town town;
    auto const home = town.add_home({40.0}, {3.0, 17.9, 18.0});
    auto const ambulant = static_cast<facts::Number>(ServiceKind::ambulant);
    town.set(facts::asks, home.children[0], ambulant);
    town.set(facts::asks, home.children[2], ambulant);
    EXPECT_EQ(town.counted("waiting_children"), (Counts{1, 0}));
}

TEST(YouthCareOutcomes, count_nobody_as_waiting_whose_help_or_stay_has_begun)
{
    Town town;
    auto const home = town.add_home({40.0}, {3.0, 5.0, 7.0});
    auto const ambulant = static_cast<facts::Number>(ServiceKind::ambulant);
    town.set_each(facts::asks, home.children, ambulant);
    town.set(facts::care, home.children[0], ambulant);
    town.set(facts::stay, home.children[1], static_cast<facts::Number>(ServiceKind::foster_care));
    town.set(facts::care, home.children[2],
             static_cast<facts::Number>(ServiceKind::neighbourhood_team));
    EXPECT_EQ(town.counted("waiting_children"), (Counts{1, 0})) << "for a step up";
}

TEST(YouthCareOutcomes, take_the_months_that_are_waited_still_so_that_nobody_is_forgotten)
{
    Town town;
    auto const child = town.add_home({40.0}, {3.0, 5.0}).children;
    auto const ambulant = static_cast<facts::Number>(ServiceKind::ambulant);
    town.set_each(facts::asks, child, ambulant);
    town.set_each(facts::asks_since, child, static_cast<facts::When>(moment(Town::now) - 20));
    EXPECT_EQ(town.counted("waiting_months"), (Counts{40, 2})) << "nobody got in";
    town.set(facts::care, child[0], ambulant);
    town.set(facts::care_since, child[0], moment(Town::now));
    town.set(facts::waited, child[0], 3);
    EXPECT_EQ(town.counted("waiting_months"), (Counts{3 + 20, 2})) << "got it this month";
}

TEST(YouthCareOutcomes, take_the_months_waited_by_those_who_started_in_the_year)
{
    Town town;
    auto const child = town.add_home({40.0}, {3.0, 4.0, 5.0, 6.0, 7.0}).children;
    town.set(facts::care_since, child[0], Town::this_year);
    town.set(facts::waited, child[0], 7);
    town.set(facts::stay_since, child[1], Town::this_year);
    town.set(facts::stay_asked_since, child[1], Town::this_year);
    town.set(facts::waited, child[1], 9);  // for earlier help
    town.set(facts::care_since, child[2], Town::last_year);
    town.set(facts::waited, child[2], 20);
    EXPECT_EQ(town.counted("waiting_months"), (Counts{7, 2}));
    town.set(facts::care_since, child[3], Town::last_year);
    town.set(facts::waited, child[3], 9);
    town.set(facts::stay_since, child[3], Town::this_year);
    town.set(facts::stay_asked_since, child[3], Town::this_year - 4);
    EXPECT_EQ(town.counted("waiting_months"), (Counts{11, 3})) << "a stay has a wait of its own";
    town.set(facts::stay_since, child[4], Town::last_year);
    town.set(facts::stay_asked_since, child[4], Town::last_year - 5);
    town.set(facts::care_since, child[4], Town::this_year);
    town.set(facts::waited, child[4], 2);
    EXPECT_EQ(town.counted("waiting_months"), (Counts{13, 4})) << "so has help after it";
    town.set(facts::care_since, child[3], Town::this_year);
    EXPECT_EQ(town.counted("waiting_months"), (Counts{13, 4})) << "in one month the stay counts";
    town.set(facts::care_since, child[3], Town::last_year);
    town.set(facts::stay_asked_since, child[3], Town::this_year + 1);
    EXPECT_EQ(town.counted("waiting_months"), (Counts{2 + 7, 3})) << "that waits for another";
}

TEST(YouthCareOutcomes, call_a_need_unmet_when_nobody_helps_child_or_family)
{
    Town town;
    auto const alone = town.add_home({40.0}, {3.0, 4.0, 5.0, 6.0});
    auto const helped = town.add_home({40.0}, {7.0});
    auto const service = static_cast<facts::Number>(ServiceKind::foster_care);
    town.set_each(facts::problem, {alone.children[0], alone.children[1], alone.children[2]}, 2);
    town.set(facts::problem, alone.children[3], 1);  // not serious
    town.set(facts::problem, helped.children[0], 3);
    town.set(facts::care, alone.children[1], service);
    town.set(facts::stay, alone.children[2], service);
    town.set(facts::support, helped.family, service);
    EXPECT_EQ(town.counted("unmet_need"), (Counts{1, 4}));
}

}  // namespace
}  // namespace smartstart::test
