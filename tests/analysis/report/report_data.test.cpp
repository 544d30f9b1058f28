#include "analysis/report/report_data.hpp"

#include <array>
#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "analysis/report/report_json.hpp"
#include "analysis/statistics/comparison.hpp"
#include "analysis/statistics/effort.hpp"
#include "analysis/statistics/money.hpp"
#include "engine/store/result_values.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

using nlohmann::json;
using test::outcome_at;
using test::sample_result;
using ::testing::HasSubstr;
using ::testing::Not;

json data_of(Result const& base, Result const& other)
{
    return json::parse(report_data(base, std::span{&other, 1}, Language::dutch, {}));
}

Result shifted()
{
    return sample_result({.scenario = "made-up-shift", .effect = -0.2});
}

Result shifted_in(int replicates)
{
    return sample_result({.scenario = "made-up-shift", .replicates = replicates, .effect = -0.2});
}

/// What the page's scripts do with a packed line.
std::vector<double> unpacked(std::string const& text, double step)
{
    std::string const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::vector<double> values;
    std::int64_t last = 0;
    std::uint64_t rest = 0;
    std::uint64_t times = 1;
    for (char const letter : text) {
        if (letter == '.') {
            values.push_back(std::nan(""));
            continue;
        }
        std::size_t const digit = letters.find(letter);
        rest += digit % 32 * times;
        times *= 32;
        if (digit < 32) {
            auto const size = static_cast<std::int64_t>(rest / 2);
            last += rest % 2 == 1 ? -size : size;
            values.push_back(static_cast<double>(last) * step);
            rest = 0;
            times = 1;
        }
    }
    return values;
}

TEST(ReportData, defines_outcomes_in_both_languages)
{
    auto base = sample_result({});
    auto other = shifted();
    for (auto* const result : {&base, &other}) {
        result->outcomes.front().numerator = "households";
    }
    auto const outcome = data_of(base, other)["outcomes"][0];
    EXPECT_EQ(outcome["numerator"], (json{{"nl", "huishoudens"}, {"en", "households"}}));
    // A text that nobody has put into Dutch.
    EXPECT_EQ(outcome["source"], (json{{"nl", "made up for tests"}, {"en", "made up for tests"}}));
}

TEST(ReportData, says_under_what_counts_are_left_out)
{
    auto other = shifted();
    EXPECT_FALSE(data_of(sample_result({}), other).contains("minimum_cell"));
    other.minimum_cell = 10;
    EXPECT_EQ(data_of(sample_result({}), other)["minimum_cell"], 10);
}

TEST(Packed, is_hops_of_whole_steps_in_letters)
{
    // 2, 1 more, nothing, 2 less: twice the size, plus one for less.
    std::vector<double> const values{0.5, 0.75, std::nan(""), 0.25};
    EXPECT_EQ(report::packed(values, 0.25), "EC.F");
    EXPECT_EQ(report::packed(std::vector<double>{16.0}, 1.0), "gB") << "32 is digit 0, then 1";
    EXPECT_EQ(report::packed(std::vector<double>{std::nan("")}, 1.0), ".");
    EXPECT_EQ(report::packed(std::vector<double>{}, 1.0), "");
}

TEST(Packed, holds_numbers_of_any_size)
{
    std::vector<double> const values{1e12, -1e12, 0.0, 123456789.0};
    EXPECT_EQ(unpacked(report::packed(values, 1.0), 1.0), values);
}

TEST(Packed, never_drifts_from_what_it_packs)
{
    std::vector<double> values;
    for (int i = 0; i < 1000; ++i) {
        values.push_back(std::sin(i) * 7.0);
    }
    std::vector<double> const again = unpacked(report::packed(values, 0.01), 0.01);
    for (std::size_t i = 0; i < values.size(); ++i) {
        ASSERT_NEAR(again[i], values[i], 0.00501);
    }
}

TEST(ReportNumber, has_nine_digits_and_is_null_where_there_is_none)
{
    EXPECT_EQ(report::number(1234567891.23).dump(), "1234567890.0");
    EXPECT_EQ(report::number(std::nan("")).dump(), "null");
    EXPECT_EQ(report::number(INFINITY).dump(), "null");
}

TEST(ReportData, is_json_without_numbers_that_are_none)
{
    Result const base = sample_result({.replicates = 1});
    Result other = sample_result({.replicates = 1, .effect = -0.2});
    std::size_t const outcome = outcome_at(base, "placements");
    other.denominators[outcome].assign(other.cells(), 0.0);
    std::string const text = report_data(base, std::span{&other, 1}, Language::english, {});
    EXPECT_NO_THROW(json::parse(text));
    EXPECT_THAT(text, Not(HasSubstr("nan")));
    EXPECT_THAT(text, Not(HasSubstr("inf")));
}

TEST(ReportData, has_the_command_that_makes_the_results_again)
{
    auto base = sample_result({});
    base.scenario_yaml += "# --set integration=5 %\n";
    auto const command = data_of(base, shifted())["command"].get<std::string>();
    EXPECT_THAT(command, testing::StartsWith("smartstart run scenarios/" + base.scenario +
                                             ".yaml scenarios/made-up-shift.yaml --seed "));
    EXPECT_THAT(command, testing::EndsWith(" --set 'integration=5 %'"));
    base.draws = {"a=1", "a=2"};
    base.replicates = {0, 1, 100'000, 100'001};
    auto other = shifted();
    other.draws = base.draws;
    other.replicates = base.replicates;
    EXPECT_THAT(data_of(base, other)["command"].get<std::string>(),
                HasSubstr(" --draws {posterior} --draw-count 2 --replicates 2 "));
}

TEST(ReportData, may_stand_inside_html_whatever_people_wrote)
{
    Result const base = sample_result({});
    Result other = shifted();
    other.title_nl = "</script><script>alert('ja')</script>";
    other.question_en = "broken \xff letter";
    std::string const text = report_data(base, std::span{&other, 1}, Language::dutch, {});
    EXPECT_EQ(text.find('<'), std::string::npos);
    EXPECT_EQ(json::parse(text)["others"][0]["title"]["nl"], other.title_nl);
}

TEST(ReportData, gives_the_values_of_the_comparison)
{
    Result const base = sample_result({});
    Result const other = shifted();
    json const data = data_of(base, other);
    Comparison const comparison = compare(base, other);
    for (std::size_t outcome = 0; outcome < comparison.outcomes.size(); ++outcome) {
        double const step = data["outcomes"][outcome]["step"];
        json const& columns = data["others"][0]["cells"][outcome][comparison.region()];
        std::vector<double> const first = unpacked(columns[0], step);
        std::vector<double> const difference = unpacked(columns[1], step);
        std::vector<double> const half = unpacked(columns[2], step);
        std::vector<double> const verdict = unpacked(columns[3], 1.0);
        for (std::size_t year = 0; year < comparison.years.size(); ++year) {
            Cell const& cell = comparison.cell(outcome, year, comparison.region(), 0);
            ASSERT_NEAR(first[year], cell.base, 0.501 * step);
            ASSERT_NEAR(difference[year], cell.difference.mean, 0.501 * step);
            ASSERT_NEAR(half[year], cell.difference.high - cell.difference.mean, 0.501 * step);
            ASSERT_EQ(verdict[year], static_cast<double>(cell.verdict));
            ASSERT_EQ(columns[7], "") << "it reaches as far below";
        }
    }
}

TEST(ReportData, keeps_both_ends_of_a_range_that_is_not_even)
{
    // From forty draws on a range goes from quantile to quantile.
    Result base = sample_result({.replicates = 40});
    Result other = sample_result({.replicates = 40, .effect = -0.2, .spread = 0.1});
    base.draws = other.draws = std::vector<std::string>(40, "made_up=1");
    for (int draw = 0; draw < 40; ++draw) {
        base.replicates[draw] = other.replicates[draw] = 100'000 * draw;
    }
    std::size_t const outcome = outcome_at(base, "placements");
    json const data = data_of(base, other);
    double const step = data["outcomes"][outcome]["step"];
    Comparison const comparison = compare(base, other);
    Estimate const last = comparison.cell(outcome, 5, comparison.region(), 0).difference;
    ASSERT_GT(std::abs(last.high + last.low - 2.0 * last.mean), 10.0 * step);
    json const& columns = data["others"][0]["cells"][outcome][comparison.region()];
    EXPECT_NEAR(unpacked(columns[2], step)[5], last.high - last.mean, 0.501 * step);
    EXPECT_NEAR(unpacked(columns[7], step)[5], last.mean - last.low, 0.501 * step);
}

TEST(ReportData, has_bands_for_every_scenario_outcome_and_place)
{
    json const data = data_of(sample_result({}), shifted());
    for (json const& scenario : {data["base"], data["others"][0]}) {
        ASSERT_EQ(scenario["fans"].size(), 9U);
        for (json const& outcome : scenario["fans"]) {
            ASSERT_EQ(outcome.size(), 10U);
            for (json const& place : outcome) {
                ASSERT_EQ(place.size(), 4U) << "the line between them is the mean";
                ASSERT_EQ(unpacked(place[0], 1.0).size(), 6U);
            }
        }
    }
}

TEST(ReportData, keeps_numbers_so_finely_that_rounding_twice_shows_nowhere)
{
    // The mean of the other is the sum of two stored numbers; one decimal of per cent is shown.
    Result base = sample_result({.replicates = 2});
    Result other = base;
    std::size_t const outcome = outcome_at(base, "placements");
    for (Result* const result : {&base, &other}) {
        for (double& people : result->denominators[outcome]) {
            people = 1e6;
        }
    }
    for (double& placed : base.numerators[outcome]) {
        placed = 100'004.6;
    }
    for (double& placed : other.numerators[outcome]) {
        placed = 201'494.0;
    }
    json const data = data_of(base, other);
    double const step = data["outcomes"][outcome]["step"];
    json const& columns = data["others"][0]["cells"][outcome][9];
    double const sum = unpacked(columns[0], step)[5] + unpacked(columns[1], step)[5];
    EXPECT_NEAR(sum, 0.201494, 1e-8);
}

TEST(ReportData, draws_bands_of_the_replicates_that_the_differences_are_of)
{
    Result const base = sample_result({.replicates = 3});
    std::array<Result, 2> others{shifted_in(3), shifted_in(3)};
    std::size_t const outcome = outcome_at(base, "placements");
    others[1].denominators[outcome][others[1].cell(1, 5, 2, 0)] = 0.0;
    json const data = json::parse(report_data(base, others, Language::dutch, {}));
    double const step = data["outcomes"][outcome]["step"];
    EXPECT_TRUE(data["others"][0]["base_fans"].empty()) << "all replicates, as usual";
    json const& lines = data["others"][1]["base_fans"][std::to_string(outcome)];
    ASSERT_EQ(lines.size(), 1U) << "of the one place";
    auto values = replicate_values(base, {outcome, 5, 2, 0});
    values.erase(values.begin() + 1);
    Band const expected = band(values);
    EXPECT_NEAR(unpacked(lines["2"][0], step)[5], expected.front(), step);
    EXPECT_NEAR(unpacked(lines["2"][3], step)[5], expected.back(), step);
    json const& columns = data["others"][1]["cells"][outcome][2];
    EXPECT_EQ(unpacked(columns[6], 1.0), (std::vector<double>{0, 0, 0, 0, 0, 1}));
    EXPECT_EQ(data["others"][1]["cells"][outcome][3][6], "") << "none is missing there";
}

TEST(ReportData, counts_the_replicates_that_do_better_in_halves)
{
    Result const base = sample_result({.replicates = 3});
    Result other = base;
    std::size_t const outcome = outcome_at(base, "placements");
    other.numerators[outcome][other.cell(0, 5, 2, 0)] -= 1.0;
    json const data = data_of(base, other);
    json const& columns = data["others"][0]["cells"][outcome][2];
    EXPECT_EQ(unpacked(columns[5], 0.5)[5], 2.0) << "one better, and two that are equal";
}

TEST(ReportData, tells_the_effort_at_every_rate)
{
    json const effort = data_of(sample_result({}), shifted())["others"][0]["effort"];
    ASSERT_EQ(effort["rates"].size(), discount_rates.size());
    Money const money = compare_money(sample_result({}), shifted());
    for (std::size_t rate = 0; rate < discount_rates.size(); ++rate) {
        json const& found = effort["rates"][rate];
        Effort const expected =
            compare_effort(sample_result({}), shifted(), {discount_rates.at(rate), money.start});
        EXPECT_NEAR(found["front"][0], expected.front.mean, 1e-6 * std::abs(expected.front.mean));
        EXPECT_NEAR(found["back"][0], expected.less_at_back.value, 1e-6);
        EXPECT_NEAR(found["outside"][0], expected.less_outside.value, 1e-6);
        double const total = expected.front.mean + expected.back.mean + expected.outside.mean;
        EXPECT_NEAR(money.net.back().by_rate.at(rate).mean, total, 1e-6 * std::abs(total))
            << "the sentences and the bars are of the same sum";
    }
}

TEST(ReportData, has_groups_for_years_that_end_with_the_last)
{
    json const data = data_of(sample_result({.last_year = 2037}),
                              sample_result({.last_year = 2037, .effect = -0.1}));
    EXPECT_EQ(data["group_years"], json({2, 7, 12}));
    EXPECT_EQ(data["others"][0]["group_cells"][0].size(), 3U);
    EXPECT_EQ(unpacked(data["others"][0]["group_cells"][0][0][0], 1.0).size(), 11U);
}

TEST(ReportData, gives_the_money_of_the_comparison)
{
    Result const base = sample_result({});
    Result const other = shifted();
    json const money = data_of(base, other)["others"][0]["money"];
    Money const expected = compare_money(base, other);
    Estimate const& total = expected.net.back().by_rate[1];
    EXPECT_TRUE(money["net"].back()[0].is_null()) << "all together come last";
    EXPECT_NEAR(money["net"].back()[1][1][0], total.mean, 1e-4 * std::abs(total.mean));
    EXPECT_NEAR(money["net"].back()[1][1][1], total.low, 1e-4 * std::abs(total.low));
    EXPECT_EQ(money["even"]["share"][0], expected.break_even.share);
    EXPECT_LT(money["even"]["share"][1], expected.break_even.share);
    EXPECT_EQ(money["lines"].size(), expected.lines.size());
    EXPECT_EQ(money["balance"].size(), base.years.size());
}

TEST(ReportData, tells_planned_from_spent_by_side)
{
    Result base = sample_result({.replicates = 1});
    base.planned_cents.assign(base.planned_cents.size(), 0);
    for (std::size_t at = 0; at < base.planned_cents.size(); at += 3) {
        base.planned_cents[at] = 100;      // a euro at the front
        base.planned_cents[at + 1] = 300;  // three at the back
    }
    json const budget = data_of(base, base)["base"]["budget"];
    EXPECT_EQ(budget["planned"][0][2], 9.0) << "nine places";
    EXPECT_EQ(budget["planned"][1][2], 27.0);
    EXPECT_EQ(budget["front_planned"][0][0], 0.25);
    EXPECT_NE(budget["realised"][0][2], 9.0);
}

TEST(ReportData, knows_no_share_of_the_front_without_sides_of_that_name)
{
    Result base = sample_result({});
    base.sides = {"left", "right", "none"};
    EXPECT_TRUE(data_of(base, base)["base"]["budget"]["front_planned"].empty());
}

TEST(ReportData, shows_outcomes_that_were_chosen_before_any_result)
{
    json const data = data_of(sample_result({}), shifted());
    ASSERT_FALSE(data["headlines"].empty());
    EXPECT_EQ(data["outcomes"][data["headlines"][0].get<std::size_t>()]["id"], "placements");
}

TEST(ReportData, needs_something_to_compare_with)
{
    EXPECT_THROW(report_data(sample_result({}), {}, Language::dutch, {}), InputError);
}

}  // namespace
}  // namespace smartstart
