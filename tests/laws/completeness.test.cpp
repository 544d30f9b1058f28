#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "engine/outcome/group.hpp"
#include "engine/outcome/outcome.hpp"
#include "engine/step/step.hpp"

namespace smartstart {
namespace {

namespace fs = std::filesystem;

TEST(EveryStep, has_a_name_of_its_own_parameters_a_page_a_test_and_a_summary)
{
    fs::path const root{SMARTSTART_SOURCE_DIR};
    std::set<std::string> names;
    for (auto const& step : all_steps()) {
        std::string const name{step.name};
        EXPECT_TRUE(names.insert(name).second) << name << " is listed twice";
        EXPECT_FALSE(step.summary.empty()) << name;
        for (auto const& file : {root / "engine" / "steps" / (name + ".cpp"),
                                 root / "scenarios" / "parameters" / (name + ".yaml"),
                                 root / "docs" / "model" / "steps" / (name + ".md"),
                                 root / "tests" / "engine" / "steps" / (name + ".test.cpp")}) {
            EXPECT_TRUE(fs::exists(file) && fs::file_size(file) > 0) << file;
        }
    }
}

TEST(EveryOutcome, says_in_two_languages_what_it_is_and_where_the_definition_comes_from)
{
    for (auto const& kind : all_outcomes()) {
        auto const& info = kind.info;
        EXPECT_FALSE(info.long_name_en.empty()) << info.id;
        EXPECT_FALSE(info.long_name_nl.empty()) << info.id;
        EXPECT_FALSE(info.units.empty()) << info.id;
        EXPECT_FALSE(info.numerator.empty()) << info.id;
        EXPECT_EQ(info.denominator.empty(), info.transform == Transform::count) << info.id;
        EXPECT_FALSE(info.source_of_definition.empty()) << info.id;
    }
}

TEST(EveryOutcome, that_is_promised_to_users_is_there_once)
{
    constexpr std::array promised{"cito_mean",
                                  "cito_sd",
                                  "early_school_leavers",
                                  "youth_care_use",
                                  "youth_care_use_front",
                                  "youth_care_use_back",
                                  "youth_care_new",
                                  "waiting_children",
                                  "waiting_months",
                                  "unmet_need",
                                  "supervision_orders",
                                  "supervision_orders_new",
                                  "placements",
                                  "guardianship",
                                  "returns_home",
                                  "maltreatment",
                                  "maltreatment_reported",
                                  "suspects_12_17",
                                  "suspects_18_24",
                                  "police_reports",
                                  "youth_probation",
                                  "health_score",
                                  "good_health",
                                  "mental_health_problems",
                                  "problem_debt_households",
                                  "social_assistance_households",
                                  "social_assistance_children",
                                  "child_poverty",
                                  "disability_benefit",
                                  "skill_cognitive",
                                  "skill_social_emotional",
                                  "risk_count_mean",
                                  "problem_serious",
                                  "problem_crisis",
                                  "population",
                                  "births",
                                  "deaths",
                                  "households",
                                  "single_parent_households"};
    auto const& all = all_outcomes();
    auto const with = [&](auto const& fits) { return std::ranges::count_if(all, fits); };
    for (std::string const id : promised) {
        EXPECT_EQ(with([&](OutcomeKind const& kind) { return kind.info.id == id; }), 1) << id;
    }
    EXPECT_GE(
        with([](OutcomeKind const& kind) { return kind.info.id.starts_with("school_advice_"); }),
        3);
}

TEST(EveryGroup, has_a_label_in_two_languages_and_the_first_is_everybody)
{
    auto const groups = all_groups();
    EXPECT_EQ(groups.front().label, "all");
    for (auto const& group : groups) {
        EXPECT_FALSE(group.label.empty());
        EXPECT_FALSE(group.label_nl.empty()) << group.label;
        EXPECT_FALSE(group.kind.empty()) << group.label;
    }
}

}  // namespace
}  // namespace smartstart
