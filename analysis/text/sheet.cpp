#include "analysis/text/sheet.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "analysis/text/grid.hpp"
#include "analysis/text/table.hpp"

namespace smartstart {
namespace {

/// Letters and not bytes: a byte that starts with 10 goes on with the letter before it.
std::size_t letters(std::string const& text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string as_lines(Sheet const& sheet)
{
    std::vector<std::string> head;
    for (auto const& column : sheet.columns) {
        head.push_back(column.heading);
    }
    std::vector<Align> const sides(head.size(), Align::left);
    Grid grid{head, sides};
    for (auto const& row : sheet.rows) {
        grid.add(row, Tone::plain);
    }
    return grid.text(Colour::off);
}

std::string as_records(Sheet const& sheet)
{
    std::size_t width = 0;
    for (std::size_t i = 1; i < sheet.columns.size(); ++i) {
        width = std::max(width, letters(sheet.columns[i].heading));
    }
    std::string text;
    for (auto const& row : sheet.rows) {
        text += row.front() + "\n";
        for (std::size_t i = 1; i < row.size(); ++i) {
            auto const& heading = sheet.columns[i].heading;
            if (!row[i].empty()) {
                text += "    " + heading + std::string(width - letters(heading) + 2, ' ') + row[i] +
                        "\n";
            }
        }
    }
    return text;
}

std::string as_text(Sheet const& sheet)
{
    std::string text = sheet.title.empty() ? "" : sheet.title + "\n\n";
    text += sheet.preface.empty() ? "" : sheet.preface + "\n\n";
    return text + (sheet.layout == SheetLayout::lines ? as_lines(sheet) : as_records(sheet));
}

/// A text that may stand in a cell of a table.
std::string in_cell(std::string const& text)
{
    std::string safe;
    for (auto const letter : text) {
        safe += letter == '|' ? "\\|" : letter == '\n' ? " " : std::string(1, letter);
    }
    return safe;
}

std::string as_markdown(Sheet const& sheet)
{
    std::string text = sheet.title.empty() ? "" : "## " + sheet.title + "\n\n";
    text += sheet.preface.empty() ? "" : sheet.preface + "\n\n";
    for (auto const& column : sheet.columns) {
        text += "| " + column.heading + " ";
    }
    text += "|\n";
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        text += "| --- ";
    }
    text += "|\n";
    for (auto const& row : sheet.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            auto const cell = in_cell(row[i]);
            text += i == 0 && !cell.empty() ? "| `" + cell + "` " : "| " + cell + " ";
        }
        text += "|\n";
    }
    return text;
}

std::string as_json(std::span<Sheet const> sheets)
{
    auto all = nlohmann::ordered_json::object();
    for (auto const& sheet : sheets) {
        auto& list = all[sheet.id];
        list = list.is_null() ? nlohmann::ordered_json::array() : list;
        for (auto const& row : sheet.rows) {
            nlohmann::ordered_json object;
            for (std::size_t i = 0; i < row.size(); ++i) {
                object[sheet.columns[i].key] = row[i];
            }
            list.push_back(std::move(object));
        }
    }
    return all.dump(2) + "\n";
}

}  // namespace

std::string written(std::span<Sheet const> sheets, SheetFormat format)
{
    if (format == SheetFormat::json) {
        return as_json(sheets);
    }
    std::string text;
    for (auto const& sheet : sheets) {
        text += text.empty() ? "" : "\n";
        text += format == SheetFormat::text ? as_text(sheet) : as_markdown(sheet);
    }
    return text;
}

}  // namespace smartstart
