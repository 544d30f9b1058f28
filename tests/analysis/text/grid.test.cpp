#include "analysis/text/grid.hpp"

#include <gtest/gtest.h>

#include "analysis/text/table.hpp"

namespace smartstart {
namespace {

TEST(Grid, is_as_wide_as_its_widest_text)
{
    Grid grid{{"name", "n"}, {Align::left, Align::right}};
    grid.add({"a", "1000"}, Tone::plain);
    grid.add({"longer", "1"}, Tone::plain);
    EXPECT_EQ(grid.text(Colour::off), "name       n\n------------\na       1000\nlonger     1\n");
}

TEST(Grid, counts_letters_and_not_bytes)
{
    Grid grid{{"één", "x"}, {Align::left, Align::right}};
    grid.add({"abc", "12"}, Tone::plain);
    EXPECT_EQ(grid.text(Colour::off), "één   x\n-------\nabc  12\n");
}

TEST(Grid, leaves_no_spaces_at_the_end_of_a_line)
{
    Grid grid{{"a", "long name"}, {Align::left, Align::left}};
    grid.add({"b", "c"}, Tone::plain);
    EXPECT_EQ(grid.text(Colour::off), "a  long name\n------------\nb  c\n");
}

TEST(Grid, colours_whole_rows_by_what_they_mean_and_no_others)
{
    Grid grid{{"a"}, {Align::left}};
    grid.add({"good"}, Tone::good);
    grid.add({"bad"}, Tone::bad);
    grid.add({"unsure"}, Tone::unsure);
    grid.add({"plain"}, Tone::plain);
    EXPECT_EQ(grid.text(Colour::on),
              "a\n------\n\x1b[32mgood\x1b[0m\n\x1b[31mbad\x1b[0m\n\x1b[33munsure\x1b[0m\nplain\n");
}

}  // namespace
}  // namespace smartstart
