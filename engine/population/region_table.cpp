#include "engine/population/region_table.hpp"

#include <charconv>
#include <cmath>
#include <fstream>
#include <utility>

#include <fmt/format.h>

#include "engine/settings/source_text.hpp"

namespace smartstart {
namespace {

/// More complaints about one file help nobody.
constexpr std::size_t most_problems = 20;

std::string joined(std::vector<std::string> const& names)
{
    std::string text;
    for (auto const& name : names) {
        text += (text.empty() ? "" : ",") + name;
    }
    return text;
}

constexpr std::size_t longest_line = 2000;
/// Percentages of a region are above this, shares below.
constexpr double highest_share = 0.005;

/// A line that a spreadsheet leaves behind where a row was emptied.
bool is_blank(std::string const& line)
{
    return line.find_first_not_of(", \t") == std::string::npos;
}

}  // namespace

RegionTable::RegionTable(std::filesystem::path const& file, std::vector<std::string> columns)
    : file_{file.string()}, columns_{std::move(columns)}, highest_(columns_.size())
{
    std::ifstream stream{file, std::ios::binary};
    if (!stream) {
        object(0, 0,
               "this table cannot be read. A region needs it; scenarios/regions/README.md "
               "describes its columns: " +
                   joined(columns_) + ".");
        return;
    }
    std::string line;
    bool heading_seen = false;
    for (int number = 1; std::getline(stream, line); ++number) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        if (number == 1) {
            line = without_mark(line);
        }
        if (!is_text(line, number)) {
            rows_.clear();  // some of the rows would only seem to miss others
            return;
        }
        if (line.starts_with('#')) {
            read_comment(line);
        } else if (is_blank(line)) {
            continue;
        } else if (!std::exchange(heading_seen, true)) {
            if (!read_heading(line, number)) {
                return;
            }
        } else {
            read_row(line, number);
        }
    }
    if (rows_.empty()) {
        object(0, 0, "this table has no rows.");
    }
    if (!has_source_ || !has_year_) {
        object(0, 0,
               std::string{"this table does not say where its figures come from. Add a line '# "} +
                   (has_source_ ? "year: 2022'." : "source: CBS 83502NED'."));
    }
}

bool RegionTable::is_text(std::string const& line, int number)
{
    if (has_control_characters(line) || line.size() >= longest_line) {
        problems_.push_back({{file_, number, 1},
                             "this line is not text. A table of figures has "
                             "lines of text with commas, such as a spreadsheet saves as CSV.",
                             {}});
        return false;
    }
    if (auto const end = end_of_text(line); end < line.size()) {
        problems_.push_back({{file_, number, static_cast<int>(end) + 1},
                             "this letter is not UTF-8. Save the table as UTF-8, which a "
                             "spreadsheet calls 'CSV UTF-8'.",
                             {}});
        return false;
    }
    return true;
}

void RegionTable::read_comment(std::string const& line)
{
    has_source_ = has_source_ || line.starts_with("# source: ");
    has_year_ = has_year_ || line.starts_with("# year: ");
}

bool RegionTable::read_heading(std::string const& line, int number)
{
    if (line == joined(columns_)) {
        return true;
    }
    auto const with_semicolons = line.find(';') != std::string::npos;
    problems_.push_back(
        {{file_, number, 1},
         "the columns are '" + line.substr(0, 200) + "', but must be '" + joined(columns_) + "'." +
             (with_semicolons ? " Put commas between cells, not semicolons, and a point before "
                                "decimals."
                              : ""),
         line.substr(0, 200)});
    return false;
}

void RegionTable::read_row(std::string const& line, int number)
{
    Row row{{}, line, number};
    std::size_t start = 0;
    while (true) {
        auto const comma = line.find(',', start);
        row.cells.push_back({line.substr(start, comma - start), static_cast<int>(start) + 1});
        if (comma == std::string::npos) {
            break;
        }
        start = comma + 1;
    }
    auto const found = row.cells.size();
    row.cells.resize(columns_.size(), {"", static_cast<int>(line.size()) + 1});
    rows_.push_back(std::move(row));
    if (found != columns_.size()) {
        object(rows_.size() - 1, 0,
               "this row has " + std::to_string(found) + " cells, but the table has " +
                   std::to_string(columns_.size()) +
                   " columns. A decimal is a point, such as 2.5.");
    }
}

std::string const& RegionTable::text(std::size_t row, std::size_t column) const
{
    return rows_[row].cells[column].text;
}

std::optional<double> RegionTable::parse(std::size_t row, std::size_t column)
{
    auto const& word = text(row, column);
    double value{};
    auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size() || !std::isfinite(value)) {
        object(row, column,
               "'" + columns_[column] + "' is '" + word +
                   "', but must be a number, such as 1250 or 2.5.");
        return {};
    }
    return value;
}

double RegionTable::number(std::size_t row, std::size_t column, double least)
{
    auto const value = parse(row, column);
    if (value && *value < least) {
        object(row, column,
               "'" + columns_[column] + "' is " + text(row, column) + ", but cannot be below " +
                   std::to_string(static_cast<int>(least)) + ".");
        return 0.0;
    }
    return value.value_or(0.0);
}

std::int64_t RegionTable::count(std::size_t row, std::size_t column)
{
    auto const value = parse(row, column);
    if (value && (*value < 0.0 || *value != std::floor(*value) || *value > 1e9)) {
        object(row, column,
               "'" + columns_[column] + "' is " + text(row, column) +
                   ", but must be a whole number of 0 or more, such as 1250.");
        return 0;
    }
    return static_cast<std::int64_t>(value.value_or(0.0));
}

double RegionTable::percent(std::size_t row, std::size_t column)
{
    auto const value = parse(row, column);
    if (value && (*value < 0.0 || *value > 100.0)) {
        object(row, column,
               "'" + columns_[column] + "' is " + text(row, column) +
                   ", but must be a percentage from 0 to 100, such as 6.3.");
        return 0.0;
    }
    auto const share = value.value_or(0.0) / 100.0;
    if (share > highest_[column].share) {
        highest_[column] = {share, row};
    }
    return share;
}

void RegionTable::want_no_shares(std::vector<std::size_t> const& columns)
{
    for (auto const column : columns) {
        auto const [share, row] = highest_[column];
        if (share > 0.0 && share < highest_share) {
            object(row, column,
                   fmt::format("'{}' is {} at most in this table, as if these were shares. Write "
                               "percentages, such as {:.4g} for {:.4g} %.",
                               columns_[column], text(row, column), 1e4 * share, 1e4 * share));
        }
    }
}

void RegionTable::object(std::size_t row, std::size_t column, std::string const& sentence)
{
    ++mistakes_;
    if (problems_.size() >= most_problems) {
        if (problems_.size() == most_problems) {
            problems_.push_back(
                {{file_, 0, 0},
                 "this table has more mistakes; they are told when these are repaired.",
                 {}});
        }
        return;
    }
    if (row >= rows_.size()) {
        problems_.push_back({{file_, 0, 0}, sentence, {}});
        return;
    }
    auto const& where = rows_[row];
    problems_.push_back({{file_, where.number, where.cells[column].column}, sentence, where.line});
}

}  // namespace smartstart
