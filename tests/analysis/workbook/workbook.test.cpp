#include "analysis/workbook/workbook.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using test::sample_result;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// Of two shifts, which have one title where that is asked for.
std::string sample_workbook(Language language, std::string const& title = {})
{
    Result const base = sample_result({});
    std::vector<Result> others{sample_result({.scenario = "made-up-shift", .effect = -0.1}),
                               sample_result({.scenario = "made-up-other", .effect = -0.2})};
    std::vector<Comparison> comparisons;
    std::vector<Money> moneys;
    for (auto& other : others) {
        other.title_nl = title.empty() ? other.title_nl : title;
        comparisons.push_back(compare(base, other));
        moneys.push_back(compare_money(base, other));
    }
    return workbook({base, others, comparisons, moneys}, language);
}

/// A part of a workbook, which is a zip file, by its name within.
std::string part_of(std::string const& bytes, std::string const& name)
{
    auto const file = std::filesystem::temp_directory_path() /
                      (std::string{"smartstart-"} +
                       ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".xlsx");
    std::ofstream{file, std::ios::binary} << bytes;
    std::string const command =
        "python3 -c \"import sys, zipfile; sys.stdout.write(zipfile.ZipFile('" + file.string() +
        "').read('" + name + "').decode())\"";
    std::string text;
    FILE* const pipe = popen(command.c_str(), "r");
    for (int letter = std::fgetc(pipe); letter != EOF; letter = std::fgetc(pipe)) {
        text.push_back(static_cast<char>(letter));
    }
    EXPECT_EQ(pclose(pipe), 0);
    std::filesystem::remove(file);
    return text;
}

TEST(Workbook, is_the_same_bytes_for_the_same_results)
{
    EXPECT_EQ(sample_workbook(Language::dutch), sample_workbook(Language::dutch));
}

TEST(Workbook, holds_numbers_as_numbers_and_a_chart_for_every_outcome)
{
    std::string const bytes = sample_workbook(Language::english);
    std::string const sheets = part_of(bytes, "xl/workbook.xml");
    for (char const* const name : {"Summary", "Course", "Money", "Assumptions"}) {
        EXPECT_THAT(sheets, HasSubstr("name=\"" + std::string{name} + "\""));
    }
    std::string const course = part_of(bytes, "xl/worksheets/sheet2.xml");
    EXPECT_THAT(course, HasSubstr("<v>2030</v>"));
    std::size_t const outcomes = sample_result({}).outcomes.size();
    EXPECT_THAT(part_of(bytes, "xl/charts/chart" + std::to_string(outcomes) + ".xml"),
                HasSubstr("lineChart"));
}

TEST(Workbook, speaks_dutch)
{
    std::string const bytes = sample_workbook(Language::dutch);
    EXPECT_THAT(part_of(bytes, "xl/workbook.xml"), HasSubstr("name=\"Samenvatting\""));
    auto const texts = part_of(bytes, "xl/sharedStrings.xml");
    EXPECT_THAT(texts, AllOf(HasSubstr("Kinderen met jeugdhulp"), HasSubstr(">zorgverzekeraars<"),
                             Not(HasSubstr("insurers"))));
}

TEST(Workbook, names_scenarios_by_their_titles_and_the_year_and_area_of_its_numbers)
{
    auto const texts = part_of(sample_workbook(Language::english), "xl/sharedStrings.xml");
    EXPECT_THAT(texts, AllOf(HasSubstr(">Made up for tests: made-up-shift<"),
                             Not(HasSubstr(">made-up-shift<")), HasSubstr(">whole region<"),
                             HasSubstr(">Year<"), HasSubstr(">Value, scenario<")));
    EXPECT_THAT(
        part_of(sample_workbook(Language::dutch, "Een titel"), "xl/sharedStrings.xml"),
        AllOf(HasSubstr(">Een titel (made-up-shift)<"), HasSubstr(">Een titel (made-up-other)<")));
}

TEST(Workbook, says_of_which_years_its_money_is)
{
    EXPECT_THAT(part_of(sample_workbook(Language::english), "xl/sharedStrings.xml"),
                HasSubstr(">Euros of 2025 up to and including 2030 together, undiscounted.<"));
    EXPECT_THAT(part_of(sample_workbook(Language::dutch), "xl/sharedStrings.xml"),
                HasSubstr(">Euro's van 2025 tot en met 2030 samen, zonder rente.<"));
}

TEST(Workbook, shows_differences_of_percentages_in_points)
{
    EXPECT_THAT(part_of(sample_workbook(Language::dutch), "xl/styles.xml"),
                HasSubstr("%&quot;-punt&quot;"));
    EXPECT_THAT(part_of(sample_workbook(Language::english), "xl/styles.xml"),
                HasSubstr("%&quot;-points&quot;"));
}

}  // namespace
}  // namespace smartstart
