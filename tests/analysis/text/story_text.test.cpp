#include "analysis/text/story_text.hpp"

#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"

namespace smartstart {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Pages = std::vector<std::optional<DiaryPage>>;

constexpr auto team = static_cast<std::uint8_t>(ServiceKind::neighbourhood_team);

DiaryPage page()
{
    DiaryPage found;
    found.age_in_months = 40;
    found.heads = 2;
    return found;
}

std::string told(Pages base, Pages other, Language language = Language::english)
{
    Story story;
    story.family.value = 77;
    story.municipality = "Goirle";
    story.start = Month::of(2025, 1);
    story.base = std::move(base);
    story.other = std::move(other);
    return story_text(story, "today", "shift", language);
}

TEST(Story, tells_once_what_both_worlds_share_and_says_that_it_is_made_up)
{
    DiaryPage serious = page();
    serious.problem = 2;
    DiaryPage helped = serious;
    helped.care = team;
    auto const text = told({page(), serious, serious}, {page(), serious, helped});
    EXPECT_THAT(text, HasSubstr("does not exist"));
    EXPECT_THAT(text, HasSubstr("2025-02 (3 years)\n  in both: serious problems\n"));
    EXPECT_THAT(text, HasSubstr("  shift: help for the child begins: "));
    EXPECT_THAT(text, Not(HasSubstr("  today: help")));
    EXPECT_THAT(text, HasSubstr("today: 2 months with serious problems, 0 waiting, 0 with help"));
    EXPECT_THAT(text, HasSubstr("shift: 2 months with serious problems, 0 waiting, 1 with help"));
}

TEST(Story, tells_an_age_of_one_year)
{
    auto young = page();
    young.age_in_months = 23;
    EXPECT_THAT(told({young}, {young}), HasSubstr("At the start, 2025-01 (1 year)\n"));
}

TEST(Story, begins_with_how_things_stand)
{
    DiaryPage poor = page();
    poor.poor = true;
    EXPECT_THAT(told({poor, poor}, {poor, poor}),
                AllOf(HasSubstr("At the start, 2025-01 (3 years)\n  in both: two adults at home; "
                                "an income below the low-income line; no problems\n"),
                      Not(HasSubstr("falls"))));
    EXPECT_THAT(told({poor}, {page()}, Language::dutch),
                AllOf(HasSubstr("Bij het begin, 2025-01 (3 jaar)\n"),
                      HasSubstr("  today: twee volwassenen in huis; een inkomen onder"),
                      HasSubstr("  shift: twee volwassenen in huis; geen problemen\n")));
}

TEST(Story, says_that_the_child_left_both_worlds_in_one_month)
{
    Pages const left{page(), page(), std::nullopt, std::nullopt};
    EXPECT_THAT(told(left, left),
                AllOf(HasSubstr("2025-03\n  in both: moved out of the region, or died\n"),
                      HasSubstr("\nUntil the child left (2025-03):\n  today: 0 months")));
    Pages const at_once{std::nullopt};
    EXPECT_THAT(told(at_once, at_once, Language::dutch),
                AllOf(HasSubstr("2025-01\n  in beide: verhuisd naar buiten de regio, of overleden"),
                      HasSubstr("\nTot het kind vertrok (2025-01):\n")));
}

TEST(Story, says_in_which_world_the_child_left)
{
    EXPECT_THAT(told({page(), std::nullopt}, {page(), page()}),
                AllOf(HasSubstr("2025-02 (3 years)\n  today: moved out of the region, or died\n"),
                      HasSubstr("\nAdded up:\n  today, until the child left (2025-02): 0 months"),
                      HasSubstr("\n  shift, until the story ends (2025-02): 0 months")));
}

TEST(Story, says_how_far_its_totals_go)
{
    DiaryPage grown = page();
    grown.age_in_months = 18 * 12;
    grown.problem = 2;
    EXPECT_THAT(told({page(), grown}, {page(), grown}),
                HasSubstr("\nUntil 18:\n  today: 0 months with serious problems"));
    EXPECT_THAT(told({page(), page()}, {page(), page()}, Language::dutch),
                HasSubstr("\nTot het verhaal eindigt (2025-02):\n"));
}

TEST(Story, counts_the_months_before_help_begins_as_waiting)
{
    DiaryPage waits = page();
    waits.asks = team;
    DiaryPage helped = waits;
    helped.care = team;
    EXPECT_THAT(told({waits, waits, helped}, {waits, waits, waits}),
                AllOf(HasSubstr("today: 0 months with serious problems, 2 waiting, 1 with help"),
                      HasSubstr("shift: 0 months with serious problems, 3 waiting, 0 with help")));
}

}  // namespace
}  // namespace smartstart
