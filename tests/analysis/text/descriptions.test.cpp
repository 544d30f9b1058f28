#include <fstream>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/description/description.hpp"
#include "analysis/text/translation.hpp"
#include "engine/run/start_fit.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Tables of the start population and their cells, those that are places apart.
std::set<std::string> names_in(Prepared const& prepared)
{
    std::set<std::string> names;
    std::set<std::string> places;
    for (auto const& place : prepared.blueprint->region().municipalities()) {
        places.insert(place.name);
    }
    for (auto const& margin : fit_of_start(prepared).margins) {
        names.insert(margin.name);
        for (auto const& cell : margin.cells) {
            auto const comma = cell.name.find(", ");
            auto const name = comma == cell.name.npos ? cell.name : cell.name.substr(comma + 2);
            if (!places.contains(name)) {
                names.insert(name);
            }
        }
    }
    return names;
}

/// What steps and columns say of themselves, and tables of the start population.
std::set<std::string> all_described()
{
    auto const prepared = test::small({"today-30-70"}).front();
    std::set<std::string> texts = names_in(prepared);
    for (auto const& kind : prepared.blueprint->kinds()) {
        texts.insert(std::string{kind.summary});
        texts.insert(std::string{label(kind.phase)});
    }
    auto const& schema = prepared.blueprint->schema();
    for (auto const* columns : {&schema.people(), &schema.families()}) {
        for (auto const& column : *columns) {
            texts.insert(column.meaning);
        }
    }
    return texts;
}

TEST(Descriptions, of_every_step_column_and_table_are_there_in_dutch)
{
    for (auto const& text : all_described()) {
        EXPECT_TRUE(dutch_description(text).has_value())
            << "Dutch readers see this in English. Add these two lines to "
               "analysis/text/descriptions.txt, the second indented by four spaces:\n"
            << text << "\n    the same in Dutch";
    }
}

TEST(Descriptions, that_are_in_the_table_are_those_of_a_step_column_or_table)
{
    auto const said = all_described();
    std::ifstream table{std::string{SMARTSTART_SOURCE_DIR} + "/analysis/text/descriptions.txt"};
    std::size_t count = 0;
    for (std::string line; std::getline(table, line);) {
        auto const is_english =
            !line.empty() && !line.starts_with("    ") && !line.starts_with('#');
        if (is_english && line.find(' ') != std::string::npos && line.find("{a}") == line.npos) {
            ++count;
            EXPECT_TRUE(said.contains(line)) << line << "\nis said by no step, column or table.";
        }
    }
    EXPECT_GT(count, 100U) << "the table is not found any more";
}

TEST(Descriptions, stand_in_the_pages_of_dutch_readers)
{
    auto const prepared = test::small({"today-30-70"}).front();
    auto const page = [&](auto const& describe) {
        return written(describe(prepared, Language::dutch), SheetFormat::text);
    };
    EXPECT_THAT(page(describe_steps), HasSubstr("Mensen overlijden, naar leeftijd en geslacht"));
    EXPECT_THAT(page(describe_schedule), HasSubstr("spanning"));
    EXPECT_THAT(page(describe_columns), HasSubstr("heel getal, 8 bits"));
    auto const region = page(describe_region);
    EXPECT_THAT(region, HasSubstr("\nmensen naar leeftijd en geslacht "));
    EXPECT_THAT(region, HasSubstr(", vrouwen "));
    EXPECT_THAT(region, Not(HasSubstr("people by age")));
    auto const settings = page(describe_settings);
    EXPECT_THAT(settings, HasSubstr("een percentage van 0 % tot en met 100 %, zoals '30 %', of"));
    EXPECT_THAT(settings, HasSubstr("per jaar\n"));
    EXPECT_THAT(settings, HasSubstr("een van 'overspend'"));
    for (auto const* const english : {"a whole number", "a percentage", "one of '", "a text\n",
                                      "an amount", "a first and", "a plain number", "a list"}) {
        EXPECT_THAT(settings, Not(HasSubstr(std::string{"kan    "} + english)));
    }
}

}  // namespace
}  // namespace smartstart
