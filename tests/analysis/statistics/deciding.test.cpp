// What is put in, gained, spread over poor and rich, and passed on.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/statistics/effort.hpp"
#include "analysis/statistics/fairness.hpp"
#include "analysis/statistics/tables_compared.hpp"
#include "engine/outcome/outcome.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using test::outcome_at;
using test::sample_result;

TEST(Quotient, has_the_interval_of_fieller)
{
    // By hand: means 6 and 2, variances of the means 1/3 each, no covariance, t(2; 0.95) = 2.92.
    Quotient const found = quotient({5, 6, 7}, {2, 1, 3});
    EXPECT_NEAR(found.value, 3.0, 1e-12);
    ASSERT_TRUE(found.low && found.high);
    double const reach = 2.9199855803537 * 2.9199855803537 / 3.0;
    double const a = 4.0 - reach;
    double const b = 12.0 - reach * 0.5;
    double const c = 36.0 - reach;
    EXPECT_NEAR(*found.low, (b - std::sqrt(b * b - a * c)) / a, 1e-9);
    EXPECT_NEAR(*found.high, (b + std::sqrt(b * b - a * c)) / a, 1e-9);
    EXPECT_LT(*found.low, 3.0);
    EXPECT_GT(*found.high, 3.0);
}

TEST(Quotient, over_draws_lies_where_the_quotient_of_the_next_draw_would)
{
    // Of a draw to come the variance is n + 1 times that of the mean of n.
    Quotient const found = quotient({50, 60, 70}, {22, 20, 21}, 3);
    EXPECT_NEAR(found.value, 60.0 / 21.0, 1e-12);
    ASSERT_TRUE(found.low && found.high);
    double const reach = 2.9199855803537 * 2.9199855803537 / 3.0 * 4.0;
    double const a = 441.0 - reach;
    double const b = 1260.0 + reach * 5.0;
    double const c = 3600.0 - reach * 100.0;
    EXPECT_NEAR(*found.low, (b - std::sqrt(b * b - a * c)) / a, 1e-9);
    EXPECT_NEAR(*found.high, (b + std::sqrt(b * b - a * c)) / a, 1e-9);
}

TEST(Quotient, has_no_interval_where_the_divisor_may_be_zero)
{
    Quotient const found = quotient({5, 6, 7}, {-2, 1, 3});
    EXPECT_FALSE(found.low);
    EXPECT_FALSE(found.high);
}

TEST(Effort, of_equal_results_is_nothing)
{
    Effort const effort = compare_effort(sample_result({}), sample_result({}), {});
    EXPECT_EQ(effort.front.mean, 0.0);
    EXPECT_EQ(effort.back.mean, 0.0);
    EXPECT_EQ(effort.outside.mean, 0.0);
    EXPECT_FALSE(effort.less_at_back.low);
    EXPECT_FALSE(effort.less_outside.low);
    auto const gains = gained_person_years(sample_result({}), sample_result({}));
    ASSERT_FALSE(gains.empty());
    for (Gained const& gained : gains) {
        EXPECT_EQ(gained.person_years.mean, 0.0);
    }
}

TEST(Effort, counts_every_person_and_every_cent_of_all_years_and_places)
{
    Result const base = sample_result({});
    Result const other = sample_result({.effect = -0.1});
    Effort const effort = compare_effort(base, other, {});
    std::int64_t cents = 0;
    for (std::size_t i = 0; i < base.cents.size(); ++i) {
        cents += other.cents[i] - base.cents[i];
    }
    double const euros = static_cast<double>(cents) / 100.0 / 4.0;
    EXPECT_NEAR(effort.front.mean + effort.back.mean + effort.outside.mean, euros,
                1e-6 * std::abs(euros));
    std::size_t const placements = outcome_at(base, "placements");
    double people = 0.0;
    for (std::size_t cell = 0; cell < base.cells(); cell += base.groups.size()) {
        people += other.numerators[placements][cell] - base.numerators[placements][cell];
    }
    for (Gained const& gained : gained_person_years(base, other)) {
        if (gained.outcome == placements) {
            EXPECT_NEAR(gained.person_years.mean, people / 4.0, 1e-9);
            EXPECT_LT(gained.person_years.mean, 0.0);
        }
    }
}

TEST(Effort, has_person_years_of_what_people_are_and_not_of_what_happens_to_them)
{
    auto const base = sample_result({});
    auto const leavers = outcome_at(base, "early_school_leavers");
    ASSERT_FALSE(base.outcomes[leavers].is_state);
    auto const gains = gained_person_years(base, sample_result({.effect = -0.1}));
    EXPECT_FALSE(gains.empty());
    for (auto const& gain : gains) {
        EXPECT_NE(gain.outcome, leavers) << "a leaver of one year is no leaver of the next";
    }
    std::vector<std::string> states;
    for (auto const& kind : all_outcomes()) {
        if (kind.info.is_state && has_direction(kind.info.better)) {
            states.push_back(kind.info.id);
        }
    }
    EXPECT_THAT(states,
                testing::UnorderedElementsAre(
                    "unmet_need", "supervision_orders", "placements", "guardianship",
                    "maltreatment", "youth_probation", "good_health", "mental_health_problems",
                    "problem_debt_households", "social_assistance_households",
                    "social_assistance_children", "child_poverty", "disability_benefit",
                    "paid_work", "education_low", "problem_serious", "problem_crisis"));
}

TEST(Effort, gains_by_more_of_what_should_rise_and_by_less_of_what_should_fall)
{
    for (auto const better : {Better::up, Better::down}) {
        auto [base, other] = std::pair{sample_result({.replicates = 1}), Result{}};
        auto const at = outcome_at(base, "placements");
        base.outcomes[at].better = better;
        base.cents.assign(base.cents.size(), 0);
        other = base;
        other.cents[0] = 60'000;
        other.numerators[at][other.cell(0, 1, 0, 0)] += better == Better::up ? 3.0 : -3.0;
        for (auto const& gained : gained_person_years(base, other)) {
            if (gained.outcome == at) {
                EXPECT_NEAR(gained.euros_each.value, 200.0, 1e-9) << "600 euros for three";
            }
        }
    }
}

TEST(Effort, leaves_out_what_was_suppressed)
{
    auto const base = sample_result({});
    auto other = sample_result({.scenario = "shift", .effect = -0.2});
    auto const at = outcome_at(base, "placements");
    auto const before = gained_person_years(base, other).size();
    for (std::size_t replicate = 0; replicate < other.replicates.size(); ++replicate) {
        other.numerators[at][other.cell(replicate, 1, 2, 0)] = std::nan("");
    }
    auto const gains = gained_person_years(base, other);
    EXPECT_EQ(gains.size() + 1, before) << "rather than counted as nobody";
    for (auto const& gain : gains) {
        EXPECT_NE(gain.outcome, at);
    }
}

TEST(Effort, sets_what_households_save_against_what_all_others_pay)
{
    Result base = sample_result({});
    Result other = sample_result({.effect = -0.1});
    EXPECT_TRUE(std::isnan(compare_effort(base, other, {}).public_value.value)) << "no such payer";
    base.payers[2] = other.payers[2] = "household";
    Effort const effort = compare_effort(base, other, {});
    std::size_t const lines = base.items.size() * base.sides.size();
    double saved = 0.0;
    double paid = 0.0;
    for (std::size_t i = 0; i < base.cents.size(); ++i) {
        auto const more = static_cast<double>(other.cents[i] - base.cents[i]) / 100.0 / 4.0;
        bool const theirs = i / lines % base.payers.size() == 2;
        (theirs ? saved : paid) += theirs ? -more : more;
    }
    ASSERT_NE(saved, 0.0);
    EXPECT_NEAR(effort.public_money.mean, paid, 1e-6 * std::abs(paid));
    EXPECT_NEAR(effort.public_value.value, saved / paid, 1e-6 * std::abs(saved / paid));
    EXPECT_NEAR(effort.public_money.mean - saved,
                effort.front.mean + effort.back.mean + effort.outside.mean, 1e-6 * std::abs(paid));
}

/// Two results of one replicate without a cent but these: 100 euros more at the front in 2026, 30
/// less at the back and 10 less outside in 2028.
std::pair<Result, Result> one_plan()
{
    Result base = sample_result({.replicates = 1});
    base.cents.assign(base.cents.size(), 0);
    Result other = base;
    auto const at = [&](std::size_t year, std::string const& side) -> std::int64_t& {
        std::size_t const found = static_cast<std::size_t>(
            std::find(base.sides.begin(), base.sides.end(), side) - base.sides.begin());
        std::size_t const of_a_year = base.cents.size() / base.years.size();
        return other.cents[year * of_a_year + found];
    };
    at(1, "front") = 10'000;
    at(3, "back") = -3'000;
    at(3, "none") = -1'000;
    return {base, other};
}

TEST(Effort, tells_what_the_back_of_the_budget_loses_from_what_comes_back_elsewhere)
{
    auto const [base, other] = one_plan();
    Effort const effort = compare_effort(base, other, {});
    EXPECT_DOUBLE_EQ(effort.front.mean, 100.0);
    EXPECT_DOUBLE_EQ(effort.less_at_back.value, 0.3);
    EXPECT_DOUBLE_EQ(effort.less_outside.value, 0.1);
}

TEST(Effort, counts_later_money_for_less_from_the_year_in_which_it_starts)
{
    auto const [base, other] = one_plan();
    Effort const effort = compare_effort(base, other, {0.1, 2026});
    EXPECT_DOUBLE_EQ(effort.front.mean, 100.0) << "the money of that year counts in full";
    EXPECT_NEAR(effort.less_at_back.value, 0.3 / 1.21, 1e-12);
    EXPECT_NEAR(effort.less_outside.value, 0.1 / 1.21, 1e-12);
}

TEST(ConcentrationIndex, is_zero_when_even_and_negative_when_found_among_the_poor)
{
    EXPECT_NEAR(concentration_index({0.1, 0.1, 0.1}, {30, 50, 20}).value(), 0.0, 1e-12);
    // Everything with the poorest of five equal fifths: twice its middle rank of 0.1, less one.
    EXPECT_NEAR(concentration_index({1, 0, 0, 0, 0}, {1, 1, 1, 1, 1}).value(), -0.8, 1e-12);
    EXPECT_NEAR(concentration_index({0, 0, 0, 0, 1}, {1, 1, 1, 1, 1}).value(), 0.8, 1e-12);
    EXPECT_FALSE(concentration_index({0, 0}, {1, 1}));
    EXPECT_FALSE(concentration_index({1, 1}, {0, 0}));
}

TEST(Gradients, of_equal_results_do_not_change)
{
    Result const base = sample_result({});
    auto const found = gradients(base, base, base.years.size() - 1);
    ASSERT_FALSE(found.empty());
    for (Gradient const& gradient : found) {
        EXPECT_GT(gradient.gap.base.mean, 0.0) << "the sample has more of it among the poor";
        EXPECT_LT(gradient.index.base.mean, 0.0);
        EXPECT_EQ(gradient.gap.difference.mean, 0.0);
        EXPECT_EQ(gradient.index.difference.high, 0.0);
        EXPECT_TRUE(gradient.equal);
    }
    auto const one = sample_result({.replicates = 1});
    EXPECT_TRUE(gradients(one, one, one.years.size() - 1).front().equal)
        << "also where no range tells it";
}

TEST(Gradients, shrink_when_what_the_poor_have_most_of_becomes_less)
{
    Result const base = sample_result({.last_year = 2040});
    Result const other = sample_result({.last_year = 2040, .effect = -0.3});
    for (Gradient const& gradient : gradients(base, other, base.years.size() - 1)) {
        EXPECT_LT(gradient.gap.difference.high, 0.0);
        EXPECT_FALSE(gradient.equal);
    }
}

TEST(Gradients, have_means_of_those_replicates_in_which_both_are_known)
{
    Result const base = sample_result({});
    Result other = base;
    std::size_t const placements = outcome_at(base, "placements");
    for (std::size_t place = 0; place < base.municipalities.size(); ++place) {
        for (std::size_t group = 0; group < base.groups.size(); ++group) {
            std::size_t const at = other.cell(1, base.years.size() - 1, place, group);
            other.numerators[placements][at] = other.denominators[placements][at] = 0.0;
        }
    }
    auto const found = gradients(base, other, base.years.size() - 1);
    auto const at = std::ranges::find(found, placements, &Gradient::outcome);
    ASSERT_NE(at, found.end());
    EXPECT_EQ(at->gap.base.count, 3);
    EXPECT_DOUBLE_EQ(at->gap.base.mean, at->gap.other.mean);
    EXPECT_DOUBLE_EQ(at->index.base.mean, at->index.other.mean);
    EXPECT_EQ(at->gap.difference.mean, 0.0);
    EXPECT_EQ(at->missing, 1);
    EXPECT_EQ(
        std::ranges::find(found, outcome_at(base, "youth_care_use"), &Gradient::outcome)->missing,
        0);
    for (Gradient const& one : gradients(other, other, base.years.size() - 1)) {
        EXPECT_EQ(one.missing, 0) << "what is equal needs no replicate to tell";
    }
}

TEST(Tables, of_equal_results_are_identical_though_some_numbers_are_unknown)
{
    Result base = sample_result({});
    ASSERT_FALSE(base.generations.empty());
    base.generations.front().values.front() = std::nan("");
    auto const tables = compare_tables(base, base);
    EXPECT_EQ(tables.size(), base.generations.size() + base.concentration.size());
    for (ComparedTable const& table : tables) {
        EXPECT_TRUE(table.identical);
        EXPECT_EQ(table.cells.size(), table.rows.size() * table.columns.size());
    }
}

TEST(Tables, pair_number_by_number)
{
    Result const base = sample_result({});
    Result other = base;
    for (double& value : other.generations.front().values) {
        value += 0.25;
    }
    ComparedTable const table = compare_tables(base, other).front();
    EXPECT_FALSE(table.identical);
    EXPECT_NEAR(table.cells.front().difference.mean, 0.25, 1e-12);
    EXPECT_NEAR(table.cells.front().difference.high, 0.25, 1e-9);
    EXPECT_NEAR(table.cells.front().other, table.cells.front().base + 0.25, 1e-12);
}

TEST(Tables, have_means_of_those_replicates_in_which_both_are_known)
{
    Result const base = sample_result({});
    Result other = base;
    ASSERT_FALSE(base.generations.empty());
    auto& values = other.generations[0].values;
    for (auto& value : values) {
        value += 0.1;
    }
    values[0] = std::nan("");
    auto const tables = compare_tables(base, other);
    auto const& cell = tables[0].cells[0];
    EXPECT_EQ(cell.difference.count, static_cast<int>(base.replicates.size()) - 1);
    EXPECT_NEAR(cell.other - cell.base, 0.1, 1e-12);
}

TEST(Tables, with_other_labels_are_left_out)
{
    Result const base = sample_result({});
    Result other = base;
    other.generations.front().row_labels.front() += " of another";
    EXPECT_EQ(compare_tables(base, other).size(), compare_tables(base, base).size() - 1);
}

}  // namespace
}  // namespace smartstart
