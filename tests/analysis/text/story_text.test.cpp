#include "analysis/text/story_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartstart {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

DiaryPage page()
{
    DiaryPage found;
    found.month.index = 2025 * 12;
    found.age_in_months = 40;
    found.heads = 2;
    return found;
}

TEST(Changes, are_told_when_they_happen_and_not_while_they_last)
{
    DiaryPage const calm = page();
    DiaryPage debts = page();
    debts.debt = true;
    EXPECT_THAT(changes(calm, debts, Language::english), ElementsAre("problematic debts begin"));
    EXPECT_THAT(changes(debts, debts, Language::english), IsEmpty());
    EXPECT_THAT(changes(debts, calm, Language::dutch),
                ElementsAre("de problematische schulden zijn voorbij"));
}

TEST(Changes, name_the_help_that_ends_and_the_help_that_begins)
{
    DiaryPage before = page();
    before.care = 8;
    DiaryPage after = page();
    after.care = 3;
    auto const told = changes(before, after, Language::english);
    ASSERT_EQ(told.size(), 2U);
    EXPECT_THAT(told[0], HasSubstr("help for the child ends: "));
    EXPECT_THAT(told[1], HasSubstr("help for the child begins: "));
}

TEST(Changes, tell_of_a_child_that_is_no_longer_there)
{
    EXPECT_THAT(changes(page(), std::nullopt, Language::english),
                Contains(HasSubstr("moved out of the region")));
    EXPECT_THAT(changes(std::nullopt, std::nullopt, Language::english), IsEmpty());
}

TEST(Story, tells_once_what_both_worlds_share_and_says_that_it_is_made_up)
{
    Story story;
    story.family.value = 77;
    story.municipality = "Goirle";
    DiaryPage serious = page();
    serious.problem = 2;
    DiaryPage helped = serious;
    helped.care = 3;
    story.base = {page(), serious, serious};
    story.other = {page(), serious, helped};
    std::string const text = story_text(story, "today", "shift", Language::english);
    EXPECT_THAT(text, HasSubstr("does not exist"));
    EXPECT_THAT(text, HasSubstr("in both: serious problems\n"));
    EXPECT_THAT(text, HasSubstr("  shift: help for the child begins: "));
    EXPECT_THAT(text, Not(HasSubstr("  today: help")));
    EXPECT_THAT(text, HasSubstr("today: 2 months with serious problems, 0 waiting, 0 with help"));
    EXPECT_THAT(text, HasSubstr("shift: 2 months with serious problems, 0 waiting, 1 with help"));
}

}  // namespace
}  // namespace smartstart
