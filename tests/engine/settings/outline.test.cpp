#include "engine/settings/outline.hpp"

#include <gtest/gtest.h>

namespace smartstart {
namespace {

constexpr auto nowhere = std::string_view::npos;

TEST(Outline, knows_texts_in_quotes_from_all_else)
{
    auto const outline = outline_of(
        "# it's a remark\n"
        "a: it's plain \"text\"\n"
        "b: \"with \\\" and # inside\"   # isn't part\n"
        "c: ['it''s', d]\n"
        "e: |\n"
        "  an \"open quote\n"
        "\n"
        "  and another: \"\n"
        "f: goes on\n"
        "  \"below\n"
        "g: 'x'\n");
    ASSERT_EQ(outline.quoted.size(), 3U);
    EXPECT_TRUE(outline.brackets_fit);
    for (auto const& quoted : outline.quoted) {
        EXPECT_NE(quoted.closed, nowhere);
    }
}

TEST(Outline, tells_the_quote_that_is_never_closed)
{
    std::string_view const text = "a: 'x'\nb: {c: \"y}\nd: 'z'\n";
    auto const outline = outline_of(text);
    ASSERT_EQ(outline.quoted.size(), 2U);
    EXPECT_EQ(text[outline.quoted.back().opened], '"');
    EXPECT_EQ(outline.quoted.back().closed, nowhere);
}

TEST(Outline, counts_brackets_outside_of_texts)
{
    EXPECT_TRUE(outline_of("a: {b: '}', c: [1, 2]}\nd: a } plain one\n").brackets_fit);
    EXPECT_FALSE(outline_of("a: {b: '}', c: [1, 2]\nd: 1\n").brackets_fit);
}

}  // namespace
}  // namespace smartstart
