#include "analysis/description/marked_page.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

std::string named(std::string_view part, std::string_view sheet)
{
    return std::string{part} + " of " + std::string{sheet} + "\n";
}

TEST(MarkedPage, has_its_sections_written_anew_and_nothing_else)
{
    std::string const page =
        "before\n<!-- smartstart describe odd people -->\nold\nolder\n<!-- end -->\nbetween\n"
        "<!-- smartstart describe steps all -->\n<!-- end -->\nafter\n";
    auto const once = filled(page, named);
    EXPECT_EQ(once,
              "before\n<!-- smartstart describe odd people -->\nodd of people\n<!-- end -->\n"
              "between\n<!-- smartstart describe steps all -->\nsteps of all\n<!-- end -->\n"
              "after\n");
    EXPECT_EQ(filled(once, named), once);
}

TEST(MarkedPage, with_a_mark_that_is_not_closed_or_names_nothing_is_refused_with_the_line)
{
    auto const refusal = [](std::string const& page) -> std::string {
        try {
            filled(page, named);
        } catch (InputError const& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_THAT(refusal("a\n<!-- smartstart describe odd people -->\nb\n"),
                testing::HasSubstr("line 2: this section has no end"));
    EXPECT_THAT(refusal("<!-- smartstart describe odd -->\n<!-- end -->\n"),
                testing::HasSubstr("line 1: a mark must name a part and a sheet"));
}

}  // namespace
}  // namespace smartstart
