#include "analysis/text/sheet.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

std::vector<Sheet> made_up(SheetLayout layout)
{
    return {{"things",
             "Things",
             "Read this first.",
             {{"name", "name"}, {"size", "how large"}, {"note", "note"}},
             {{"één", "3 | 4", ""}, {"two", "5", "a\nb"}},
             layout}};
}

TEST(Sheet, reads_as_records_without_what_is_empty)
{
    EXPECT_EQ(written(made_up(SheetLayout::records), SheetFormat::text),
              "Things\n\nRead this first.\n\n"
              "één\n    how large  3 | 4\n"
              "two\n    how large  5\n    note       a\nb\n");
}

TEST(Sheet, reads_as_lines_with_columns_as_wide_as_their_letters)
{
    auto sheets = made_up(SheetLayout::lines);
    sheets.front().rows.pop_back();
    EXPECT_EQ(written(sheets, SheetFormat::text),
              "Things\n\nRead this first.\n\n"
              "name  how large  note\n---------------------\n"
              "één   3 | 4\n");
}

TEST(Sheet, is_a_table_in_markdown_whatever_its_cells_hold)
{
    EXPECT_EQ(written(made_up(SheetLayout::records), SheetFormat::markdown),
              "## Things\n\nRead this first.\n\n"
              "| name | how large | note |\n| --- | --- | --- |\n"
              "| `één` | 3 \\| 4 |  |\n| `two` | 5 | a b |\n");
}

TEST(Sheet, goes_on_after_another_with_the_same_id_in_json)
{
    auto sheets = made_up(SheetLayout::records);
    sheets.front().rows.pop_back();
    sheets.push_back(sheets.front());
    EXPECT_EQ(written(sheets, SheetFormat::json), R"({
  "things": [
    {
      "name": "één",
      "size": "3 | 4",
      "note": ""
    },
    {
      "name": "één",
      "size": "3 | 4",
      "note": ""
    }
  ]
}
)");
}

}  // namespace
}  // namespace smartstart
