#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

// The library's own types; only workbook_writer.cpp includes its header.
struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace smartstart {

/// How a cell of a workbook is shown.
enum class CellStyle : std::uint8_t { plain, head, strong, wrapped };

/// A workbook on its way to the disk. Rows and columns count from 0.
class WorkbookWriter {
public:
    explicit WorkbookWriter(std::string const& file);
    ~WorkbookWriter();
    WorkbookWriter(WorkbookWriter const&) = delete;
    WorkbookWriter& operator=(WorkbookWriter const&) = delete;
    WorkbookWriter(WorkbookWriter&&) = delete;
    WorkbookWriter& operator=(WorkbookWriter&&) = delete;

    /// Begins a sheet; what follows goes into it. `widths` are those of its columns, in letters.
    void sheet(std::string const& name, std::vector<double> const& widths);
    /// Keeps the rows above this one in view.
    void freeze(std::uint32_t rows);
    void text(std::uint32_t row, std::uint16_t column, std::string const& text, CellStyle style);
    /// An empty cell where there is no number. `form` is Excel's, such as "0.0%".
    void number(std::uint32_t row, std::uint16_t column, double value, std::string const& form);
    /// Lines over years: the years stand in the first column of these rows, a line in each of the
    /// columns, its name in the row above.
    struct Chart {
        std::string sheet;  ///< where the numbers stand
        std::string title;
        std::uint32_t first{};
        std::uint32_t last{};
        std::vector<std::uint16_t> columns;
        std::uint32_t at_row{};
        std::uint16_t at_column{};
    };
    void chart(Chart const& chart);
    /// Writes the file. Throws StoreError.
    void close();

private:
    lxw_format* format(std::string const& form);

    std::string file_;
    lxw_workbook* workbook_;
    lxw_worksheet* sheet_{};
    std::map<std::string, lxw_format*> formats_;  ///< by number form; styles under "!name"
};

}  // namespace smartstart
