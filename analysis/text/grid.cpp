#include "analysis/text/grid.hpp"

#include <algorithm>

#include "analysis/text/table.hpp"

namespace smartstart {
namespace {

/// Letters in a text of UTF-8: continuation bytes are no letters of their own.
std::size_t letters(std::string const& text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

char const* code(Tone tone)
{
    switch (tone) {
        case Tone::good:
            return "\x1b[32m";
        case Tone::bad:
            return "\x1b[31m";
        case Tone::unsure:
            return "\x1b[33m";
        case Tone::plain:
            break;
    }
    return "";
}

}  // namespace

Grid::Grid(std::vector<std::string> head, std::vector<Align> sides)
    : sides_{std::move(sides)}, widths_(sides_.size())
{
    add(std::move(head), Tone::plain);
}

void Grid::add(std::vector<std::string> row, Tone tone)
{
    for (std::size_t i = 0; i < widths_.size(); ++i) {
        widths_[i] = std::max(widths_[i], letters(row.at(i)));
    }
    rows_.push_back(std::move(row));
    tones_.push_back(tone);
}

std::string Grid::line(std::vector<std::string> const& row) const
{
    std::string result;
    for (std::size_t i = 0; i < row.size(); ++i) {
        std::string const gap(widths_[i] - letters(row[i]), ' ');
        result += i == 0 ? "" : "  ";
        result += sides_[i] == Align::left ? row[i] + gap : gap + row[i];
    }
    result.erase(result.find_last_not_of(' ') + 1);
    return result;
}

std::string Grid::text(Colour colour) const
{
    std::string result = line(rows_.front()) + '\n';
    std::size_t width = 2 * (widths_.size() - 1);
    for (std::size_t const column : widths_) {
        width += column;
    }
    result += std::string(width, '-') + '\n';
    for (std::size_t i = 1; i < rows_.size(); ++i) {
        bool const coloured = colour == Colour::on && tones_[i] != Tone::plain;
        result += coloured ? code(tones_[i]) + line(rows_[i]) + "\x1b[0m" : line(rows_[i]);
        result += '\n';
    }
    return result;
}

}  // namespace smartstart
