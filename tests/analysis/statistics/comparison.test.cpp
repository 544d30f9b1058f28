#include "analysis/statistics/comparison.hpp"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/statistics/effort.hpp"
#include "analysis/statistics/pairing.hpp"
#include "analysis/text/translation.hpp"
#include "analysis/text/words.hpp"
#include "engine/store/result_values.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using test::outcome_at;
using test::sample_result;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Estimate interval(double low, double high)
{
    return {(low + high) / 2.0, low, high, 1.0, 10};
}

TEST(Verdict, is_better_or_worse_by_the_way_an_outcome_should_go)
{
    EXPECT_EQ(judge(interval(2, 4), 1.0, Better::up), Verdict::better);
    EXPECT_EQ(judge(interval(2, 4), 1.0, Better::down), Verdict::worse);
    EXPECT_EQ(judge(interval(-4, -2), 1.0, Better::down), Verdict::better);
    EXPECT_EQ(judge(interval(-4, -2), 1.0, Better::neither), Verdict::differs);
    EXPECT_EQ(judge(interval(-4, -2), 1.0, Better::seen), Verdict::less_seen);
    EXPECT_EQ(judge(interval(2, 4), 1.0, Better::seen), Verdict::more_seen);
    EXPECT_EQ(judge(interval(-4, 2), 1.0, Better::seen), Verdict::cannot_tell);
}

TEST(Verdict, needs_the_whole_interval_inside_what_matters_to_see_no_relevant_difference)
{
    EXPECT_EQ(judge(interval(-0.5, 0.9), 1.0, Better::up), Verdict::no_relevant_difference);
    EXPECT_EQ(judge(interval(0.5, 0.9), 1.0, Better::up), Verdict::no_relevant_difference);
    EXPECT_EQ(judge(interval(-0.5, 1.1), 1.0, Better::up), Verdict::cannot_tell);
}

TEST(Verdict, cannot_be_told_when_zero_is_possible_or_what_is_seen_does_not_matter)
{
    EXPECT_EQ(judge(interval(-0.1, 9.0), 1.0, Better::up), Verdict::cannot_tell);
    EXPECT_EQ(judge(interval(0.1, 1.5), 1.0, Better::up), Verdict::cannot_tell);
    EXPECT_EQ(judge(interval(0.1, 2.5), 1.0, Better::up), Verdict::better);
}

TEST(Verdict, cannot_be_told_from_one_replicate)
{
    double const unknown = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(judge({5.0, unknown, unknown, unknown, 1}, 1.0, Better::up), Verdict::cannot_tell);
    EXPECT_EQ(judge({5.0, 5.0, 5.0, 0.0, 2}, 1.0, Better::up), Verdict::cannot_tell)
        << "two that are alike by chance";
    EXPECT_EQ(judge({5.0, 5.0, 5.0, 0.0, 3}, 1.0, Better::up), Verdict::better);
    EXPECT_EQ(judge({unknown, unknown, unknown, unknown, 0}, 1.0, Better::up),
              Verdict::nobody_counted);
}

TEST(Comparison, of_a_result_with_itself_is_exactly_zero_everywhere)
{
    Result const base = sample_result({});
    Result other = sample_result({});
    other.scenario = "null-policy";
    Comparison const comparison = compare(base, other);
    EXPECT_EQ(comparison.cells.size(), 9U * 6 * 10 * 11);
    for (Cell const& cell : comparison.cells) {
        ASSERT_EQ(cell.verdict, Verdict::identical);
        ASSERT_EQ(cell.difference.mean, 0.0);
        ASSERT_EQ(cell.difference.low, 0.0);
        ASSERT_EQ(cell.difference.high, 0.0);
    }
}

TEST(Comparison, with_one_replicate_cannot_tell_unless_the_counts_are_identical)
{
    Comparison const comparison =
        compare(sample_result({.replicates = 1}), sample_result({.replicates = 1, .effect = -0.2}));
    std::size_t const outcome = outcome_at(sample_result({}), "placements");
    Cell const& before = comparison.cell(outcome, 0, comparison.region(), 0);
    Cell const& after = comparison.cell(outcome, 5, comparison.region(), 0);
    EXPECT_EQ(before.verdict, Verdict::identical);
    EXPECT_EQ(after.verdict, Verdict::cannot_tell);
    EXPECT_TRUE(std::isnan(after.difference.low));
    EXPECT_FALSE(replicates_still_needed(after).has_value());
}

TEST(Comparison, adds_counts_up_for_the_region)
{
    Result const base = sample_result({.replicates = 2});
    Result const other = sample_result({.replicates = 2, .effect = -0.2});
    Comparison const comparison = compare(base, other);
    std::size_t const outcome = outcome_at(base, "early_school_leavers");
    double mean = 0.0;
    for (std::size_t replicate = 0; replicate < 2; ++replicate) {
        double numerator = 0.0;
        double denominator = 0.0;
        for (std::size_t place = 0; place < 9; ++place) {
            numerator += other.numerators[outcome][other.cell(replicate, 5, place, 2)];
            denominator += other.denominators[outcome][other.cell(replicate, 5, place, 2)];
        }
        mean += numerator / denominator / 2.0;
    }
    Cell const& cell = comparison.cell(outcome, 5, comparison.region(), 2);
    EXPECT_DOUBLE_EQ(cell.other, mean);
    EXPECT_NEAR(cell.difference.mean, cell.other - cell.base, 1e-15);
}

TEST(Comparison, pairs_replicates_so_that_shared_luck_cancels)
{
    Result const base = sample_result({.replicates = 8});
    Result const other = sample_result({.replicates = 8, .effect = -0.2, .spread = 0.0});
    std::size_t const outcome = outcome_at(base, "youth_care_use");
    Comparison const comparison = compare(base, other);
    Cell const& cell = comparison.cell(outcome, 5, comparison.region(), 0);
    Estimate const alone = estimate(replicate_values(base, {outcome, 5, 9, 0}));
    EXPECT_LT(cell.difference.deviation, alone.deviation / 2.0);
    EXPECT_EQ(cell.verdict, Verdict::better);
    EXPECT_EQ(cell.share_better, 1.0);
}

TEST(Comparison, calls_what_is_only_seen_more_or_less_neither_better_nor_worse)
{
    Result base = sample_result({.replicates = 8});
    std::size_t const outcome = outcome_at(base, "youth_care_use");
    base.outcomes[outcome].better = Better::seen;
    Result other = sample_result({.replicates = 8, .effect = -0.2, .spread = 0.0});
    other.outcomes[outcome].better = Better::seen;
    Comparison const comparison = compare(base, other);
    Cell const& cell = comparison.cell(outcome, 5, comparison.region(), 0);
    EXPECT_EQ(cell.verdict, Verdict::less_seen);
    EXPECT_EQ(verdict_sentence(cell, Language::english), "less is seen");
    EXPECT_TRUE(std::isnan(cell.share_better));
    for (auto const& gain : gained_person_years(base, other)) {
        EXPECT_NE(gain.outcome, outcome) << "no person-years gained by being seen";
    }
}

TEST(Comparison, says_how_many_replicates_are_missing)
{
    Result const base = sample_result({.replicates = 4});
    Result const other = sample_result({.replicates = 4, .effect = -0.02, .spread = 0.2});
    Comparison const comparison = compare(base, other);
    std::size_t const outcome = outcome_at(base, "problem_debt_households");
    Cell const& cell = comparison.cell(outcome, 5, comparison.region(), 0);
    ASSERT_EQ(cell.verdict, Verdict::cannot_tell);
    auto const more = replicates_still_needed(cell);
    ASSERT_TRUE(more.has_value());
    auto const wanted =
        std::max(std::abs(cell.difference.mean), cell.relevant - std::abs(cell.difference.mean));
    EXPECT_LE(half_width(cell.difference.deviation, 4 + *more), wanted);
    EXPECT_GT(half_width(cell.difference.deviation, 3 + *more), wanted);
}

/// A cell of ten replicates with this mean and half width, where 1 is what matters.
Cell open_cell(double mean, double half)
{
    Cell cell;
    cell.difference = {mean, mean - half, mean + half, half / half_width(1.0, 10), 10, false};
    cell.relevant = 1.0;
    cell.verdict = judge(cell.difference, cell.relevant, Better::up);
    return cell;
}

TEST(Comparison, asks_for_no_more_replicates_than_the_verdict_needs_and_no_fewer)
{
    for (auto const& [mean, half] : {std::pair{0.5, 2.0}, {4.0, 4.5}, {-1.5, 1.6}, {0.9, 0.8}}) {
        auto const cell = open_cell(mean, half);
        ASSERT_EQ(cell.verdict, Verdict::cannot_tell) << mean;
        auto const more = replicates_still_needed(cell);
        ASSERT_TRUE(more.has_value()) << mean;
        auto const with = [&](std::int64_t added) {
            auto later = cell.difference;
            auto const narrower = half_width(later.deviation, 10 + added);
            later.low = mean - narrower;
            later.high = mean + narrower;
            return judge(later, cell.relevant, Better::up);
        };
        EXPECT_NE(with(*more + 1), Verdict::cannot_tell) << mean;
        if (*more > 1) {
            EXPECT_EQ(with(*more - 1), Verdict::cannot_tell) << mean;
        }
    }
    auto drawn = open_cell(0.5, 2.0);
    drawn.difference.over_draws = true;
    EXPECT_FALSE(replicates_still_needed(drawn)) << "more draws do not tell more";
}

TEST(Comparison, counts_ties_half_among_those_that_do_better)
{
    Result const base = sample_result({.replicates = 10});
    auto other = base;
    auto const outcome = outcome_at(base, "problem_debt_households");
    for (std::size_t replicate = 0; replicate < 4; ++replicate) {
        other.numerators[outcome][other.cell(replicate, 5, 0, 0)] += replicate < 2 ? 1.0 : -1.0;
    }
    EXPECT_DOUBLE_EQ(compare(base, other).cell(outcome, 5, 0, 0).share_better, 0.5);
}

TEST(Comparison, leaves_out_replicates_in_which_nobody_was_counted)
{
    Result const base = sample_result({.replicates = 3});
    Result other = sample_result({.replicates = 3, .effect = -0.2});
    std::size_t const outcome = outcome_at(base, "placements");
    other.denominators[outcome][other.cell(1, 5, 0, 0)] = 0.0;
    Cell const cell = compare(base, other).cell(outcome, 5, 0, 0);
    EXPECT_EQ(cell.difference.count, 2);
    EXPECT_EQ(cell.missing, 1);
    EXPECT_NEAR(cell.other - cell.base, cell.difference.mean, 1e-12) << "all three of the two";
    other.denominators[outcome][other.cell(0, 5, 0, 0)] = 0.0;
    other.denominators[outcome][other.cell(2, 5, 0, 0)] = 0.0;
    EXPECT_EQ(compare(base, other).cell(outcome, 5, 0, 0).verdict, Verdict::nobody_counted);
}

TEST(Comparison, cannot_tell_where_some_replicates_have_no_value)
{
    Result const base = sample_result({.replicates = 8});
    Result other = sample_result({.replicates = 8, .effect = -0.2, .spread = 0.0});
    std::size_t const outcome = outcome_at(base, "youth_care_use");
    ASSERT_EQ(compare(base, other).cell(outcome, 5, 0, 0).verdict, Verdict::better);
    other.denominators[outcome][other.cell(1, 5, 0, 0)] = 0.0;
    Cell const cell = compare(base, other).cell(outcome, 5, 0, 0);
    EXPECT_EQ(cell.verdict, Verdict::cannot_tell);
    EXPECT_EQ(cell.missing, 1);
    EXPECT_EQ(cell.share_better, 1.0) << "of the seven that have one";
    EXPECT_FALSE(replicates_still_needed(cell)) << "more would not bring it back";
}

TEST(Comparison, is_not_identical_where_a_count_was_left_out)
{
    Result base = sample_result({});
    Result other = sample_result({});
    std::size_t const outcome = outcome_at(base, "placements");
    std::size_t const at = base.cell(1, 5, 0, 0);
    base.numerators[outcome][at] = other.numerators[outcome][at] = std::nan("");
    EXPECT_EQ(compare(base, other).cell(outcome, 5, 0, 0).verdict, Verdict::cannot_tell);
    // Where nobody was there in either, the counts are the same, and that is known.
    base.numerators[outcome][at] = other.numerators[outcome][at] = 0.0;
    base.denominators[outcome][at] = other.denominators[outcome][at] = 0.0;
    Cell const cell = compare(base, other).cell(outcome, 5, 0, 0);
    EXPECT_EQ(cell.verdict, Verdict::identical);
    EXPECT_EQ(cell.missing, 1);
}

TEST(Comparison, takes_one_percent_of_the_base_where_an_outcome_names_no_difference)
{
    OutcomeInfo info;
    EXPECT_DOUBLE_EQ(relevant_difference(info, -200.0), 2.0);
    info.relevant = 0.5;
    EXPECT_DOUBLE_EQ(relevant_difference(info, -200.0), 0.5);
}

TEST(Comparison, is_refused_with_everything_that_differs)
{
    Result const base = sample_result({});
    Result other = sample_result({.replicates = 3, .last_year = 2031});
    other.seed = 7;
    other.scale = 0.5;
    other.groups[1].label = "risk none";
    other.outcomes[0].id = "cito";
    try {
        compare(base, other);
        FAIL() << "not refused";
    } catch (InputError const& error) {
        EXPECT_EQ(error.problems().size(), 6U);
        for (auto const& problem : error.problems()) {
            EXPECT_NE(said_in(Language::dutch, problem.text), problem.text) << "has no Dutch";
        }
        EXPECT_THAT(error.what(), HasSubstr("'scale' is 0.1 in the first and 0.5 in the second"));
        EXPECT_THAT(error.what(), HasSubstr("'seed' is 20250101 in the first and 7 in the second"));
        EXPECT_THAT(error.what(), HasSubstr("'years' is 2025-2030 in the first and 2025-2031"));
        EXPECT_THAT(error.what(), HasSubstr("'number of replicates' is 4 in the first and 3"));
        EXPECT_THAT(error.what(), HasSubstr("only the first has 'risk 0'"));
        EXPECT_THAT(error.what(), HasSubstr("only the second has 'cito in points'"));
    }
}

/// Why these two cannot be compared; every sentence has its Dutch.
std::vector<std::string> refusals(Result const& base, Result const& other)
{
    std::vector<std::string> texts;
    try {
        check_pairing(base, other);
    } catch (InputError const& error) {
        for (auto const& problem : error.problems()) {
            EXPECT_NE(said_in(Language::dutch, problem.text), problem.text) << "has no Dutch";
            texts.push_back(problem.text);
        }
    }
    return texts;
}

/// A made-up result that says of whom it is.
Result of_people()
{
    auto result = sample_result({});
    result.scenario_resolved += "base_year: 2022\nrehearsal: 18 years\n";
    result.past = {"2004-01 aa", "2005-01 aa"};
    return result;
}

TEST(Comparison, is_refused_where_the_people_cannot_be_the_same)
{
    auto const base = of_people();
    EXPECT_THAT(refusals(base, of_people()), ElementsAre());
    auto tables = of_people();
    tables.inputs[1].second = std::string(64, 'c');
    tables.inputs.emplace_back("elsewhere/more.csv", std::string(64, 'e'));
    EXPECT_THAT(refusals(base, tables),
                ElementsAre(HasSubstr("tables of the region differ: 'table.csv', 'more.csv'.")));
    auto year = of_people();
    year.scenario_resolved = "base_year: 2023\n";
    EXPECT_THAT(refusals(base, year),
                ElementsAre(HasSubstr("begins with those of 2022 and the second with those of "
                                      "2023; run both with the same 'base_year'.")));
    auto rehearsal = of_people();
    rehearsal.past = {"2021-01 aa"};
    EXPECT_THAT(refusals(base, rehearsal),
                ElementsAre(HasSubstr("lives begin in 2004 in the first and in 2021")));
}

TEST(Comparison, is_refused_where_another_program_made_one)
{
    auto const base = of_people();
    auto version = of_people();
    version.program_version = "9.9.9";
    version.git_commit = "abcd";
    EXPECT_THAT(refusals(base, version),
                ElementsAre(HasSubstr("version 0.0.0-test of the program made the first and "
                                      "version 9.9.9 the second")));
    auto commit = of_people();
    commit.git_commit = "abcd";
    EXPECT_THAT(refusals(base, commit),
                ElementsAre(HasSubstr("commit 0000000 of the program made the first and commit "
                                      "abcd the second")));
}

TEST(Comparison, is_of_scenarios_with_other_parameters_and_of_files_that_say_less)
{
    auto const base = of_people();
    auto policy = of_people();
    policy.inputs = {{"scenarios/other.yaml", std::string(64, 'f')},
                     {"scenarios/parameters/more.yaml", std::string(64, '1')},
                     {"../copied/table.csv", std::string(64, 'b')}};
    policy.scenario_resolved += "integration: 30 %\n";
    policy.past = {"2004-01 bb"};
    EXPECT_THAT(refusals(base, policy), ElementsAre());
    auto old = of_people();
    old.inputs.clear();
    old.past.clear();
    old.scenario_resolved.clear();
    old.program_version.clear();
    old.git_commit.clear();
    EXPECT_THAT(refusals(base, old), ElementsAre());
}

TEST(Comparison, is_refused_where_the_draws_of_the_parameters_are_not_the_same)
{
    auto base = sample_result({});
    auto other = sample_result({});
    base.draws = {"steps.debts.entry=0.01 per year"};
    other.draws = {"steps.debts.entry=0.02 per year"};
    try {
        check_pairing(base, other);
        FAIL() << "two draws were compared as one";
    } catch (InputError const& error) {
        EXPECT_THAT(error.what(), HasSubstr("draws of the parameters"));
    }
}

TEST(Comparison, is_refused_where_replicates_do_not_stand_draw_after_draw)
{
    auto result = sample_result({});
    result.draws = {"steps.debts.entry=0.01 per year", "steps.debts.entry=0.02 per year"};
    result.replicates = {0, 1, 100'000, 100'001};
    EXPECT_THAT(refusals(result, result), ElementsAre());
    auto const refused = ElementsAre(HasSubstr("do not stand draw after draw"));
    result.replicates = {0, 100'000, 1, 100'001};
    EXPECT_THAT(refusals(result, result), refused);
    result.replicates = {0, 1, 2, 100'000};
    EXPECT_THAT(refusals(result, result), refused);
    result.draws.emplace_back("steps.debts.entry=0.03 per year");
    EXPECT_THAT(refusals(result, result), refused);
}

}  // namespace
}  // namespace smartstart
