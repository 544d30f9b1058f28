#include <cstdint>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/settings/form.hpp"
#include "tests/engine/settings/folder.hpp"

namespace smartstart {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// What comes out of `key: <text>` read as a T, and what is said about it.
template <class T>
struct Read {
    explicit Read(std::string const& text)
    {
        auto const file = folder.scenario("key: " + text + "\n");
        value = file.root().get<T>("key");
        said = folder.verdict(file);
    }
    Folder folder;
    T value;
    Said said;
};

template <class T>
T value(std::string const& text)
{
    Read<T> const read{text};
    EXPECT_THAT(read.said, IsEmpty()) << text;
    return read.value;
}

template <class T>
std::string complaint(std::string const& text)
{
    Read<T> const read{text};
    EXPECT_EQ(read.said.size(), 1U) << text;
    EXPECT_EQ(read.value, T{}) << text;
    return read.said.empty() ? "" : read.said.front();
}

TEST(Get, reads_shares)
{
    EXPECT_EQ(value<Share>("30 %"), Share{0.3});
    EXPECT_EQ(value<Share>("0 %"), Share{0});
    EXPECT_EQ(value<Share>("100%"), Share{1});
    EXPECT_EQ(value<Share>("2.5 %"), Share{0.025});
}

TEST(Get, refuses_what_is_no_share)
{
    auto const wanted = ", but must be a percentage from 0 % to 100 %, such as '30 %'.";
    auto const said = [&](std::string const& text) {
        return "a.yaml:2:6 'key' is '" + text + "'" + wanted;
    };
    EXPECT_EQ(complaint<Share>("50"), said("50") + " Is '50 %' meant?");
    EXPECT_EQ(complaint<Share>("0.5"), said("0.5"));  // half a percent or half: do not guess
    EXPECT_EQ(complaint<Share>("0,5 %"), said("0,5 %") + " Is '0.5 %' meant?");
    for (auto const* const text : {"101 %", "-1 %", "% 30", "30 % %", "1e400 %", "0x10 %", "inf %",
                                   "nan %", "007 %", ".5 %", "5. %", "30 euro", "half"}) {
        EXPECT_EQ(complaint<Share>(text == std::string{"% 30"} ? "'% 30'" : text), said(text));
    }
}

TEST(Get, reads_rates_however_they_are_counted)
{
    EXPECT_EQ(value<Rate>("0.38 per year"), Rate{0.38});
    EXPECT_EQ(value<Rate>("3 per 1000 per year"), Rate{0.003});
    EXPECT_EQ(value<Rate>("5 % per year"), Rate{0.05});
    EXPECT_EQ(value<Rate>("7 per 100000 per year"), Rate{0.00007});
    EXPECT_EQ(value<Rate>("1e-4 per year"), Rate{0.0001});
}

TEST(Get, refuses_what_is_no_rate)
{
    EXPECT_THAT(complaint<Rate>("0.38"), testing::EndsWith("Is '0.38 per year' meant?"));
    EXPECT_THAT(complaint<Rate>("0,38 per year"), testing::EndsWith("Is '0.38 per year' meant?"));
    EXPECT_THAT(complaint<Rate>("-0.1 per year"), testing::HasSubstr("0 or more"));
    complaint<Rate>("0.38 per month");
    complaint<Rate>("30 %");
}

TEST(Get, reads_money)
{
    EXPECT_EQ(value<Euro>("92.50 euro"), Euro::from_cents(9250));
    EXPECT_EQ(value<Euro>("4 million euro"), Euro::from_cents(400'000'000));
    EXPECT_EQ(value<Euro>("1.5 billion euro"), Euro::from_cents(150'000'000'000));
    EXPECT_EQ(value<Euro>("0.125 million euro"), Euro::from_cents(12'500'000));
    EXPECT_EQ(value<Euro>("-10 euro"), Euro::from_cents(-1000));
}

TEST(Get, guesses_the_unit_of_money_that_the_base_has)
{
    Folder const folder;
    folder.write("base.yaml",
                 "format: smartstart-scenario 1\ntotal: 215 million euro\n"
                 "bridging: {2025: 4 million euro, 2030: 0 euro}\n");
    auto const file = folder.scenario(
        "extends: base.yaml\ntotal: 216\nbridging: {2025: 5, 2030: 3 million euro}\n");
    file.root().get<Euro>("total");
    file.root().get<Path<Euro>>("bridging");
    EXPECT_THAT(folder.verdict(file),
                testing::ElementsAre(testing::EndsWith("Is '216 million euro' meant?"),
                                     testing::EndsWith("Is '5 million euro' meant?")));
}

TEST(Get, guesses_the_unit_that_stands_beside_it)
{
    Folder const folder;
    folder.write("base.yaml",
                 "format: smartstart-scenario 1\nrehearsal: 18 years\nonset: 3 per 1000 per year\n"
                 "wait: 1 year\n");
    auto const file = folder.scenario("extends: base.yaml\nrehearsal: 20\nonset: 4\nwait: 2\n");
    file.root().get<Months>("rehearsal");
    file.root().get<Rate>("onset");
    file.root().get<Months>("wait");
    EXPECT_THAT(folder.verdict(file), ElementsAre(testing::EndsWith("Is '20 years' meant?"),
                                                  testing::EndsWith("Is '4 per 1000 per year' "
                                                                    "meant?"),
                                                  testing::EndsWith("Is '2 years' meant?")));
}

TEST(Get, guesses_the_unit_that_holds_where_nothing_is_written)
{
    Folder const folder;
    auto const file = folder.scenario("rehearsal: 20\nwait: 3\n");
    file.root().get_or<Months>("rehearsal", Months{216});
    file.root().get_or<Months>("wait", Months{6});
    EXPECT_THAT(folder.verdict(file), ElementsAre(testing::EndsWith("Is '20 years' meant?"),
                                                  testing::EndsWith("Is '3 months' meant?")));
}

TEST(Get, guesses_what_dutch_words_mean)
{
    auto const money = [](char const* text) { return complaint<Euro>(text); };
    EXPECT_THAT(money("220 miljoen euro"), testing::EndsWith("Is '220 million euro' meant?"));
    EXPECT_THAT(money("4 mln euro"), testing::EndsWith("Is '4 million euro' meant?"));
    EXPECT_THAT(money("1,5 mld. euro"), testing::EndsWith("Is '1.5 billion euro' meant?"));
    EXPECT_THAT(money("215 million"), testing::EndsWith("Is '215 million euro' meant?"));
    EXPECT_THAT(money("215 miljoen"), testing::EndsWith("Is '215 million euro' meant?"));
    EXPECT_THAT(money("215.000.000 euro"), testing::EndsWith("Is '215 million euro' meant?"));
    EXPECT_THAT(money("2.500.000"), testing::EndsWith("Is '2500000 euro' meant?"));
    EXPECT_THAT(money("€ 215"), testing::EndsWith("Is '215 euro' meant?"));
    EXPECT_THAT(complaint<Share>("45 procent"), testing::EndsWith("Is '45 %' meant?"));
    EXPECT_THAT(complaint<Share>("10 percent"), testing::EndsWith("Is '10 %' meant?"));
    EXPECT_THAT(complaint<Months>("2 jaar"), testing::EndsWith("Is '2 years' meant?"));
    EXPECT_THAT(complaint<Months>("6 maanden"), testing::EndsWith("Is '6 months' meant?"));
    EXPECT_THAT(complaint<Rate>("0,2 per jaar"), testing::EndsWith("Is '0.2 per year' meant?"));
}

TEST(Get, refuses_what_is_no_money)
{
    EXPECT_THAT(complaint<Euro>("92.50"), testing::EndsWith("Is '92.50 euro' meant?"));
    EXPECT_THAT(complaint<Euro>("92,50 euro"), testing::EndsWith("Is '92.50 euro' meant?"));
    EXPECT_THAT(complaint<Euro>("1.000 euro"), testing::EndsWith("Is '1000 euro' meant?"));
    complaint<Euro>("1.000.000 euro");
    complaint<Euro>("4 M euro");
    complaint<Euro>("9e300 billion euro");
}

TEST(Get, reads_stretches_of_time)
{
    EXPECT_EQ(value<Months>("6 months"), Months{6});
    EXPECT_EQ(value<Months>("1 month"), Months{1});
    EXPECT_EQ(value<Months>("2 years"), Months{24});
    EXPECT_EQ(value<Months>("1.5 years"), Months{18});
    EXPECT_THAT(complaint<Months>("6"), testing::EndsWith("Is '6 months' meant?"));
    complaint<Months>("-6 months");
    complaint<Months>("1.5 months");
    complaint<Months>("0.3 years");
    complaint<Months>("1e9 years");
}

TEST(Get, reads_calendar_months_and_years)
{
    EXPECT_EQ(value<Month>("2025-04"), Month::of(2025, 4));
    EXPECT_EQ(value<Years>("2025-2065"), (Years{2025, 2065}));
    EXPECT_EQ(value<Years>("2025-2025"), (Years{2025, 2025}));
    for (auto const* const text : {"2025-13", "2025-00", "2025", "25-04", "2025-4", "April"}) {
        EXPECT_THAT(complaint<Month>(text), testing::HasSubstr("such as '2025-04'"));
    }
    for (auto const* const text : {"2065-2025", "2025", "2025-", "2025 - 2065", "-2025-2065"}) {
        EXPECT_THAT(complaint<Years>(text), testing::HasSubstr("in that order"));
    }
}

TEST(Get, reads_plain_numbers)
{
    EXPECT_EQ(value<double>("0.25"), 0.25);
    EXPECT_EQ(value<double>("-1.5e-3"), -0.0015);
    EXPECT_EQ(value<int>("-20"), -20);
    EXPECT_EQ(value<std::uint64_t>("18446744073709551615"), UINT64_MAX);
    EXPECT_TRUE(value<bool>("true"));
    EXPECT_FALSE(value<bool>("false"));
    EXPECT_THAT(complaint<double>("0,25"), testing::EndsWith("Is '0.25' meant?"));
    complaint<double>("25 %");
    complaint<int>("1.5");
    complaint<int>("1e3");
    complaint<int>("99999999999");
    complaint<int>("0x10");
    complaint<std::uint64_t>("-1");
    complaint<std::uint64_t>("18446744073709551616");
    Read<bool> const word{"ja"};
    EXPECT_THAT(word.said, ElementsAre(testing::HasSubstr("but must be 'true' or 'false'")));
}

TEST(Get, reads_texts)
{
    EXPECT_EQ(value<std::string>("overspend"), "overspend");
    EXPECT_EQ(value<std::string>("'0855'"), "0855");
    EXPECT_EQ(value<Text>("{nl: Verschuiving naar 50/50, en: 'Shift: to 50/50'}"),
              (Text{"Verschuiving naar 50/50", "Shift: to 50/50"}));
    EXPECT_EQ(complaint<std::string>("''"),
              "a.yaml:2:6 'key' is an empty text, but must be a text.");
    EXPECT_EQ(complaint<std::string>("[a, b]"), "a.yaml:2:6 'key' is a list, but must be a text.");
    EXPECT_EQ(complaint<std::string>(""), "a.yaml:2:1 'key' is empty, but must be a text.");
}

TEST(Get, wants_a_text_in_both_languages_and_no_other)
{
    EXPECT_EQ(complaint<Text>("{nl: Vandaag}"),
              "a.yaml:2:1 'key.en' is missing; the text must be a text in Dutch and in English, "
              "such as '{nl: Vandaag, en: Today}'.");
    EXPECT_THAT(complaint<Text>("Today"), testing::StartsWith("a.yaml:2:6 'key' is 'Today', but"));
    Read<Text> const third{"{nl: Heute, en: Today, de: Heute}"};
    EXPECT_THAT(third.said, ElementsAre(testing::HasSubstr("nothing in the model reads 'key.de'")));
    EXPECT_THAT(complaint<Text>("{nl: Vandaag, eng: Today}"), testing::HasSubstr("Is 'en' meant?"));
}

TEST(Words, are_of_each_language_or_a_name_that_is_the_same_in_both)
{
    Folder folder;
    auto const file = folder.scenario("both: {nl: vlak, en: flat}\nname: CBS 2020\n");
    EXPECT_EQ(file.root().words("both"), (Text{"vlak", "flat"}));
    EXPECT_EQ(file.root().words("name"), (Text{"CBS 2020", "CBS 2020"}));
    EXPECT_EQ(file.root().words("gone"), Text{});
    EXPECT_THAT(folder.verdict(file), ElementsAre(testing::HasSubstr("'gone' is missing")));
}

TEST(Get, reads_paths_over_years_or_ages)
{
    EXPECT_EQ(value<Path<Share>>("{2030: 50 %, 2025: 30 %}"),
              (Path<Share>{{{2025, 0.3}, {2030, 0.5}}}));
    EXPECT_EQ(value<Path<Share>>("30 %"), Path<Share>::always(0.3));
    EXPECT_EQ(value<Path<Rate>>("\n  16: 0.1 per year\n  30: 2 per 1000 per year"),
              (Path<Rate>{{{16, 0.1}, {30, 0.002}}}));
    EXPECT_EQ(value<Path<Euro>>("{2025: 4 million euro, 2030: 0 euro}"),
              (Path<Euro>{{{2025, 4e6}, {2030, 0}}}));
    EXPECT_EQ(value<Path<double>>("{2025: 0.59, 2028: 0.72}"),
              (Path<double>{{{2025, 0.59}, {2028, 0.72}}}));
}

TEST(Get, names_each_wrong_mark_of_a_path)
{
    Read<Path<Share>> const read{"{2025: 30, soon: 50 %, 2030: 120 %}"};
    EXPECT_TRUE(read.value.empty());
    EXPECT_THAT(read.said,
                ElementsAre(testing::StartsWith("a.yaml:2:13 'key.2025' is '30', but must be"),
                            testing::StartsWith("a.yaml:2:17 'key.soon' stands where a year or"),
                            testing::StartsWith("a.yaml:2:35 'key.2030' is '120 %', but must")));
    EXPECT_THAT(complaint<Path<Share>>("{}"), testing::HasSubstr("is empty"));
    EXPECT_THAT(complaint<Path<Share>>("30"), testing::HasSubstr("Is '30 %' meant?"));
    EXPECT_THAT(complaint<Path<Share>>("{99999999999: 3 %}"), testing::HasSubstr("a year or an"));
}

TEST(Get, points_at_a_value_that_is_left_out)
{
    Folder const folder;
    auto const file = folder.scenario("part:\n  other: 1\n");
    auto const part = file.root().section("part");
    EXPECT_EQ(part.get<int>("other"), 1);
    EXPECT_EQ(part.get<Share>("share"), Share{});
    EXPECT_EQ(file.root().get<int>("top"), 0);
    EXPECT_THAT(folder.verdict(file),
                ElementsAre("a.yaml:0:0 'top' is missing; it must be a whole number, such as '20'.",
                            "a.yaml:2:1 'part.share' is missing; it must be a percentage from 0 % "
                            "to 100 %, such as '30 %'."));
}

TEST(Numbers, reads_a_list_and_points_at_each_item_that_is_no_whole_number)
{
    Folder const folder;
    auto const whole = folder.scenario("key: [1203, 18446744073709551615]\nnone: []\n");
    EXPECT_THAT(whole.root().numbers("key"), ElementsAre(1203U, 18446744073709551615U));
    EXPECT_THAT(whole.root().numbers("none"), IsEmpty());
    EXPECT_THAT(whole.root().numbers("absent"), IsEmpty());
    EXPECT_THAT(folder.verdict(whole), IsEmpty());

    auto const wrong = folder.scenario("key: [1203, many, -4]\nplain: 7\n");
    EXPECT_THAT(wrong.root().numbers("key"), ElementsAre(1203U));
    EXPECT_THAT(wrong.root().numbers("plain"), IsEmpty());
    auto const form = std::string{Form<std::uint64_t>::wanted} + ".";
    EXPECT_THAT(
        folder.verdict(wrong),
        ElementsAre("a.yaml:2:13 'key' is 'many', but must be " + form,
                    "a.yaml:2:19 'key' is '-4', but must be " + form,
                    "a.yaml:3:8 'plain' is '7', but must be a list of whole numbers, such as "
                    "'[1203, 8841]'."));
}

TEST(GetOr, takes_the_other_value_only_where_nothing_is_written)
{
    Folder const folder;
    auto const file = folder.scenario("written: 3\nwrong: x\n");
    EXPECT_EQ(file.root().get_or<int>("written", 7), 3);
    EXPECT_EQ(file.root().get_or<int>("absent", 7), 7);
    EXPECT_EQ(file.root().get_or<Path<Share>>("path", Path<Share>::always(1)).at(0), 1);
    EXPECT_EQ(file.root().get_or<int>("wrong", 7), 0);
    EXPECT_THAT(folder.verdict(file),
                ElementsAre(testing::StartsWith("a.yaml:3:8 'wrong' is 'x'")));
}

}  // namespace
}  // namespace smartstart
