#include "engine/population/start/fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace smartstart {
namespace {

using Line = std::array<std::string, 7>;

constexpr char const* legend =
    "TAE: the differences of the cells, added up without their signs. SRMSE: the root of their "
    "mean\n"
    "square, as a share of the mean target. 1 is a cell that is off by as much as the mean cell "
    "holds.\n";

std::string with_decimals(double value, int decimals)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

Line const& heading()
{
    static Line const line{
        "margin", "cells", "target", "achieved", "TAE", "SRMSE", "worst cell (target, achieved)"};
    return line;
}

Line line_of(FitMargin const& margin)
{
    auto const& worst = margin.worst();
    return {margin.name,
            std::to_string(margin.cells.size()),
            with_decimals(margin.target(), 0),
            with_decimals(margin.achieved(), 0),
            with_decimals(margin.total_absolute_error(), 1),
            with_decimals(margin.standardised_root_mean_square(), 4),
            worst.name + " (" + with_decimals(worst.target, 1) + ", " +
                with_decimals(worst.achieved, 0) + ")"};
}

}  // namespace

double FitMargin::target() const
{
    double sum = 0.0;
    for (auto const& cell : cells) {
        sum += cell.target;
    }
    return sum;
}

double FitMargin::achieved() const
{
    double sum = 0.0;
    for (auto const& cell : cells) {
        sum += cell.achieved;
    }
    return sum;
}

double FitMargin::total_absolute_error() const
{
    double sum = 0.0;
    for (auto const& cell : cells) {
        sum += std::abs(cell.off());
    }
    return sum;
}

double FitMargin::standardised_absolute_error() const
{
    return total_absolute_error() / target();
}

double FitMargin::standardised_root_mean_square() const
{
    double squares = 0.0;
    for (auto const& cell : cells) {
        squares += cell.off() * cell.off();
    }
    auto const count = static_cast<double>(cells.size());
    return std::sqrt(squares / count) / (target() / count);
}

FitCell const& FitMargin::worst() const
{
    return *std::max_element(cells.begin(), cells.end(), [](auto const& a, auto const& b) {
        return std::abs(a.off()) < std::abs(b.off());
    });
}

FitMargin const* Fit::find(std::string const& name) const
{
    for (auto const& margin : margins) {
        if (margin.name == name) {
            return &margin;
        }
    }
    return nullptr;
}

std::string Fit::text() const
{
    std::vector<Line> lines{heading()};
    for (auto const& margin : margins) {
        lines.push_back(line_of(margin));
    }
    std::array<std::size_t, 7> widths{};
    for (auto const& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            widths[i] = std::max(widths[i], line[i].size());
        }
    }
    std::string text;
    for (auto const& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            auto const padding = std::string(widths[i] - line[i].size(), ' ');
            auto const is_text = i == 0 || i + 1 == line.size();
            text += is_text ? line[i] + (i == 0 ? padding : "") : padding + line[i];
            text += i + 1 < line.size() ? "  " : "\n";
        }
    }
    return text + "\n" + legend;
}

std::string Fit::markdown() const
{
    std::string text;
    auto const add = [&text](Line const& line) {
        for (auto const& cell : line) {
            text += "| " + cell + " ";
        }
        text += "|\n";
    };
    add(heading());
    text += "|---|---:|---:|---:|---:|---:|---|\n";
    for (auto const& margin : margins) {
        add(line_of(margin));
    }
    return text + "\n" + legend;
}

}  // namespace smartstart
