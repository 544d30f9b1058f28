#include <gtest/gtest.h>

#include "engine/steps/history.hpp"
#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/published_harm.cpp.

TEST(PublishedHarm, tells_who_is_maltreated_by_what_the_household_lacks)
{
    Town town;
    auto const lacking = town.add_home({34.0}, {2.0, 5.0, 17.9, 18.0});
    auto const other = town.add_home({34.0}, {2.0, 5.0});
    town.set(facts::risk_factors, lacking.family,
             facts::risk_low_education | facts::risk_single_parent);
    town.set(facts::risk_factors, other.family, facts::risk_no_work | facts::risk_poverty);
    town.set(facts::maltreated_month, lacking.children[0], Town::this_year);
    town.set(facts::maltreated_month, lacking.children[1], Town::last_year);
    town.set(facts::maltreated_month, lacking.children[3], Town::this_year);
    town.set_each(facts::maltreated_month, other.children, Town::this_year);
    EXPECT_EQ(town.counted("maltreated_low_education"), (Counts{1, 3}));
    EXPECT_EQ(town.counted("maltreated_more_education"), (Counts{2, 2}));
    EXPECT_EQ(town.counted("maltreated_no_work"), (Counts{2, 2}));
    EXPECT_EQ(town.counted("maltreated_work"), (Counts{1, 3}));
}

TEST(PublishedHarm, tells_which_maltreated_children_were_reported_in_the_same_year)
{
    Town town;
    auto const alone = town.add_home({34.0}, {2.0, 3.0, 4.0, 5.0});
    auto const idle = town.add_home({34.0, 36.0}, {6.0, 18.0});
    town.set(facts::risk_factors, alone.family, facts::risk_single_parent);
    town.set(facts::risk_factors, idle.family, facts::risk_no_work);
    for (auto const i : {0U, 1U, 2U}) {
        town.set(facts::maltreated_month, alone.children[i], Town::this_year);
    }
    town.set_each(facts::maltreated_month, idle.children, Town::this_year);
    town.set(facts::reported, alone.children[0], Town::this_year);
    town.set(facts::reported, alone.children[1], Town::last_year);
    town.set(facts::reported, alone.children[3], Town::this_year);  // reported, not maltreated
    town.set_each(facts::reported, idle.children, Town::this_year);
    EXPECT_EQ(town.counted("maltreated_reported"), (Counts{2, 4}));
    EXPECT_EQ(town.counted("reported_single_parent"), (Counts{1, 2}));
    EXPECT_EQ(town.counted("reported_no_work"), (Counts{1, 2}));
}

TEST(PublishedHarm, tells_victims_by_age_among_all_children)
{
    Town town;
    auto const home = town.add_home({34.0}, {0.5, 3.9, 4.0, 12.0, 17.9});
    town.set_each(facts::maltreated_month, home.children, Town::this_year);
    town.set_each(facts::reported, {home.children[0], home.children[2], home.children[4]},
                  Town::this_year);
    town.set(facts::reported, town.add_home({34.0}, {1.0}).children[0], Town::this_year);
    EXPECT_EQ(town.counted("victims_aged_0_3"), (Counts{1, 3}));
    EXPECT_EQ(town.counted("victims_aged_12_17"), (Counts{1, 2}));
}

TEST(PublishedHarm, counts_violence_of_couples)
{
    Town town;
    auto const violent = town.add_home({34.0, 36.0}, {2.0});
    town.add_home({34.0, 36.0});
    town.add(50.0);
    town.set(facts::violence, violent.family, 1);
    EXPECT_EQ(town.counted("violence_couples"), (Counts{1, 2}));
}

TEST(PublishedHarm, looks_back_on_reports_of_a_year_and_a_half_ago)
{
    Town town;
    auto const months_ago = [](int months) { return moment(Town::now - Months{months}); };
    auto const calm = town.add_home({34.0}, {2.0, 3.0, 4.0, 5.0, 6.0});
    auto const violent = town.add_home({34.0, 36.0}, {2.0});
    town.set(facts::violence, violent.family, 1);
    town.set(facts::reported, calm.children[0], months_ago(11));
    town.set(facts::reported, calm.children[1], months_ago(12));
    town.set(facts::reported, calm.children[2], months_ago(23));
    town.set(facts::reported, calm.children[3], months_ago(24));
    town.set(facts::maltreated, calm.children[2], 1);
    town.set(facts::reported, violent.children[0], months_ago(18));
    EXPECT_EQ(town.counted("reported_and_over"), (Counts{1, 3}));
}

TEST(PublishedHarm, counts_suspects_by_their_age_at_the_end_of_the_year)
{
    Town town;
    for (auto const age : {11.9, 12.0, 14.0, 14.9, 15.0, 19.9, 60.0}) {
        town.set(facts::suspect, town.add(age), Town::this_year);
    }
    town.set(facts::suspect, town.add(14.5), Town::last_year);
    town.add(14.5);
    EXPECT_EQ(town.counted("suspect_aged_12"), (Counts{1, 1}));
    EXPECT_EQ(town.counted("suspect_aged_13"), (Counts{0, 0}));
    EXPECT_EQ(town.counted("suspect_aged_14"), (Counts{2, 4}));
    EXPECT_EQ(town.counted("suspect_aged_15"), (Counts{1, 1}));
    EXPECT_EQ(town.counted("suspect_aged_19"), (Counts{1, 1}));
    EXPECT_EQ(town.counted("suspect_aged_12_24"), (Counts{5, 7}));
    EXPECT_EQ(town.counted("suspect_aged_12_up"), (Counts{6, 8}));
}

TEST(PublishedHarm, counts_a_record_at_the_end_of_seventeen_once_however_long)
{
    Town town;
    town.set(facts::offences, town.add(16.9), 1);
    town.set(facts::offences, town.add(17.0), 1);
    town.set(facts::offences, town.add(17.9), 4);
    town.set(facts::offences, town.add(18.0), 1);
    town.add(17.5);
    EXPECT_EQ(town.counted("suspect_ever_17"), (Counts{2, 3}));
}

}  // namespace
}  // namespace smartstart::test
