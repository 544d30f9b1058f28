#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

using Settings = std::vector<std::string>;

/// What differs between today's scenario with one and with the other settings.
std::set<std::string> what_differs(Settings const& always, Settings one, Settings other)
{
    auto const lived = [&](Settings& settings) {
        settings.insert(settings.end(), always.begin(), always.end());
        return small({"today-30-70"}, {.set = settings, .one_in = 100});
    };
    auto const first = lived(one);
    auto const second = lived(other);
    auto const found =
        differences(lives_of(first)[0][0], lives_of(second)[0][0], *first.front().blueprint);
    return {found.begin(), found.end()};
}

/// Who is known, who asks and waits, who gets a place, and money.
std::set<std::string> const known_cases{"youth_care_use",
                                        "youth_care_use_front",
                                        "youth_care_use_back",
                                        "youth_care_new",
                                        "youth_care_stay_share",
                                        "waiting_children",
                                        "waiting_months",
                                        "unmet_need",
                                        "maltreatment_reported",
                                        "cents",
                                        "realised"};

void expect_nothing_but(std::set<std::string> const& allowed, std::set<std::string> const& found)
{
    for (auto const& name : found) {
        EXPECT_TRUE(allowed.contains(name)) << name << " differs";
    }
}

/// A court is help of another kind: it takes children away from home.
Settings const no_court{"steps.protection.order_after_report=0 per year",
                        "steps.protection.return_ratio_when_parents_helped=1"};

Settings and_no_court(Settings settings)
{
    settings.insert(settings.end(), no_court.begin(), no_court.end());
    return settings;
}

TEST(Detection, where_there_is_no_help_changes_nothing_but_who_is_known_and_what_it_costs)
{
    // Crisis care is never refused, so it is there without money, and does nothing here.
    auto const found =
        what_differs(and_no_court({"investment.total=0 euro", "steps.care.crisis_care_effect=0"}),
                     {"structure.detection=on"}, {"structure.detection=off"});
    expect_nothing_but(known_cases, found);
    EXPECT_TRUE(found.contains("waiting_children")) << "detection did nothing at all";
}

TEST(Detection, with_help_that_does_nothing_changes_nothing_but_who_is_known_and_what_it_costs)
{
    auto const found = what_differs(
        and_no_court({"steps.care.transport_factor=0", "steps.family_support.transport_factor=0",
                      "steps.family_support.debt_families_asking=0 per year"}),
        {"structure.detection=on"}, {"structure.detection=off"});
    expect_nothing_but(known_cases, found);
    EXPECT_TRUE(found.contains("youth_care_use"));
}

TEST(Detection, with_help_that_works_does_change_lives)
{
    auto const found = what_differs({}, {"structure.detection=on"}, {"structure.detection=off"});
    EXPECT_TRUE(found.contains("problem_serious"));
    EXPECT_TRUE(found.contains("skill_social_emotional"));
}

TEST(Investigation, alone_changes_nothing_but_the_number_of_reports_and_what_they_cost)
{
    auto const found = what_differs(and_no_court({"steps.find_spots.report_leads_to_request=0 %"}),
                                    {"steps.maltreatment.report_by_others=0 per year"},
                                    {"steps.maltreatment.report_by_others=5 per year"});
    expect_nothing_but({"maltreatment_reported", "cents"}, found);
    EXPECT_TRUE(found.contains("maltreatment_reported"));
}

}  // namespace
}  // namespace smartstart::test
