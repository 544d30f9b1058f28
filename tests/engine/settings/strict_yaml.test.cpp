#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// What is said about a file of these lines when `a` and `b` are read as whole numbers.
Said said_about(std::string const& lines)
{
    Folder const folder;
    auto const path = folder.write("a.yaml", "format: smartstart-scenario 1\n" + lines);
    try {
        auto const file = SettingsFile::read(path, {});
        file.root().get_or<int>("a", 0);
        file.root().get_or<int>("b", 0);
        return folder.verdict(file);
    } catch (InputError const& error) {
        return folder.said(error.problems());
    }
}

TEST(StrictYaml, takes_what_people_write)
{
    EXPECT_THAT(said_about("a: 1\nb: 2\n"), IsEmpty());
    EXPECT_THAT(said_about("# a remark\n\na: 1   # another\n'b': \"2\"\n"), IsEmpty());
    EXPECT_THAT(said_about("a: 1\r\nb: 2\r\n"), IsEmpty());
    EXPECT_THAT(said_about("a: 1"), IsEmpty()) << "no line break at the end";
}

TEST(StrictYaml, refuses_a_key_that_stands_twice)
{
    EXPECT_THAT(said_about("a: 1\nb: 2\na: 3\n"),
                ElementsAre("a.yaml:4:1 'a' stands twice in one section; the first is in line 2. "
                            "Keep one of them."));
}

TEST(StrictYaml, refuses_merge_keys_names_and_copies)
{
    EXPECT_THAT(said_about("a: &one 1\nb: *one\n"),
                ElementsAre(StartsWith("a.yaml:2:4 names for values ('&name') are not taken"),
                            StartsWith("a.yaml:3:4 copies of another value ('*name') are not")));
    EXPECT_THAT(said_about("a: 1\n<<: {b: 2}\n"),
                ElementsAre(StartsWith("a.yaml:3:1 merge keys ('<<') are not taken")));
}

TEST(StrictYaml, refuses_a_second_document)
{
    EXPECT_THAT(said_about("a: 1\n---\nb: 2\n"),
                ElementsAre(StartsWith("a.yaml:3:1 a second document starts here")));
}

TEST(StrictYaml, refuses_numbers_that_two_readers_take_for_different_ones)
{
    EXPECT_THAT(said_about("a: 010\n"),
                ElementsAre(AllOf(StartsWith("a.yaml:2:4 '010' starts with 0"),
                                  HasSubstr("octal number"))));
    EXPECT_THAT(said_about("a: -07\n"), ElementsAre(HasSubstr("'-07' starts with 0")));
    EXPECT_THAT(said_about("a: 0\n"), IsEmpty());
    EXPECT_THAT(said_about("a: .inf\nb: .NaN\n"),
                ElementsAre(StartsWith("a.yaml:2:4 '.inf' is not taken"),
                            StartsWith("a.yaml:3:4 '.NaN' is not taken")));
    for (auto const* const text : {"0x10", "0o7", "1e3", "1_000", "+5", "1:30", "~", "yes"}) {
        EXPECT_EQ(said_about("a: " + std::string{text} + "\n").size(), 1U) << text;
    }
}

TEST(StrictYaml, refuses_a_decimal_comma_within_brackets_and_outside)
{
    EXPECT_THAT(
        said_about("c: {a: 0,5 %}\n"),
        testing::Contains("a.yaml:2:8 '0,5 %' has a decimal comma, which YAML takes for the "
                          "next key; write '0.5 %'."));
    EXPECT_THAT(said_about("a: 0,5\n"),
                ElementsAre(StartsWith("a.yaml:2:4 'a' is '0,5', but must be a whole number")));
}

TEST(StrictYaml, refuses_tags_and_keys_that_are_no_word)
{
    EXPECT_THAT(said_about("a: !!int 1\n"),
                ElementsAre(StartsWith("a.yaml:2:4 tags such as '!!str' are not taken")));
    EXPECT_THAT(said_about("? [a, b]\n: 1\n"),
                ElementsAre(StartsWith("a.yaml:2:3 a key must be one word")));
}

TEST(StrictYaml, says_in_words_where_the_writing_goes_wrong)
{
    EXPECT_THAT(said_about("a: {b: 1\n"), ElementsAre(HasSubstr("a '{' is never closed")));
    EXPECT_THAT(said_about("a: [1, 2\n"), ElementsAre(HasSubstr("a '[' is never closed")));
    EXPECT_THAT(said_about("a: 1\n\tb: 2\n"), ElementsAre(StartsWith("a.yaml:3:1 a tab stands")));
    EXPECT_THAT(said_about("a: 1\n  b: 2\n"), ElementsAre(StartsWith("a.yaml:3:")));
    EXPECT_THAT(said_about("a: b: 1\n"),
                ElementsAre(HasSubstr("a ':' stands where no key can be")));
    EXPECT_THAT(said_about("a: @1\n"), ElementsAre(HasSubstr("put the value in quotes")));
    EXPECT_THAT(said_about("a: 1}\n"), testing::SizeIs(1));
}

TEST(StrictYaml, says_of_a_tab_that_it_does_not_indent)
{
    auto const complaint = [](std::string const& place) {
        return ElementsAre(place +
                           " a tab stands before this line; YAML takes no tabs for "
                           "indentation, so use spaces.");
    };
    EXPECT_THAT(said_about("a:\n\tb: 2\n"), complaint("a.yaml:3:1"));
    EXPECT_THAT(said_about("a:\n  \tb: 2\n"), complaint("a.yaml:3:3"));
    EXPECT_THAT(said_about("a: 1\n\tb: 2\n"), complaint("a.yaml:3:1"));
    EXPECT_THAT(said_about("a:\n\t- b\n"), complaint("a.yaml:3:1"));
}

TEST(StrictYaml, tells_all_mistakes_of_a_file_in_order)
{
    EXPECT_THAT(said_about("b: 1.5\na: 010\nc: 3\na: 4\n"),
                ElementsAre(StartsWith("a.yaml:2:4 'b' is '1.5'"),
                            StartsWith("a.yaml:3:4 '010' starts with 0"),
                            StartsWith("a.yaml:4:1 nothing in the model reads 'c'"),
                            StartsWith("a.yaml:5:1 'a' stands twice")));
}

TEST(StrictYaml, says_once_what_is_wrong_however_often_it_is_read)
{
    Folder const folder;
    auto const file = folder.scenario("a: x\n");
    EXPECT_EQ(file.root().get<int>("a"), 0);
    EXPECT_EQ(file.root().get<int>("a"), 0);
    file.root().reject("a", "is 0, but must be more.");  // a judgement about the stand-in
    file.root().reject("absent", "is 0, but must be more.");
    EXPECT_THAT(folder.verdict(file), ElementsAre(StartsWith("a.yaml:2:4 'a' is 'x'")));
}

}  // namespace
}  // namespace smartstart
