#include "analysis/workbook/workbook_writer.hpp"

#include <cmath>
#include <cstdlib>

#include <xlsxwriter.h>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

/// Workbooks carry a date; a fixed one keeps equal results equal, byte for byte (2000-01-01).
constexpr time_t no_date = 946684800;

char const* style_key(CellStyle style)
{
    switch (style) {
        case CellStyle::head:
            return "!head";
        case CellStyle::strong:
            return "!strong";
        case CellStyle::wrapped:
            return "!wrapped";
        default:
            return "!plain";
    }
}

}  // namespace

WorkbookWriter::WorkbookWriter(std::string const& file)
    : file_{file}, workbook_{workbook_new(file.c_str())}
{
    if (workbook_ == nullptr) {
        throw StoreError{"cannot make a workbook: there is no memory for it."};
    }
    lxw_doc_properties properties{};
    properties.created = no_date;
    workbook_set_properties(workbook_, &properties);
    for (CellStyle const style : {CellStyle::head, CellStyle::strong, CellStyle::wrapped}) {
        lxw_format* const made = workbook_add_format(workbook_);
        format_set_text_wrap(made);
        format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
        if (style != CellStyle::wrapped) {
            format_set_bold(made);
        }
        if (style == CellStyle::head) {
            format_set_bottom(made, LXW_BORDER_THIN);
        }
        formats_[style_key(style)] = made;
    }
    formats_[style_key(CellStyle::plain)] = nullptr;
}

WorkbookWriter::~WorkbookWriter()
{
    if (workbook_ != nullptr) {
        workbook_close(workbook_);
    }
}

void WorkbookWriter::sheet(std::string const& name, std::vector<double> const& widths)
{
    sheet_ = workbook_add_worksheet(workbook_, name.c_str());
    for (std::size_t i = 0; i < widths.size(); ++i) {
        auto const column = static_cast<lxw_col_t>(i);
        worksheet_set_column(sheet_, column, column, widths[i], nullptr);
    }
    worksheet_set_landscape(sheet_);
    worksheet_fit_to_pages(sheet_, 1, 0);
}

void WorkbookWriter::freeze(std::uint32_t rows)
{
    worksheet_freeze_panes(sheet_, rows, 1);
    worksheet_repeat_rows(sheet_, 0, rows - 1);
}

void WorkbookWriter::text(std::uint32_t row, std::uint16_t column, std::string const& text,
                          CellStyle style)
{
    worksheet_write_string(sheet_, row, column, text.c_str(), formats_.at(style_key(style)));
}

lxw_format* WorkbookWriter::format(std::string const& form)
{
    auto const found = formats_.find(form);
    if (found != formats_.end()) {
        return found->second;
    }
    lxw_format* const made = workbook_add_format(workbook_);
    format_set_num_format(made, form.c_str());
    formats_[form] = made;
    return made;
}

void WorkbookWriter::number(std::uint32_t row, std::uint16_t column, double value,
                            std::string const& form)
{
    if (std::isfinite(value)) {
        worksheet_write_number(sheet_, row, column, value, format(form));
    }
}

void WorkbookWriter::chart(Chart const& chart)
{
    lxw_chart* const drawn = workbook_add_chart(workbook_, LXW_CHART_LINE);
    for (std::uint16_t const column : chart.columns) {
        lxw_chart_series* const series = chart_add_series(drawn, nullptr, nullptr);
        chart_series_set_categories(series, chart.sheet.c_str(), chart.first, 0, chart.last, 0);
        chart_series_set_values(series, chart.sheet.c_str(), chart.first, column, chart.last,
                                column);
        chart_series_set_name_range(series, chart.sheet.c_str(), chart.first - 1, column);
    }
    chart_title_set_name(drawn, chart.title.c_str());
    chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
    worksheet_insert_chart(sheet_, chart.at_row, chart.at_column, drawn);
}

void WorkbookWriter::close()
{
    lxw_error const problem = workbook_close(workbook_);
    workbook_ = nullptr;
    if (problem != LXW_NO_ERROR) {
        throw StoreError{"cannot write " + file_ + ": " + lxw_strerror(problem)};
    }
}

}  // namespace smartstart
