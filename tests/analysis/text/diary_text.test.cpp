#include "analysis/text/diary_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"

namespace smartstart {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr auto team = static_cast<std::uint8_t>(ServiceKind::neighbourhood_team);
constexpr auto ambulant = static_cast<std::uint8_t>(ServiceKind::ambulant);
constexpr auto foster_care = static_cast<std::uint8_t>(ServiceKind::foster_care);

DiaryPage page()
{
    DiaryPage found;
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
    before.care = ambulant;
    DiaryPage after = page();
    after.care = team;
    EXPECT_THAT(changes(before, after, Language::english),
                ElementsAre(HasSubstr("help for the child ends: "),
                            HasSubstr("help for the child begins: ")));
}

TEST(State, says_how_things_stand_and_not_that_they_begin)
{
    DiaryPage now = page();
    now.heads = 1;
    now.poor = now.debt = now.parent_ill = true;
    now.problem = 2;
    now.care = team;
    EXPECT_THAT(state(now, Language::english),
                ElementsAre("one adult at home", "an income below the low-income line",
                            "problematic debts", "a mentally ill parent", "serious problems",
                            "help for the child: neighbourhood team"));
    EXPECT_THAT(state(now, Language::dutch),
                AllOf(Contains("problematische schulden"), Contains("hulp voor het kind: wijkteam"),
                      Not(Contains(HasSubstr("ontstaan")))));
    EXPECT_THAT(state(page(), Language::english), ElementsAre("two adults at home", "no problems"));
}

TEST(Waiting, ends_in_the_month_in_which_help_begins)
{
    DiaryPage waits = page();
    waits.asks = ambulant;
    EXPECT_EQ(service_waited_for(waits), ambulant);
    DiaryPage helped = waits;
    helped.care = ambulant;
    EXPECT_EQ(service_waited_for(helped), 0);
    EXPECT_THAT(changes(waits, helped, Language::english),
                ElementsAre("help for the child begins: specialist help at home"));
    DiaryPage later = helped;
    later.asks = 0;
    EXPECT_THAT(changes(helped, later, Language::english), IsEmpty()) << "it has been told";
}

TEST(Waiting, goes_on_beside_other_help_at_home_and_not_away_from_home)
{
    DiaryPage waits = page();
    waits.asks = ambulant;
    waits.care = team;
    EXPECT_EQ(service_waited_for(waits), ambulant);
    DiaryPage away = waits;
    away.stay = foster_care;
    EXPECT_EQ(service_waited_for(away), 0);
    EXPECT_THAT(changes(waits, away, Language::english),
                Contains("no longer on the list for specialist help at home"));
}

}  // namespace
}  // namespace smartstart
