#include "calibration/pages/page_parts.hpp"

#include <cmath>

#include <fmt/format.h>

namespace smartstart {

std::string number(double value)
{
    if (std::isnan(value)) {
        return "-";
    }
    auto const size = std::abs(value);
    return size >= 1000.0 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

std::string markdown(Grid const& grid)
{
    auto const line = [](std::vector<std::string> const& cells) {
        return fmt::format("| {} |\n", fmt::join(cells, " | "));
    };
    auto text = line(grid.head) + line(std::vector<std::string>(grid.head.size(), "---"));
    for (auto const& row : grid.rows) {
        text += line(row);
    }
    return text;
}

std::string list(std::vector<std::string> const& lines, std::string const& none)
{
    if (lines.empty()) {
        return none + "\n";
    }
    return fmt::format("- {}\n", fmt::join(lines, "\n- "));
}

std::string html(std::string const& text)
{
    std::string safe;
    for (auto const letter : text) {
        switch (letter) {
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '&':
                safe += "&amp;";
                break;
            case '`':
                break;
            default:
                safe += letter;
        }
    }
    return safe;
}

std::string html(Grid const& grid)
{
    std::string text = "<table><tr>";
    for (auto const& cell : grid.head) {
        text += "<th>" + html(cell) + "</th>";
    }
    text += "</tr>\n";
    for (auto const& row : grid.rows) {
        text += "<tr>";
        for (auto const& cell : row) {
            text += "<td>" + html(cell) + "</td>";
        }
        text += "</tr>\n";
    }
    return text + "</table>\n";
}

std::string html(std::vector<std::string> const& lines, std::string const& none)
{
    if (lines.empty()) {
        return "<p>" + html(none) + "</p>\n";
    }
    std::string text = "<ul>";
    for (auto const& line : lines) {
        text += "<li>" + html(line) + "</li>\n";
    }
    return text + "</ul>\n";
}

}  // namespace smartstart
