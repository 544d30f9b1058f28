#include "engine/base/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

using ::testing::HasSubstr;

TEST(Problem, is_told_with_file_line_and_column_and_a_caret_under_the_spot)
{
    EXPECT_EQ(to_text({{"mine.yaml", 12, 6}, "what is this?", "seed: many"}),
              "mine.yaml:12:6: error: what is this?\n"
              "  seed: many\n"
              "       ^");
    EXPECT_EQ(to_text({{"mine.yaml", 3, 1}, "no.", "seed: 1"}),
              "mine.yaml:3:1: error: no.\n"
              "  seed: 1\n"
              "  ^");
}

TEST(Problem, of_a_whole_file_or_of_no_file_has_no_line)
{
    EXPECT_EQ(to_text({{"mine.yaml", 0, 0}, "it is empty.", ""}), "mine.yaml: error: it is empty.");
    EXPECT_EQ(to_text({{}, "what is '--quite'?", ""}), "error: what is '--quite'?");
    EXPECT_EQ(to_text({{"mine.yaml", 4, 2}, "no.", ""}), "mine.yaml:4:2: error: no.");
}

TEST(Problem, has_its_caret_under_the_letter_when_tabs_stand_before_it)
{
    // The tabs are repeated, so that they are as wide in both lines whatever the terminal thinks.
    EXPECT_EQ(to_text({{"mine.yaml", 1, 4}, "no.", "\ta\tb"}),
              "mine.yaml:1:4: error: no.\n"
              "  \ta\tb\n"
              "  \t \t^");
}

TEST(Problem, has_its_caret_under_the_letter_when_letters_of_several_bytes_stand_before_it)
{
    // é and € take two and three bytes; a column counts bytes, as the readers of files do.
    EXPECT_EQ(to_text({{"mine.yaml", 1, 8}, "no.", "\u00e9\u20ac: x"}),
              "mine.yaml:1:8: error: no.\n"
              "  \u00e9\u20ac: x\n"
              "      ^");
    EXPECT_EQ(to_text({{"mine.yaml", 1, 99}, "no.", "\u00e9"}),
              "mine.yaml:1:99: error: no.\n"
              "  \u00e9\n"
              "   ^")
        << "never beyond the end of the line";
}

TEST(Problem, of_a_settings_file_has_its_caret_under_the_value_behind_an_accent)
{
    Folder const folder;
    auto const broken = folder.scenario("t: {a: \"\u00e9\u00e9\", b: wrong}\n");
    broken.root().section("t").get<std::string>("a");
    broken.root().section("t").get<int>("b");
    auto const problems = broken.problems();
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_THAT(to_text(problems.front()),
                HasSubstr("\n  t: {a: \"\u00e9\u00e9\", b: wrong}\n" + std::string(18, ' ') + "^"));
}

TEST(InputError, tells_every_problem_on_lines_of_its_own)
{
    InputError const error{{{{"a.yaml", 1, 1}, "one.", ""}, {{"b.yaml", 2, 2}, "two.", ""}}};
    EXPECT_STREQ(error.what(), "a.yaml:1:1: error: one.\nb.yaml:2:2: error: two.\n");
    EXPECT_EQ(error.problems().size(), 2U);
    EXPECT_STREQ(InputError{"just this."}.what(), "error: just this.\n");
}

TEST(BrokenPromise, says_whose_fault_it_is_and_what_to_do)
{
    EXPECT_STREQ(BrokenPromise{"a sum is off."}.what(),
                 "a sum is off. This is a fault in smartstart; please send us this line and the "
                 "scenario.");
}

}  // namespace
}  // namespace smartstart
