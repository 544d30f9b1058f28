#include "calibration/scorecard/scorecard_page.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "calibration/scorecard/scorecard.hpp"

namespace smartstart {
namespace {

using Row = std::vector<std::string>;

/// Letters and not bytes: a byte that starts with 10 goes on with the letter before it.
std::size_t letters(std::string const& text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::string line_of_text(Row const& row, std::vector<std::size_t> const& widths)
{
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        line += row[i];
        line += std::string(widths[i] - letters(row[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

/// Without the source, for which a terminal has no room.
std::string as_text(CardTable const& table)
{
    std::vector<std::size_t> widths(table.head.size() - 1);
    auto const widen = [&](Row const& row) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            widths[i] = std::max(widths[i], letters(row[i]));
        }
    };
    widen(table.head);
    std::ranges::for_each(table.rows, widen);
    auto text = table.title + "\n\n" + line_of_text(table.head, widths);
    for (auto const& row : table.rows) {
        text += line_of_text(row, widths);
    }
    return text + "\n";
}

std::string as_markdown(CardTable const& table)
{
    auto const line = [](Row const& row) { return fmt::format("| {} |\n", fmt::join(row, " | ")); };
    auto text = fmt::format("## {}\n\n", table.title) + line(table.head) +
                line(Row(table.head.size(), "---"));
    for (auto const& row : table.rows) {
        text += line(row);
    }
    return text + "\n";
}

std::string safe(std::string const& text)
{
    std::string out;
    for (auto const letter : text) {
        out += letter == '<'   ? "&lt;"
               : letter == '>' ? "&gt;"
               : letter == '&' ? "&amp;"
                               : std::string(1, letter);
    }
    std::erase(out, '`');
    return out;
}

std::string as_html(CardTable const& table)
{
    auto const line = [](Row const& row, std::string_view tag) {
        std::string text = "<tr>";
        for (auto const& cell : row) {
            text += fmt::format("<{0}>{1}</{0}>", tag, safe(cell));
        }
        return text + "</tr>\n";
    };
    auto text = fmt::format("<h2>{}</h2>\n<table>\n<thead>{}</thead>\n<tbody>\n", safe(table.title),
                            line(table.head, "th"));
    for (auto const& row : table.rows) {
        text += line(row, "td");
    }
    return text + "</tbody>\n</table>\n";
}

/// A cell of CSV, quoted where it must be.
std::string cell(std::string const& text)
{
    if (text.find_first_of(",\"\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (auto const letter : text) {
        quoted += letter == '"' ? "\"\"" : std::string(1, letter);
    }
    return quoted + "\"";
}

std::string plain(double value)
{
    return std::isinf(value) ? "" : fmt::format("{}", value);
}

std::string line_of_csv(Row row)
{
    std::ranges::transform(row, row.begin(), cell);
    return fmt::format("{}\r\n", fmt::join(row, ","));
}

std::string word(PatternVerdict verdict)
{
    switch (verdict) {
        case PatternVerdict::holds:
            return "holds";
        case PatternVerdict::fails:
            return "fails";
        case PatternVerdict::told:
            return "told";
        case PatternVerdict::not_in_result:
            return "not_in_result";
        default:
            return "not_looked_at";
    }
}

std::string word(TargetVerdict verdict)
{
    return verdict == TargetVerdict::hit      ? "holds"
           : verdict == TargetVerdict::missed ? "fails"
                                              : "not_in_result";
}

std::string yes(bool so)
{
    return so ? "yes" : "no";
}

}  // namespace

std::string as_text(CardPage const& page)
{
    std::string text;
    for (auto const& table : page.tables) {
        text += as_text(table);
    }
    if (!page.list.empty()) {
        text += fmt::format("{}\n\n{}\n\n", page.list_title, fmt::join(page.list, "\n"));
    }
    return text + page.preface + "\n";
}

std::string as_markdown(CardPage const& page)
{
    auto text = fmt::format("# {}\n\n{} {}\n\n{}\n\n", page.title, page.made_by, page.preface,
                            page.calibrated);
    if (!page.list.empty()) {
        text += fmt::format("## {}\n\n- {}\n\n", page.list_title, fmt::join(page.list, "\n- "));
    }
    for (auto const& table : page.tables) {
        text += as_markdown(table);
    }
    text.pop_back();
    return text;
}

std::string as_html(CardPage const& page)
{
    auto text = fmt::format(
        "<!doctype html>\n<html lang=\"{0}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width\"><title>{1}</title><style>body{{font:15px/1.5 sans-serif;"
        "max-width:80rem;margin:2rem auto;padding:0 1rem}}table{{border-collapse:collapse;display:"
        "block;overflow-x:auto}}td,th{{border-bottom:1px solid #ccc;padding:.2rem .5rem;"
        "text-align:left;vertical-align:top}}</style></head><body>\n<h1>{1}</h1>\n<p>{2}</p>\n"
        "<p>{3}</p>\n<p>{4}</p>\n",
        page.language, safe(page.title), safe(page.made_by), safe(page.preface),
        safe(page.calibrated));
    if (!page.list.empty()) {
        text += fmt::format("<h2>{}</h2>\n<ul>\n", safe(page.list_title));
        for (auto const& line : page.list) {
            text += fmt::format("<li>{}</li>\n", safe(line));
        }
        text += "</ul>\n";
    }
    for (auto const& table : page.tables) {
        text += as_html(table);
    }
    return text + "</body></html>\n";
}

std::string scorecard_csv(Scorecard const& card)
{
    auto text = line_of_csv({"kind", "pattern", "name", "place", "group", "published", "low",
                             "high", "unit", "model", "model_lowest", "model_highest",
                             "calibrated_on", "required", "verdict", "source"});
    for (auto const& fit : card.patterns) {
        auto const& pattern = fit.pattern;
        auto const known = fit.verdict != PatternVerdict::not_in_result &&
                           fit.verdict != PatternVerdict::not_looked_at;
        auto const value = [&](double one) { return known ? plain(one) : ""; };
        text += line_of_csv({"pattern", std::to_string(pattern.number), pattern.name, "region",
                             "all", pattern.published.en, plain(pattern.low), plain(pattern.high),
                             pattern.unit, value(fit.mean), value(fit.lowest), value(fit.highest),
                             yes(pattern.use == TargetUse::calibrate), yes(pattern.required),
                             word(fit.verdict), pattern.source.en});
    }
    for (auto const& fit : card.figures) {
        auto const& target = fit.target;
        auto const known = fit.verdict != TargetVerdict::not_in_result;
        auto const value = [&](double one) { return known ? plain(one) : ""; };
        text += line_of_csv(
            {"figure", "", target.name, target.place.empty() ? "region" : target.place,
             target.group, target.at_most ? "" : plain(target.figure), plain(target.agreeing().low),
             plain(target.agreeing().high), fit.is_share ? "1" : "", value(fit.mean),
             value(fit.lowest), value(fit.highest), yes(target.use == TargetUse::calibrate),
             yes(target.required), word(fit.verdict), target.source.en});
    }
    return text;
}

}  // namespace smartstart
