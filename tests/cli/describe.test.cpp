#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "engine/outcome/outcome.hpp"
#include "engine/step/step.hpp"
#include "tests/cli/program.hpp"

namespace smartstart {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

nlohmann::json described(std::string const& part)
{
    Program const program;
    auto const ran = program({"describe", part, "--format", "json"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return nlohmann::json::parse(ran.out);
}

TEST(Describe, knows_every_step_and_what_it_changes)
{
    auto const steps = described("steps").at("steps");
    ASSERT_EQ(steps.size(), all_steps().size());
    std::string changes;
    for (auto const& step : steps) {
        EXPECT_FALSE(step.at("summary").get<std::string>().empty()) << step;
        if (step.at("step") == "debts") {
            changes = step.at("changes");
        }
    }
    EXPECT_THAT(changes, HasSubstr("debt"));
}

TEST(Describe, knows_every_outcome)
{
    auto const outcomes = described("outcomes").at("outcomes");
    EXPECT_EQ(outcomes.size(), all_outcomes().size());
}

TEST(Describe, defines_outcomes_in_dutch)
{
    Program const program;
    auto const text = program({"describe", "outcomes", "--language", "nl"}).out;
    EXPECT_THAT(text, AllOf(HasSubstr("huishoudens met bijstand aan het einde van het jaar"),
                            HasSubstr("risicofactoren"), Not(HasSubstr("at the end of"))));
}

TEST(Describe, knows_where_every_parameter_comes_from)
{
    auto const settings = described("settings");
    EXPECT_GT(settings.at("parameters").size(), 100U);
    std::set<std::string> units;
    for (auto const& parameter : settings.at("parameters")) {
        EXPECT_FALSE(parameter.at("value").get<std::string>().empty()) << parameter;
        EXPECT_FALSE(parameter.at("source").get<std::string>().empty()) << parameter;
        EXPECT_FALSE(parameter.at("confidence").get<std::string>().empty()) << parameter;
        EXPECT_FALSE(parameter.at("prior").get<std::string>().empty()) << parameter;
        EXPECT_FALSE(parameter.at("readers").get<std::string>().empty()) << parameter;
        units.insert(parameter.at("unit").get<std::string>());
    }
    EXPECT_THAT(units, testing::IsSupersetOf({"", "%", "per year", "months", "euro"}));
    EXPECT_LT(units.size(), 20U) << "what stands there are no units";
    auto const& levers = settings.at("levers");
    EXPECT_TRUE(std::ranges::any_of(
        levers, [](auto const& lever) { return lever.at("setting") == "investment.front_share"; }));
}

TEST(Describe, knows_every_column_and_who_changes_it)
{
    auto const columns = described("columns");
    for (auto const* const table : {"people", "families"}) {
        for (auto const& column : columns.at(table)) {
            EXPECT_FALSE(column.at("meaning").get<std::string>().empty()) << column;
            EXPECT_FALSE(column.at("owner").get<std::string>().empty()) << column;
        }
    }
}

TEST(Describe, tells_the_month_in_order)
{
    Program const program;
    auto const text = program({"describe", "schedule"}).out;
    EXPECT_LT(text.find("mortality"), text.find("register"));
    EXPECT_LT(text.find("register"), text.find("debts"));
    EXPECT_LT(text.find("requests"), text.find("costs"));
    EXPECT_THAT(program({"describe", "schedule", "--language", "nl"}).out,
                HasSubstr("Elke maand, in deze volgorde:"));
}

TEST(Describe, tells_how_far_the_start_population_is_off_from_each_table)
{
    Program const program;
    auto const ran = program({"describe", "region"});
    EXPECT_EQ(ran.exit, 0) << ran.err;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("GM0855"), HasSubstr("Hilvarenbeek"),
                               HasSubstr("people by age and sex")));
}

TEST(Describe, refuses_what_it_does_not_have)
{
    Program const program;
    auto const misspelt = program({"describe", "stepz"});
    EXPECT_EQ(misspelt.exit, 2);
    EXPECT_THAT(misspelt.err, HasSubstr("'PART' is 'stepz', but must be one of steps, settings"));
    EXPECT_THAT(misspelt.err, HasSubstr("Is 'steps' meant?"));
    EXPECT_EQ(program({"describe", "--format", "xml"}).exit, 2);
    EXPECT_EQ(program({"describe", "--scenario", program.file("absent.yaml")}).exit, 2);
}

}  // namespace
}  // namespace smartstart
