#include "engine/population/region_table.hpp"

#include <charconv>
#include <cmath>
#include <fstream>
#include <utility>

#include "engine/base/nearest.hpp"

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

bool is_readable_text(std::string const& line)
{
    for (char const letter : line) {
        if (static_cast<unsigned char>(letter) < 0x20 && letter != '\t') {
            return false;
        }
    }
    return line.size() < 2000;
}

}  // namespace

RegionTable::RegionTable(std::filesystem::path const& file, std::vector<std::string> columns)
    : file_{file.string()}, columns_{std::move(columns)}
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
        if (!is_readable_text(line)) {
            problems_.push_back({{file_, number, 1},
                                 "this line is not text. A table of figures has "
                                 "lines of text with commas, such as a spreadsheet saves as CSV.",
                                 {}});
            return;
        }
        if (line.starts_with('#')) {
            read_comment(line);
        } else if (line.empty()) {
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
    problems_.push_back(
        {{file_, number, 1},
         "the columns are '" + line.substr(0, 200) + "', but must be '" + joined(columns_) + "'.",
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
    return value.value_or(0.0) / 100.0;
}

void RegionTable::object(std::size_t row, std::size_t column, std::string const& sentence)
{
    if (problems_.size() >= most_problems) {
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
