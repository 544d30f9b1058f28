#include "engine/store/disclosure.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/run/assemble.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart {
namespace {

/// A count of people that a result shows; several outcomes may show the same.
struct Count {
    std::string name;                  ///< of the first that shows it
    std::vector<double> const* whole;  ///< where nothing is hidden
    std::vector<std::vector<double> const*> published;
};

/// Numbers modulo a prime, so that sums are exact.
using Row = std::vector<std::uint64_t>;
constexpr std::uint64_t prime = 2'147'483'647;

Result result_of_a_small_world(std::string const& outcomes)
{
    test::Small const size{.set = {"outcomes=" + outcomes, "publish=true"}, .one_in = 50};
    auto const scenarios = test::small({"today-30-70"}, size);
    auto const lives = test::lives_of(scenarios);
    auto result = labelled_result(scenarios.front());
    append(result, 0, lives.front().front());
    return result;
}

/// What adds up in a handful of cells may do so by chance.
bool is_seen_often(std::vector<double> const& numbers)
{
    return std::ranges::count_if(numbers, [](double number) { return number > 0.0; }) >= 20;
}

std::vector<Count> counts_of(Result const& whole, Result const& published)
{
    std::vector<Count> counts;
    auto const show = [&](std::string const& name, std::vector<double> const& numbers,
                          std::vector<double> const& left) {
        if (!is_seen_often(numbers)) {
            return;
        }
        auto found = std::ranges::find_if(
            counts, [&](Count const& count) { return *count.whole == numbers; });
        if (found == counts.end()) {
            found = counts.insert(counts.end(), {name, &numbers, {}});
        }
        found->published.push_back(&left);
    };
    for (std::size_t i = 0; i < whole.outcomes.size(); ++i) {
        auto const& info = whole.outcomes[i];
        auto const is_number = info.transform == Transform::count;
        if (is_number || (info.transform == Transform::ratio && info.units == "1")) {
            show("numerator of " + info.id, whole.numerators[i], published.numerators[i]);
        }
        if (!is_number) {
            show("denominator of " + info.id, whole.denominators[i], published.denominators[i]);
        }
    }
    return counts;
}

std::uint64_t inverse(std::uint64_t number)
{
    std::uint64_t result = 1;
    for (auto power = prime - 2; power > 0; power /= 2) {
        result = power % 2 == 1 ? result * number % prime : result;
        number = number * number % prime;
    }
    return result;
}

/// Gauss and Jordan: afterwards each pivot, of which the columns are told, is alone in its column.
std::vector<std::size_t> reduce(std::vector<Row>& rows, std::vector<std::size_t> const& columns)
{
    std::vector<std::size_t> pivots;
    for (auto const column : columns) {
        auto const done = pivots.size();
        auto const found =
            std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(done), rows.end(),
                         [&](Row const& row) { return row[column] > 0; });
        if (found == rows.end()) {
            continue;
        }
        std::swap(*found, rows[done]);
        auto const scale = inverse(rows[done][column]);
        for (auto& number : rows[done]) {
            number = number * scale % prime;
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            auto const times = prime - rows[i][column];
            for (std::size_t k = 0; i != done && times < prime && k < rows[i].size(); ++k) {
                rows[i][k] = (rows[i][k] + times * rows[done][k]) % prime;
            }
        }
        pivots.push_back(column);
    }
    return pivots;
}

/// All that adds up in every cell: how many times each count, to nobody together.
std::vector<Row> identities_of(std::vector<Count> const& counts, double weight)
{
    std::vector<Row> cells(counts.front().whole->size(), Row(counts.size()));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::ranges::transform(counts, cells[i].begin(), [&](Count const& count) {
            return static_cast<std::uint64_t>(std::llround((*count.whole)[i] / weight));
        });
    }
    std::vector<std::size_t> columns(counts.size());
    std::iota(columns.begin(), columns.end(), std::size_t{0});
    auto const pivots = reduce(cells, columns);
    std::vector<Row> identities;
    for (auto const column : columns) {
        if (std::ranges::binary_search(pivots, column)) {
            continue;
        }
        auto& identity = identities.emplace_back(counts.size());
        identity[column] = prime - 1;
        for (std::size_t i = 0; i < pivots.size(); ++i) {
            identity[pivots[i]] = cells[i][column];
        }
    }
    return identities;
}

bool is_hidden(Count const& count, std::size_t cell)
{
    return std::ranges::all_of(
        count.published, [cell](auto const* numbers) { return std::isnan((*numbers)[cell]); });
}

/// Names of the hidden counts that the shown ones tell in a cell: with the shown ones taken away,
/// an identity of one count is left.
std::set<std::string> told_in(std::size_t cell, std::vector<Count> const& counts,
                              std::vector<Row> identities)
{
    std::vector<std::size_t> hidden;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (is_hidden(counts[i], cell)) {
            hidden.push_back(i);
        }
    }
    std::set<std::string> told;
    auto const pivots = reduce(identities, hidden);
    for (std::size_t i = 0; i < pivots.size(); ++i) {
        if (std::ranges::count_if(
                hidden, [&](std::size_t count) { return identities[i][count] > 0; }) == 1) {
            told.insert(counts[pivots[i]].name);
        }
    }
    return told;
}

/// Finds by itself what adds up in the whole result, of any number of counts and whichever way
/// (elimination of cells by counts), and then whether it tells a count that is not published by
/// those that are, cell by cell.
void expect_no_hidden_count_told(std::string const& outcomes, std::size_t identities_at_least)
{
    auto const whole = result_of_a_small_world(outcomes);
    auto published = whole;
    suppress_small_cells(published);
    ASSERT_GT(published.suppressed_cells, 0U);
    auto const counts = counts_of(whole, published);
    ASSERT_LT(counts.size(), whole.cells()) << "in so few cells all would add up";
    auto const identities = identities_of(counts, std::round(1.0 / whole.scale));
    EXPECT_GE(identities.size(), identities_at_least) << "nothing was found to look at";
    std::map<std::string, int> told;
    for (std::size_t cell = 0; cell < whole.cells(); ++cell) {
        for (auto const& name : told_in(cell, counts, identities)) {
            ++told[name];
        }
    }
    EXPECT_THAT(told, testing::IsEmpty());
}

TEST(APublishedResult, hides_no_count_that_others_tell_by_what_adds_up)
{
    expect_no_hidden_count_told("usual", 3);
}

TEST(APublishedResult, hides_no_count_that_others_tell_with_all_outcomes)
{
    expect_no_hidden_count_told("all", 20);
}

}  // namespace
}  // namespace smartstart
