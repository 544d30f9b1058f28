#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.hpp"

namespace smartstart {

/// One CSV file of figures: comment lines (`# source: ...`, `# year: ...`, `# note: ...`), a line
/// of column names, and rows. Remembers where each figure stands, so that a mistake can be named.
/// Problems are collected, never thrown; a figure that cannot be read counts as zero.
class RegionTable {
public:
    /// Reads the file and checks its heading against the columns that are wanted, in their order.
    RegionTable(std::filesystem::path const& file, std::vector<std::string> columns);

    std::string const& file() const { return file_; }
    std::size_t rows() const { return rows_.size(); }
    /// Whether rows were read: a table without says so itself, and nothing more can be said of it.
    bool has_rows() const { return !rows_.empty(); }
    std::string const& text(std::size_t row, std::size_t column) const;
    /// A figure with or without decimals, at least `least`.
    double number(std::size_t row, std::size_t column, double least = 0.0);
    /// A whole number of people, households or events: 0 or more.
    std::int64_t count(std::size_t row, std::size_t column);
    /// A percentage from 0 to 100, given back as a share from 0 to 1.
    double percent(std::size_t row, std::size_t column);
    /// After the percentages of these columns: that they are not shares, such as 0.063 for 6.3 %.
    void want_no_shares(std::vector<std::size_t> const& columns);

    /// Files a problem at a cell. `row` may be rows() for the file as a whole.
    void object(std::size_t row, std::size_t column, std::string const& sentence);
    std::vector<Problem> const& problems() const { return problems_; }
    /// How many were filed, also beyond those that are told.
    std::size_t mistakes() const { return mistakes_; }

private:
    struct Cell {
        std::string text;
        int column{};  ///< where it starts in its line, from 1
    };
    struct Row {
        std::vector<Cell> cells;
        std::string line;
        int number{};
    };
    struct Highest {
        double share{};
        std::size_t row{};
    };
    /// Whether the line can be read; else a problem says why not.
    bool is_text(std::string const& line, int number);
    void read_comment(std::string const& line);
    bool read_heading(std::string const& line, int number);
    void read_row(std::string const& line, int number);
    std::optional<double> parse(std::size_t row, std::size_t column);

    std::string file_;
    std::vector<std::string> columns_;
    std::vector<Row> rows_;
    std::vector<Highest> highest_;  ///< percentage, by column
    std::vector<Problem> problems_;
    std::size_t mistakes_{};
    bool has_source_{};
    bool has_year_{};
};

}  // namespace smartstart
