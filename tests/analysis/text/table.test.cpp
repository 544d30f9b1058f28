#include "analysis/text/table.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
    EXPECT_THAT(
        line_with(outcome_table(unsure, Language::english, Colour::off), "problem debt"),
        ::testing::ContainsRegex("cannot tell \\((more than )?[0-9,]+ more replicates?\\)"));
}

TEST(OutcomeTable, shows_that_a_range_lies_on_one_side_of_zero)
{
    Comparison comparison = compare(sample_result({}), sample_result({.effect = -0.2}));
    auto const at = test::outcome_at(sample_result({}), "waiting_months");
    auto const year = comparison.years.size() - 1;
    auto const group = comparison.groups.size();
    Cell& cell =
        comparison.cells[((at * comparison.years.size() + year) * comparison.places.size() +
                          comparison.region()) *
                         group];
    cell.difference.mean = 0.6;
    cell.difference.low = 0.004;
    cell.difference.high = 1.1;
    auto const row = [&](Verdict verdict, Language language) {
        cell.verdict = verdict;
        return line_with(outcome_table(comparison, language, Colour::off),
                         language == Language::dutch ? "Wachttijd" : "Wait for help");
    };
    EXPECT_THAT(row(Verdict::worse, Language::english), HasSubstr("+0.004 to +1.1"));
    EXPECT_THAT(row(Verdict::worse, Language::dutch), HasSubstr("+0,004 tot +1,1"));
    EXPECT_THAT(row(Verdict::cannot_tell, Language::english), HasSubstr(" 0.0 to +1.1"));
}

TEST(OutcomeTable, explains_below_it_the_verdicts_that_need_it)
{
    auto base = sample_result({});
    auto other = sample_result({.effect = -0.2});
    auto const legend = "'differs': larger or smaller";
    EXPECT_THAT(outcome_table(compare(base, base), Language::english, Colour::off),
                Not(HasSubstr(legend)));
    for (auto* const result : {&base, &other}) {
        for (auto& outcome : result->outcomes) {
            outcome.better = Better::neither;
        }
    }
    EXPECT_THAT(outcome_table(compare(base, other), Language::english, Colour::off),
                HasSubstr(legend));
}

TEST(OutcomeTable, of_equal_results_says_so_though_of_some_groups_nobody_was_counted)
{
    auto base = sample_result({});
    auto const at = test::outcome_at(base, "placements");
    std::ranges::fill(base.numerators[at], 0.0);
    std::ranges::fill(base.denominators[at], 0.0);
    auto const table = outcome_table(compare(base, base), Language::english, Colour::off);
    EXPECT_THAT(line_with(table, "placed out of home"), HasSubstr("nobody counted"));
    EXPECT_THAT(table, HasSubstr("Exactly equal: all "));
    EXPECT_THAT(outcome_table(compare(sample_result({}), base), Language::english, Colour::off),
                Not(HasSubstr("Exactly equal: all ")));
}

TEST(OutcomeTable, says_that_percentages_differ_by_points_of_a_percentage)
{
    Comparison const comparison = compare(sample_result({}), sample_result({.effect = -0.2}));
    auto const in_dutch = outcome_table(comparison, Language::dutch, Colour::off);
    EXPECT_THAT(line_with(in_dutch, "Uithuisgeplaatste"), HasSubstr(" % (verschil: %-punt) "));
    auto const in_english = outcome_table(comparison, Language::english, Colour::off);
    EXPECT_THAT(line_with(in_english, "placed out of home"),
                HasSubstr(" % (difference: %-points) "));
}

TEST(OutcomeTable, counts_a_single_replicate_as_one)
{
    Comparison const comparison =
        compare(sample_result({.replicates = 1}), sample_result({.replicates = 1}));
    EXPECT_THAT(outcome_table(comparison, Language::dutch, Colour::off),
                HasSubstr(", 1 herhaling\n"));
    EXPECT_THAT(outcome_table(comparison, Language::english, Colour::off),
                HasSubstr(", 1 replicate\n"));
}

TEST(OutcomeTable, says_over_how_many_draws_of_the_parameters)
{
    auto base = sample_result({});
    auto other = sample_result({.effect = -0.2});
    EXPECT_THAT(outcome_table(compare(base, other), Language::english, Colour::off),
                Not(HasSubstr("draws")));
    base.draws =
        other.draws = {"steps.debts.entry=0.01 per year", "steps.debts.entry=0.02 per year"};
    base.replicates = other.replicates = {0, 1, 100'000, 100'001};
    EXPECT_THAT(outcome_table(compare(base, other), Language::english, Colour::off),
                HasSubstr("4 replicates over 2 draws of the parameters\n"));
    EXPECT_THAT(outcome_table(compare(base, other), Language::dutch, Colour::off),
                HasSubstr("4 herhalingen over 2 trekkingen van de parameters\n"));
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
    EXPECT_THAT(table, ::testing::ContainsRegex("Breaks even in [0-9]+ of [0-9]+ replicates"));
    EXPECT_THAT(table, ::testing::ContainsRegex(
                           "Cheaper in total by 2030: in [0-9]+ of [0-9]+ replicates, 2035: in "));
}

TEST(MoneyTable, says_of_how_many_replicates_it_speaks_and_nothing_of_years_before_the_change)
{
    Money money;
    money.start = 2026;
    money.net = {{"", {}, {}, {}}};
    money.balance = {{2025, {}, {}, 0.5}, {2026, {}, {}, 0.0}, {2027, {}, {}, 0.5}};
    money.total_by_replicate = {1.0};
    money.break_even = {{std::nullopt}, 0.0, {}, {}, {}};
    EXPECT_THAT(money_table(money, Language::dutch, Colour::off),
                HasSubstr("Opgeteld goedkoper tot en met 2026: in 0 van 1 herhaling, 2027: in 0,5 "
                          "van 1 herhaling.\n"));
    money.total_by_replicate = {1.0, 1.0};
    EXPECT_THAT(money_table(money, Language::english, Colour::off),
                HasSubstr("Cheaper in total by 2026: in 0 of 2 replicates, 2027: in 1 of 2 "
                          "replicates.\n"));
}

}  // namespace
}  // namespace smartstart
