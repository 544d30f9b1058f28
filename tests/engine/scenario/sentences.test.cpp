#include "engine/scenario/sentences.hpp"

#include <gtest/gtest.h>

#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

/// Both sentences about one setting that goes from one value to another.
Text told(std::string const& path, Marks const& before, Marks const& after, int first_year = 0)
{
    return sentence_of({path, before, after, first_year}, {});
}

TEST(Sentence, tells_a_share_that_rises_over_years)
{
    auto const text =
        told("investment.front_share", {{0, "30 %"}}, {{2025, "30 %"}, {2030, "50 %"}}, 2026);
    EXPECT_EQ(
        text.en,
        "The front share of the budget rises from 30 % in 2025 to 50 % in 2030 (base: 30 %).");
    EXPECT_EQ(
        text.nl,
        "Het aandeel van het budget voor de voorkant stijgt van 30 % in 2025 naar 50 % in 2030 "
        "(basis: 30 %).");
}

TEST(Sentence, tells_a_value_that_falls_by_size_and_not_by_its_digits)
{
    auto const text = told("investment.bridging", {{0, "0 euro"}},
                           {{2025, "1.5 million euro"}, {2030, "900 thousand euro"}}, 2025);
    EXPECT_EQ(
        text.en,
        "The bridging money per year falls from 1.5 million euro in 2025 to 900 thousand euro in "
        "2030 (base: 0 euro).");
    EXPECT_EQ(
        text.nl,
        "Het overbruggingsgeld per jaar daalt van 1,5 miljoen euro in 2025 naar 900 duizend euro "
        "in 2030 (basis: 0 euro).");
}

TEST(Sentence, tells_that_the_first_value_of_a_path_holds_before_it_as_well)
{
    auto const text = told("investment.bridging", {{0, "0 euro"}},
                           {{2025, "4 million euro"}, {2030, "0 euro"}}, 0);
    EXPECT_EQ(
        text.en,
        "The bridging money per year falls from 4 million euro until and in 2025 to 0 euro in "
        "2030 (base: 0 euro).");
    EXPECT_EQ(text.nl,
              "Het overbruggingsgeld per jaar daalt van 4 miljoen euro tot en met 2025 naar 0 euro "
              "in 2030 (basis: 0 euro).");
    EXPECT_EQ(told("knowledge.school.auc", {{0, "0.6"}},
                   {{2025, "0.65"}, {2027, "0.7"}, {2030, "0.72"}}, 0)
                  .en,
              "The accuracy (AUC; 0.5 is guessing) of signals at school is 0.65 until and in 2025, "
              "0.7 in 2027 and 0.72 in 2030 (base: 0.6).");
}

TEST(Sentence, tells_a_value_that_holds_from_the_start)
{
    EXPECT_EQ(told("integration", {{0, "0 %"}}, {{0, "20 %"}}).en,
              "The share of what is lost to separate agencies that working together wins back is "
              "20 %, from the very start (base: 0 %).");
}

TEST(Sentence, lists_more_than_two_years)
{
    EXPECT_EQ(
        told("knowledge.school.auc", {{2025, "0.6"}, {2030, "0.7"}},
             {{2025, "0.6"}, {2027, "0.7"}, {2030, "0.72"}}, 2026)
            .nl,
        "De trefzekerheid (AUC; 0,5 is gokken) van signalen bij school is 0,6 in 2025, 0,7 in "
        "2027 en 0,72 in 2030 (basis: 0,6 in 2025 en 0,7 in 2030).");
}

TEST(Sentence, puts_a_word_in_quotes_and_tells_what_is_new_or_gone)
{
    EXPECT_EQ(
        told("investment.rule", {{0, "capped"}}, {{0, "overspend"}}).en,
        "The rule for care that is due when its money has run out becomes 'overspend', from the "
        "very start (base: 'capped').");
    EXPECT_EQ(told("some.thing", {}, {{0, "3"}}).en,
              "The setting 'some.thing' is 3, from the very start (not in the base).");
    EXPECT_EQ(told("some.thing", {{0, "3"}}, {}).nl,
              "De instelling 'some.thing' vervalt (basis: 3).");
}

TEST(Sentence, names_a_parameter_with_its_meaning)
{
    Parameter const parameter{.step = "care",
                              .name = "fade_out",
                              .value = "0.35 per year",
                              .meaning = "fading of what help did",
                              .prior = {},
                              .low = {},
                              .high = {},
                              .source = {},
                              .confidence = {},
                              .place = {}};
    SettingDifference const change{
        "steps.care.fade_out", {{0, "0.35 per year"}}, {{0, "0.5 per year"}}, 0};
    EXPECT_EQ(
        sentence_of(change, {parameter}).en,
        "The parameter 'steps.care.fade_out' (fading of what help did) is 0.5 per year, from the "
        "very start (base: 0.35 per year).");
    EXPECT_EQ(
        sentence_of(change, {parameter}).nl,
        "De parameter 'steps.care.fade_out' is 0,5 per jaar, van het begin af (basis: 0,35 per "
        "jaar).");
}

/// What differs between two scenarios of these lines, as `path: first year`.
std::vector<std::string> differing(std::string const& one, std::string const& two)
{
    Folder const folder;
    auto const head = std::string{"format: smartstart-scenario 1\n"};
    auto const base = SettingsFile::read(folder.write("one.yaml", head + one), {});
    auto const other = SettingsFile::read(folder.write("two.yaml", head + two), {});
    std::vector<std::string> all;
    for (auto const& change : differences(base, other, 2065)) {
        all.push_back(change.path + ": " + std::to_string(change.first_year));
    }
    return all;
}

TEST(Differences, start_in_the_first_year_that_has_another_value)
{
    EXPECT_EQ(differing("a: 30 %\n", "a: {2025: 30 %, 2030: 50 %}\n"), Said{"a: 2026"});
    EXPECT_EQ(differing("a: 30 %\n", "a: {2025: 40 %, 2030: 40 %}\n"), Said{"a: 0"});
    EXPECT_EQ(differing("a: {2025: 1, 2030: 2}\n", "a: {2025: 1, 2030: 2, 2040: 3}\n"),
              Said{"a: 2031"});
    EXPECT_EQ(differing("a: 1\n", "b: 1\n"), (Said{"a: 0", "b: 0"}));
}

TEST(Differences, are_none_where_only_the_writing_differs)
{
    EXPECT_EQ(differing("a: 0.5 million euro\n", "a: 500 thousand euro\n"), Said{});
    EXPECT_EQ(differing("a: 30 %\n", "a: {2025: 30.0%, 2030: 30 %}\n"), Said{});
    EXPECT_EQ(differing("a: 2 years\n", "a: 24 months\n"), Said{});
    EXPECT_EQ(differing("title: {nl: A, en: A}\n", "title: {nl: B, en: B}\n"), Said{});
}

}  // namespace
}  // namespace smartstart
