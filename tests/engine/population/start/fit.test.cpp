#include "engine/population/start/fit.hpp"

#include <gtest/gtest.h>

namespace smartstart {
namespace {

/// Targets 120, 45, 0, 9 and 300 against 118, 50, 2, 9 and 296.
FitMargin example()
{
    return {"example", {{"a", 120, 118}, {"b", 45, 50}, {"c", 0, 2}, {"d", 9, 9}, {"e", 300, 296}}};
}

TEST(FitMargin, measures_how_far_it_is_off)
{
    auto const margin = example();
    EXPECT_DOUBLE_EQ(margin.target(), 474.0);
    EXPECT_DOUBLE_EQ(margin.achieved(), 475.0);
    // By hand: 2 + 5 + 2 + 0 + 4; 13 / 474; sqrt(49 / 5) / 94.8.
    EXPECT_DOUBLE_EQ(margin.total_absolute_error(), 13.0);
    EXPECT_NEAR(margin.standardised_absolute_error(), 0.0274261603, 1e-9);
    EXPECT_NEAR(margin.standardised_root_mean_square(), 0.0330221009, 1e-9);
    EXPECT_EQ(margin.worst().name, "b");
}

TEST(FitMargin, is_nothing_off_when_every_cell_is_met)
{
    FitMargin const margin{"met", {{"a", 5, 5}, {"b", 7, 7}}};
    EXPECT_EQ(margin.total_absolute_error(), 0.0);
    EXPECT_EQ(margin.standardised_root_mean_square(), 0.0);
}

TEST(Fit, is_found_by_the_name_of_the_margin)
{
    Fit const fit{{example()}};
    ASSERT_NE(fit.find("example"), nullptr);
    EXPECT_EQ(fit.find("example")->cells.size(), 5U);
    EXPECT_EQ(fit.find("another"), nullptr);
}

TEST(Fit, stands_in_columns_and_names_the_worst_cell)
{
    Fit const fit{{example(), {"a longer name", {{"x", 1000000, 999990}}}}};
    auto const text = fit.text();
    EXPECT_NE(text.find("b (45.0, 50)"), std::string::npos) << text;
    EXPECT_NE(text.find("x (1000000.0, 999990)"), std::string::npos) << text;
    // The numbers of all lines end in the same column.
    auto const first = text.find("474");
    auto const second = text.find("1000000 ");
    auto const column = [&](std::size_t at) { return at - text.rfind('\n', at); };
    EXPECT_EQ(column(first) + 3, column(second) + 7) << text;
    EXPECT_NE(text.find("TAE: the differences"), std::string::npos);
}

TEST(Fit, is_a_table_in_markdown)
{
    auto const text = Fit{{example()}}.markdown();
    EXPECT_TRUE(text.starts_with("| margin | cells | target |")) << text;
    EXPECT_NE(text.find("\n|---|---:|"), std::string::npos) << text;
    EXPECT_NE(text.find("\n| example | 5 | 474 | 475 | 13.0 | 0.0330 | b (45.0, 50) |\n"),
              std::string::npos)
        << text;
}

}  // namespace
}  // namespace smartstart
