#include "analysis/table.hpp"

#include <cstdlib>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/csv.hpp"
#include "analysis/grid.hpp"
#include "analysis/words.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using test::sample_result;
using ::testing::HasSubstr;
using ::testing::Not;

std::string line_with(std::string const& text, std::string const& wanted)
{
    std::istringstream lines{text};
    std::string line;
    while (std::getline(lines, line)) {
        if (line.find(wanted) != std::string::npos) {
            return line;
        }
    }
    return {};
}

TEST(Numbers, are_written_as_people_write_them)
{
    EXPECT_EQ(number_text(1234567.891, 2, Language::dutch), "1.234.567,89");
    EXPECT_EQ(number_text(1234567.891, 2, Language::english), "1,234,567.89");
    EXPECT_EQ(number_text(-999.5, 1, Language::dutch), "-999,5");
    EXPECT_EQ(number_text(-0.001, 2, Language::english), "0.00") << "no minus before a zero";
    EXPECT_EQ(signed_text(0.4, 1, Language::dutch), "+0,4");
    EXPECT_EQ(signed_text(0.001, 2, Language::dutch), "0,00");
    EXPECT_EQ(number_text(0.0 / 0.0, 2, Language::dutch), "–");
}

TEST(Numbers, get_the_decimals_that_matter)
{
    OutcomeInfo info;
    info.units = "1";
    EXPECT_EQ(number_format(info, 0.0002, Language::dutch).decimals, 2);
    EXPECT_EQ(number_format(info, 0.0002, Language::dutch).unit, "%");
    info.units = "persons";
    EXPECT_EQ(number_format(info, 4684.0, Language::dutch).decimals, 0);
    EXPECT_EQ(number_format(info, 4684.0, Language::dutch).unit, "personen");
}

TEST(OutcomeTable, shows_an_exact_zero_as_zero_for_every_outcome)
{
    Comparison const comparison = compare(sample_result({}), sample_result({}));
    std::string const table = outcome_table(comparison, Language::english, Colour::off);
    for (OutcomeInfo const& info : comparison.outcomes) {
        EXPECT_THAT(line_with(table, info.long_name_en),
                    ::testing::MatchesRegex(".*  0 +0 .*exactly equal"))
            << info.id;
    }
}

TEST(OutcomeTable, says_what_is_better_and_what_cannot_be_told_in_both_languages)
{
    Comparison const sure = compare(sample_result({}), sample_result({.effect = -0.2}));
    EXPECT_THAT(
        line_with(outcome_table(sure, Language::english, Colour::off), "placed out of home"),
        HasSubstr("better"));
    EXPECT_THAT(line_with(outcome_table(sure, Language::dutch, Colour::off), "Uithuisgeplaatste"),
                HasSubstr("beter"));
    Comparison const unsure =
        compare(sample_result({}), sample_result({.effect = -0.02, .spread = 0.2}));
    EXPECT_THAT(line_with(outcome_table(unsure, Language::english, Colour::off), "problem debt"),
                ::testing::ContainsRegex("cannot tell \\([0-9,]+ more replicates\\)"));
}

TEST(OutcomeTable, has_colour_only_where_that_is_wanted)
{
    Comparison const comparison = compare(sample_result({}), sample_result({.effect = -0.2}));
    EXPECT_THAT(outcome_table(comparison, Language::english, Colour::on), HasSubstr("\x1b[32m"));
    EXPECT_THAT(outcome_table(comparison, Language::english, Colour::off), Not(HasSubstr("\x1b")));
}

TEST(Colour, is_for_terminals_whose_owner_did_not_refuse_it)
{
    ::unsetenv("NO_COLOR");
    EXPECT_EQ(colour_for(Output::terminal), Colour::on);
    EXPECT_EQ(colour_for(Output::file), Colour::off);
    ::setenv("NO_COLOR", "1", 1);
    EXPECT_EQ(colour_for(Output::terminal), Colour::off);
    ::unsetenv("NO_COLOR");
}

TEST(Grid, counts_letters_and_not_bytes)
{
    Grid grid{{"één", "x"}, {Align::left, Align::right}};
    grid.add({"abc", "12"}, Tone::plain);
    EXPECT_EQ(grid.text(Colour::off), "één   x\n-------\nabc  12\n");
}

TEST(MoneyTable, tells_equal_money_and_a_missing_ledger_in_words)
{
    Money const equal = compare_money(sample_result({}), sample_result({}));
    EXPECT_EQ(money_table(equal, Language::english, Colour::off),
              "Money: difference 0, identical to the cent.\n");
    EXPECT_THAT(money_table(Money{}, Language::dutch, Colour::off), HasSubstr("geen kasboek"));
}

TEST(MoneyTable, names_every_payer_and_when_the_money_is_back)
{
    Money const money = compare_money(sample_result({.last_year = 2045}),
                                      sample_result({.last_year = 2045, .effect = -0.1}));
    std::string const table = money_table(money, Language::english, Colour::off);
    EXPECT_THAT(table, HasSubstr("health insurers"));
    EXPECT_THAT(table, HasSubstr("together"));
    EXPECT_THAT(table, HasSubstr("from 2026 up to and including 2045"));
    EXPECT_THAT(table, ::testing::ContainsRegex("Breaks even in [0-9]+ % of the replicates"));
    EXPECT_THAT(table, ::testing::ContainsRegex("cheaper in total by 2030: [0-9]+ %"));
}

TEST(Csv, has_a_line_for_every_cell_and_quotes_what_needs_it)
{
    Result base = sample_result({.replicates = 2});
    base.municipalities[0].name = "Gilze, \"en\" Rijen";
    Result other = sample_result({.replicates = 2, .effect = -0.2});
    std::vector<Comparison> const comparisons{compare(base, other)};
    std::ostringstream out;
    write_csv(out, comparisons);
    std::string const text = out.str();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1 + 9 * 6 * 10 * 11);
    EXPECT_THAT(line_with(text, "placements,1,2030,GM0855"),
                HasSubstr("\"Gilze, \"\"en\"\" Rijen\""));
    EXPECT_THAT(line_with(text, "placements,1,2030,region,region,all"), HasSubstr("better"));
    EXPECT_THAT(text, Not(HasSubstr("nan")));
}

TEST(MoneyCsv, has_a_line_for_every_kind_of_money)
{
    std::ostringstream out;
    std::vector const moneys{compare_money(sample_result({}), sample_result({.effect = -0.2}))};
    write_money_csv(out, moneys);
    std::string const text = out.str();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 6);
    EXPECT_THAT(text,
                HasSubstr("\r\nmade-up-base,made-up-base,municipality,help at the front,front,"));
}

}  // namespace
}  // namespace smartstart
