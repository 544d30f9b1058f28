#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "engine/run/in_memory.hpp"
#include "engine/run/produce.hpp"
#include "engine/store/result_values.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

namespace fs = std::filesystem;

/// The stories that are told: a folder with scenario.yaml and expected.csv each.
fs::path stories()
{
    return fs::path{SMARTSTART_SOURCE_DIR} / "tests" / "stories";
}

std::vector<std::string> story_names()
{
    std::vector<std::string> names;
    for (auto const& entry : fs::directory_iterator{stories()}) {
        if (entry.is_directory()) {
            names.push_back(entry.path().filename().string());
        }
    }
    std::ranges::sort(names);
    return names;
}

Prepared read(std::string const& name, std::vector<std::string> const& set = {})
{
    RunOptions options;
    options.set = set;
    return prepare({stories() / name / "scenario.yaml"}, options, our_model()).front();
}

std::string text_of(fs::path const& name)
{
    std::ifstream file{name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

/// A row of a story: what, in which replicate, and its number in each year (or column of a table).
void add_row(std::string& text, std::string const& what, std::size_t replicate,
             std::vector<std::string> const& cells)
{
    text += fmt::format("{},{}", what, replicate);
    for (auto const& cell : cells) {
        text += "," + cell;
    }
    text += "\n";
}

/// Nine digits: counts and shares as they are, without the last bit that a processor may have
/// otherwise.
std::string shown(double number)
{
    return std::isnan(number) ? "" : fmt::format("{:.9g}", number);
}

void tell_outcomes(Result const& result, std::string& text)
{
    auto const region = result.municipalities.size();
    for (std::size_t outcome = 0; outcome < result.outcomes.size(); ++outcome) {
        for (std::size_t replicate = 0; replicate < result.replicates.size(); ++replicate) {
            std::vector<std::string> cells;
            for (std::size_t year = 0; year < result.years.size(); ++year) {
                Spot const spot{outcome, year, region, 0};
                cells.push_back(shown(replicate_values(result, spot)[replicate]));
            }
            add_row(text, result.outcomes[outcome].id, replicate, cells);
        }
    }
}

/// Whole euros by item and side, of all payers together.
void tell_money(Result const& result, std::string& text)
{
    auto const sides = result.sides.size();
    auto const items = result.items.size();
    auto const years = result.years.size();
    std::map<std::pair<std::string, std::size_t>, std::vector<std::int64_t>> sums;
    for (std::size_t cell = 0; cell < result.cents.size(); ++cell) {
        auto const item = cell / sides % items;
        auto const year =
            cell / sides / items / result.payers.size() / result.municipalities.size();
        auto const what = result.items[item] + " " + result.sides[cell % sides];
        auto& sum = sums[{what, year / years}];
        sum.resize(years);
        sum[year % years] += result.cents[cell];
    }
    for (auto const& [key, cents] : sums) {
        if (std::ranges::all_of(cents, [](auto sum) { return sum == 0; })) {
            continue;
        }
        std::vector<std::string> cells;
        for (auto const sum : cents) {
            cells.push_back(fmt::format("{}", sum / 100));
        }
        add_row(text, "euros: " + key.first, key.second, cells);
    }
}

void tell_tables(std::vector<ResultTable> const& tables, std::size_t replicates, std::string& text)
{
    for (auto const& table : tables) {
        auto const columns = table.column_labels.size();
        auto const rows = table.row_labels.size();
        for (std::size_t at = 0; at < replicates * rows; ++at) {
            std::vector<std::string> cells;
            for (std::size_t column = 0; column < columns; ++column) {
                auto const number = table.values[at * columns + column];
                cells.push_back(std::isnan(number) ? "" : fmt::format("{:.5f}", number));
            }
            if (std::ranges::any_of(cells, [](auto const& cell) { return !cell.empty(); })) {
                add_row(text, table.id + ": " + table.row_labels[at % rows], at / rows, cells);
            }
        }
    }
}

/// A result in rows for the whole region: what a reader of a change wants to see moved.
std::string tell(Result const& result)
{
    std::string text = "what,replicate";
    for (auto const year : result.years) {
        text += fmt::format(",{}", year);
    }
    text += "\n";
    tell_outcomes(result, text);
    tell_money(result, text);
    tell_tables(result.generations, result.replicates.size(), text);
    tell_tables(result.concentration, result.replicates.size(), text);
    return text;
}

/// Cells by row (what, and which replicate); years, or columns of a table, in their order.
using Rows = std::map<std::string, std::vector<std::string>>;

Rows rows_of(std::string const& text)
{
    Rows rows;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells{line};
        std::string what;
        std::string replicate;
        std::getline(cells, what, ',');
        std::getline(cells, replicate, ',');
        auto& row = rows[what + ", " + replicate];
        for (std::string cell; std::getline(cells, cell, ',');) {
            row.push_back(cell);
        }
    }
    return rows;
}

/// What one story has otherwise than another: a line for each row, with its first number that
/// differs. Empty when they are the same.
std::string difference(std::string const& expected, std::string const& told)
{
    auto const wanted = rows_of(expected);
    auto found = rows_of(told);
    auto const years = found["what, replicate"];
    std::string text;
    for (auto const& [what, cells] : wanted) {
        auto& now = found[what];
        now.resize(std::max(now.size(), cells.size()), "nothing");
        std::size_t count = 0;
        std::string first;
        for (std::size_t i = 0; i < now.size(); ++i) {
            auto const before = i < cells.size() ? cells[i] : "nothing";
            if (now[i] != before && ++count == 1) {
                first = fmt::format("{}: expected {}, is now {}", i < years.size() ? years[i] : "?",
                                    before, now[i]);
            }
        }
        if (count > 0) {
            text += fmt::format("  {}, {} of {} numbers, first in {}\n", what, count, now.size(),
                                first);
        }
    }
    for (auto const& [what, cells] : found) {
        if (!wanted.contains(what)) {
            text += fmt::format("  {}: was not there before\n", what);
        }
    }
    return text;
}

class Story : public testing::TestWithParam<std::string> {
protected:
    ~Story() override { fs::remove_all(folder_); }

    /// Lives a story into a folder, and says which file is its result.
    fs::path live(Prepared const& story, std::string const& folder, Earlier earlier,
                  unsigned threads, Listener const& listener = {}, OnDisk const& on_disk = {})
    {
        ended_ = produce({story}, {folder_ / folder, earlier, threads, on_disk}, listener).ended;
        return folder_ / folder / "scenario.h5";
    }
    Ended ended() const { return ended_; }

private:
    fs::path folder_ = fs::path{testing::TempDir()} / fmt::format("smartstart-story-{}", getpid());
    Ended ended_{};
};

/// SMARTSTART_BLESS=1 (`./dev bless`) writes down what is told now.
TEST_P(Story, is_told_in_the_same_numbers_as_before)
{
    auto const result = run_in_memory(read(GetParam()), 1, {});
    auto const told = tell(result.value());
    auto const file = stories() / GetParam() / "expected.csv";
    if (std::getenv("SMARTSTART_BLESS") != nullptr) {
        std::ofstream{file, std::ios::binary} << told;
    }
    EXPECT_EQ(difference(text_of(file), told), "")
        << "If this is meant: ./dev bless, and name it in CHANGELOG.md";
}

TEST_P(Story, is_the_same_file_when_it_was_stopped_and_went_on_with_other_threads)
{
    auto const story = read(GetParam());
    auto const whole = live(story, "whole", Earlier::refuse, 1);
    Listener const stops{{}, [left = 1]() mutable { return left-- <= 0; }};
    auto const file = live(story, "stopped", Earlier::refuse, 1, stops);
    ASSERT_EQ(ended(), Ended::stopped) << "all of it was told at once";
    ASSERT_FALSE(fs::exists(file));
    live(story, "stopped", Earlier::resume, 3);
    EXPECT_EQ(ended(), Ended::whole);
    EXPECT_EQ(text_of(whole) == text_of(file), true)
        << difference(tell(read_result(whole)), tell(read_result(file)));
}

/// Stopped again and again in the middle of a replicate, and taken up from its checkpoint.
TEST_P(Story, is_the_same_file_when_its_lives_went_through_the_disk)
{
    auto const story = read(GetParam());
    auto const whole = live(story, "whole", Earlier::refuse, 1);
    fs::path file;
    auto runs = 0;
    for (auto stopped = true; stopped && runs < 50; ++runs) {
        constexpr int years = 13;
        OnDisk const every_year{.every_seconds = 1e-9};
        Listener const stops{{}, [left = years]() mutable { return left-- <= 0; }};
        file = live(story, "stopped", runs == 0 ? Earlier::refuse : Earlier::resume,
                    runs % 2 == 0 ? 1 : 3, stops, every_year);
        stopped = ended() == Ended::stopped;
    }
    EXPECT_GT(runs, 2) << "it was told at once";
    EXPECT_EQ(text_of(whole) == text_of(file), true)
        << difference(tell(read_result(whole)), tell(read_result(file)));
}

TEST_P(Story, is_small)
{
    auto const story = read(GetParam());
    EXPECT_LE(people_of(story).persons.size(), 5'000U) << "the scale of the file did not arrive";
    EXPECT_EQ(story.scenario.replicates, 2) << "one to be stopped after, and one to go on with";
}

INSTANTIATE_TEST_SUITE_P(Stories, Story, testing::ValuesIn(story_names()), [](auto const& story) {
    auto name = story.param;
    std::ranges::replace(name, '-', '_');
    return name;
});

TEST(StoryOfToday, is_told_otherwise_when_one_parameter_is_a_little_otherwise)
{
    auto const expected = text_of(stories() / "today" / "expected.csv");
    // 0.22 per year and 1650 euro in the parameter files, 215 million in the scenario.
    std::map<std::string, std::string> const changes{
        {"steps.problems.escalation_to_serious=0.23 per year", "  problem_serious, 0, "},
        {"steps.costs.report=1651 euro", "  euros: reports none, 0, "},
        {"investment.total=216 million euro", "  euros: neighbourhood_team front, 0, 4 of 4 "}};
    for (auto const& [change, shows_in] : changes) {
        auto const told = tell(run_in_memory(read("today", {change}), 1, {}).value());
        auto const seen = difference(expected, told);
        EXPECT_NE(seen.find(shows_in), std::string::npos) << change << "\n" << seen;
    }
}

TEST(StoryOfNothing, is_the_story_of_today)
{
    auto const expected = [](char const* name) {
        return text_of(stories() / name / "expected.csv");
    };
    EXPECT_EQ(difference(expected("today"), expected("null-policy")), "");
    EXPECT_NE(difference(expected("today"), expected("other-forms")), "");
}

}  // namespace
}  // namespace smartstart::test
