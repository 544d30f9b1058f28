#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// What is said about a file of these lines when its settings are read as the model reads them.
Said said_about(std::string const& lines)
{
    Folder const folder;
    auto const path = folder.write("a.yaml", "format: smartstart-scenario 1\n" + lines);
    try {
        auto const file = SettingsFile::read(path, {});
        auto const root = file.root();
        root.words("name");
        if (auto const investment = root.maybe_section("investment")) {
            investment->get_by_year<Share>("front_share");
            investment->get_or<std::string>("note", "");
        }
        return folder.verdict(file);
    } catch (InputError const& error) {
        return folder.said(error.problems());
    }
}

Said said_about_share(std::string const& share)
{
    return said_about("name: x\ninvestment:\n  front_share: " + share + "\n");
}

constexpr auto open_quote = " a quote is never closed; add the second one.";
constexpr auto taken_in =
    " this quote is not closed in its line, and so takes in the lines below it; add the second "
    "one.";

TEST(Slips, a_mistyped_year_is_told_with_the_year_that_is_meant)
{
    auto const due = [](std::string const& mark, std::string const& meant) {
        return ElementsAre("a.yaml:4:29 'investment.front_share." + mark +
                           "' stands where a year from 1950 to 2200 is due, such as '2030'." +
                           (meant.empty() ? "" : " Is '" + meant + "' meant?"));
    };
    for (auto const& [mark, meant] : {std::pair{"203", "2030"},
                                      {"2300", "2030"},
                                      {"20300", "2030"},
                                      {"30", "2030"},
                                      {"2305", "2035"},
                                      {"3035", "2035"},
                                      {"202", "2020"},
                                      {"7", ""},
                                      {"-2030", ""},
                                      {"1234567", ""},
                                      {"later", ""}}) {
        EXPECT_THAT(said_about_share("{2025: 30 %, " + std::string{mark} + ": 45 %}"),
                    due(mark, meant));
    }
    EXPECT_THAT(said_about_share("{25: 30 %, 30: 45 %}"),
                ElementsAre(EndsWith("Is '2025' meant?"), EndsWith("Is '2030' meant?")));
    EXPECT_THAT(said_about_share("{2030: 30 %, 203: 45 %}"),
                ElementsAre(Not(HasSubstr("Is '2030' meant?"))));
    EXPECT_THAT(said_about_share("{1950: 30 %, 2200: 45 %}"), IsEmpty());
}

TEST(Slips, a_mistyped_year_hides_no_other_mistake)
{
    EXPECT_THAT(said_about_share("{2025: 30, 203: 45}"),
                ElementsAre(EndsWith("Is '30 %' meant?"), EndsWith("Is '2030' meant?"),
                            EndsWith("Is '45 %' meant?")));
}

TEST(Slips, ages_are_no_years)
{
    Folder const folder;
    auto const file = folder.scenario("by_age: {0: 30 %, 110: 45 %}\n");
    file.root().get<Path<Share>>("by_age");
    EXPECT_THAT(folder.verdict(file), IsEmpty());
}

TEST(Slips, a_quote_that_is_never_closed_is_told_where_it_opens)
{
    EXPECT_THAT(said_about_share("\"40 %"), ElementsAre(std::string{"a.yaml:4:16"} + open_quote));
    EXPECT_THAT(said_about_share("'40 %"), ElementsAre(std::string{"a.yaml:4:16"} + open_quote));
    EXPECT_THAT(said_about_share("{2025: \"40 %, 2030: 50 %}"),
                ElementsAre(std::string{"a.yaml:4:23"} + open_quote));
    EXPECT_THAT(said_about("name: \"Today\r\ninvestment:\r\n  front_share: 40 %\r\n"),
                ElementsAre(std::string{"a.yaml:2:7"} + open_quote));
    EXPECT_THAT(said_about("\xEF\xBB\xBFname: {nl: \"Ja, en: Yes}\n"),
                ElementsAre(std::string{"a.yaml:2:15"} + open_quote));
}

TEST(Slips, a_quote_that_takes_in_the_lines_below_it_is_told_where_it_opens)
{
    EXPECT_THAT(said_about("name: \"Today\ninvestment:\n  front_share: \"40 %\"\n"),
                testing::Contains(StartsWith(std::string{"a.yaml:2:7"} + taken_in)));
    EXPECT_THAT(said_about("name: {nl: \"Ja, en: Yes}\ninvestment:\n  front_share: \"40 %\"\n"),
                ElementsAre(std::string{"a.yaml:2:12"} + taken_in));
    EXPECT_THAT(said_about("investment:\n  front_share: '40 %\n  note: x'\nname: x\n"),
                ElementsAre(std::string{"a.yaml:3:16"} + taken_in));
}

TEST(Slips, a_quote_that_another_text_closes_is_told_where_it_opens)
{
    EXPECT_THAT(said_about("name: {nl: \"Ja, en: \"Yes\"}\n"),
                ElementsAre(StartsWith("a.yaml:2:12 this quote is closed only by the first one of "
                                       "another text")));
}

TEST(Slips, a_text_in_quotes_may_go_on_in_a_deeper_line)
{
    EXPECT_THAT(said_about("name: \"To\n  day: now\"\ninvestment:\n  front_share: \"40\n    %\"\n"),
                IsEmpty());
    EXPECT_THAT(said_about("name: {nl: \"Van\n  daag\", en: 'To\n\n  day'}\n"), IsEmpty());
    EXPECT_THAT(said_about("name:\n  \"To\n  day\"\n"), IsEmpty());
    EXPECT_THAT(said_about("name: {\n  nl: \"Van\n  daag\", en: 'It''s \\'}\n"), IsEmpty());
    EXPECT_THAT(said_about("name: \"a \\\" b\"   # isn't\n"), IsEmpty());
}

TEST(Slips, a_question_in_brackets_needs_quotes)
{
    EXPECT_THAT(said_about("name: {nl: Wat gebeurt er bij ons?, en: What happens in ours?}\n"),
                ElementsAre(AllOf(StartsWith("a.yaml:2:34 within {...} a text with '?' in it needs "
                                             "quotes"),
                                  HasSubstr("\"What changes?\""))));
    EXPECT_THAT(said_about("name: {nl: Wat? , en: What? }\n"),
                ElementsAre(StartsWith("a.yaml:2:15 within {...} a text with '?' in it needs")));
    EXPECT_THAT(said_about("name: {nl: \"Wat gebeurt er?\", en: \"What happens?\"}\n"), IsEmpty());
}

TEST(Slips, a_lost_colon_is_told_after_its_key)
{
    auto const lost = ElementsAre("a.yaml:3:14 a ':' may be missing after 'front_share'.");
    EXPECT_THAT(said_about("investment:\n  front_share {2025: 30 %, 2030: 45 %}\nname: x\n"), lost);
    EXPECT_THAT(said_about("investment:\n  front_share {2025: 30 %}\nname: x\n"), lost);
    EXPECT_THAT(said_about("investment:\n  front_share 40 %\n  note: x\nname: x\n"), lost);
    EXPECT_THAT(said_about("name: some words\n  below it: here\n"),
                ElementsAre(HasSubstr("put a text that holds ': ' in quotes")));
}

TEST(Slips, a_lost_comma_is_told_before_the_next_key)
{
    auto const lost = ElementsAre(StartsWith("a.yaml:4:29 a ',' is missing before this"));
    EXPECT_THAT(said_about_share("{2025: 30 %  2030: 45 %}"), lost);
    EXPECT_THAT(said_about_share("{2025: 30 %; 2030: 45 %}"), lost);
    EXPECT_THAT(said_about("name: {nl: \"Ja\" en: \"Yes\"}\n"),
                ElementsAre(StartsWith("a.yaml:2:17 a ',' is missing before this")));
    EXPECT_THAT(said_about_share("{2025: 30 %, 2030: 45 %\nother: 1"),
                ElementsAre(HasSubstr("a '{' is never closed")));
}

TEST(Slips, a_lost_space_is_told_after_the_colon)
{
    EXPECT_THAT(said_about_share("{2025: 30 %, 2030:45 %}"),
                ElementsAre("a.yaml:4:34 a space is missing after this ':'; write '2030: 45 %'."));
    EXPECT_THAT(said_about("investment:\n  front_share:40 %\n  note: x\nname: x\n"),
                ElementsAre("a.yaml:3:15 a space is missing after this ':'; write 'front_share: "
                            "40 %'."));
    EXPECT_THAT(said_about("name: x\ninvestment:\n  front_share:40 %\n"),
                ElementsAre(EndsWith("Is 'front_share: 40 %' meant?")));
}

}  // namespace
}  // namespace smartstart
