#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/population/region_folder.hpp"

namespace smartstart {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

/// Tables as a spreadsheet leaves them, and mistakes that people make in one.
class SpreadsheetTable : public testing::Test {
protected:
    /// The cells of each row after the comments, changed one by one.
    template <class Change>
    void change_cells(std::string const& file, Change const& change) const
    {
        std::istringstream lines{folder.text(file)};
        std::string all;
        for (std::string line; std::getline(lines, line);) {
            std::istringstream cells{line};
            std::string row;
            int column = 0;
            for (std::string cell; std::getline(cells, cell, ',');) {
                row += (row.empty() ? "" : ",") + change(column++, cell);
            }
            all += (line.starts_with('#') ? line : row) + "\n";
        }
        folder.write(file, all);
    }
    /// A column of numbers times a factor.
    void scale(std::string const& file, int which, double factor) const
    {
        change_cells(file, [&](int column, std::string const& cell) {
            auto const is_number = std::isdigit(static_cast<unsigned char>(cell.front())) != 0;
            return column == which && is_number ? std::to_string(factor * std::stod(cell)) : cell;
        });
    }

    RegionFolder folder;
};

TEST_F(SpreadsheetTable, may_begin_with_the_mark_of_utf_8)
{
    for (auto const* table : {"municipalities.csv", "hardship.csv", "links.csv"}) {
        folder.write(table, "\xEF\xBB\xBF" + folder.text(table));
    }
    EXPECT_THAT(folder.said(), IsEmpty());
}

TEST_F(SpreadsheetTable, may_have_rows_of_empty_cells)
{
    folder.write("education.csv", folder.text("education.csv") + ",,,,\n  \n");
    EXPECT_THAT(folder.said(), IsEmpty());
}

TEST_F(SpreadsheetTable, is_told_to_have_commas_when_it_has_semicolons)
{
    auto text = folder.text("education.csv");
    std::ranges::replace(text, ',', ';');
    std::ranges::replace(text, '.', ',');
    folder.write("education.csv", text);
    EXPECT_THAT(folder.said(),
                ElementsAre(AllOf(StartsWith("education.csv:"), HasSubstr("not semicolons"))));
}

TEST_F(SpreadsheetTable, has_letters_of_utf_8_only)
{
    folder.replace("municipalities.csv", "Goirle", "Go\xEFrle");
    folder.replace("education.csv", "Goirle", "Go\xEFrle");
    auto const said = folder.said();
    ASSERT_THAT(said, SizeIs(2));
    EXPECT_THAT(said[0], AllOf(StartsWith("municipalities.csv:"), HasSubstr("not UTF-8")));
    EXPECT_THAT(said[1], AllOf(StartsWith("education.csv:"), HasSubstr("not UTF-8")));
}

TEST_F(SpreadsheetTable, has_percentages_and_no_shares)
{
    scale("hardship.csv", 2, 0.01);
    scale("hardship.csv", 5, 0.01);
    scale("hardship.csv", 7, 0.01);
    scale("low_income_by_household.csv", 1, 0.01);
    EXPECT_THAT(folder.said(), ElementsAre(AllOf(HasSubstr("'low_income' is 0.079400 at most"),
                                                 HasSubstr("such as 7.94 for 7.94 %.")),
                                           HasSubstr("'minors_on_assistance' is 0.0"),
                                           HasSubstr("'problem_debt' is 0.09"),
                                           AllOf(StartsWith("low_income_by_household.csv"),
                                                 HasSubstr("'percent' is 0.161000 at most"))));
}

TEST_F(SpreadsheetTable, has_incomes_in_thousands)
{
    scale("hardship.csv", 3, 1000.0);
    auto const said = folder.said();
    ASSERT_THAT(said, SizeIs(9));
    EXPECT_THAT(said.front(), HasSubstr("but must be in 1000 euro a year, such as 35.6."));
}

TEST_F(SpreadsheetTable, says_once_what_is_wrong_with_it)
{
    std::filesystem::remove(folder.path() / "links.csv");
    folder.replace("low_income_by_household.csv", "kind,percent", "kind,percentage");
    folder.replace("hardship.csv", "low_income,income", "income,low_income");
    folder.replace("education.csv", "Tilburg,", "Tilburg,x");
    folder.replace("population.csv", "age_from", "from");
    EXPECT_THAT(folder.said(),
                ElementsAre(StartsWith("population.csv:"), StartsWith("hardship.csv:"),
                            StartsWith("education.csv:"),
                            StartsWith("low_income_by_household.csv:"), StartsWith("links.csv:")));
}

TEST_F(SpreadsheetTable, says_that_there_is_more_where_not_all_is_told)
{
    scale("population.csv", 4, 0.001);
    scale("hardship.csv", 3, 1000.0);
    auto const said = folder.said();
    ASSERT_THAT(said, SizeIs(20 + 1 + 9));
    EXPECT_THAT(said[20], AllOf(StartsWith("population.csv:0:0"), HasSubstr("more mistakes")));
    EXPECT_THAT(said[29], StartsWith("hardship.csv:"));
}

TEST_F(SpreadsheetTable, hides_no_other_table_when_it_is_that_of_the_municipalities)
{
    folder.replace("municipalities.csv", "name,inhabitants", "name,people");
    folder.replace("education.csv", "low,middle", "middle,low");
    folder.replace("sibling_spacing.csv", "1,1.5,11.5", "1.5,1,11.5");
    EXPECT_THAT(folder.said(),
                ElementsAre(AllOf(StartsWith("municipalities.csv"), HasSubstr("the columns are")),
                            StartsWith("education.csv"), StartsWith("sibling_spacing.csv")));
}

}  // namespace
}  // namespace smartstart
