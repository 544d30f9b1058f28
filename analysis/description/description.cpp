#include "analysis/description/description.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <variant>

#include <fmt/format.h>

#include "analysis/text/translation.hpp"
#include "analysis/text/words.hpp"
#include "engine/run/start_fit.hpp"

namespace smartstart {
namespace {

constexpr std::string_view civil_register = "register";

/// Picks the Dutch or the English text.
struct In {
    Language language;
    std::string operator()(char const* dutch, char const* english) const
    {
        return language == Language::dutch ? dutch : english;
    }
};

std::string joined(std::vector<std::string> const& names)
{
    std::string text;
    for (auto const& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

std::vector<ColumnInfo> all_columns(Prepared const& prepared)
{
    auto const& schema = prepared.blueprint->schema();
    auto columns = schema.people();
    columns.insert(columns.end(), schema.families().begin(), schema.families().end());
    return columns;
}

std::vector<std::string> owned_by(std::string_view step, std::vector<ColumnInfo> const& columns)
{
    std::vector<std::string> names;
    for (auto const& column : columns) {
        if (column.owner == step) {
            names.push_back(column.name);
        }
    }
    return names;
}

/// What a step reads beside who people are, which every step may ask the civil register.
std::vector<std::string> read_by(std::string_view step, std::vector<ColumnInfo> const& columns)
{
    std::vector<std::string> names;
    for (auto const& column : columns) {
        auto const reads = std::ranges::find(column.readers, step) != column.readers.end();
        if (reads && column.owner != civil_register && column.owner != step) {
            names.push_back(column.name);
        }
    }
    return names;
}

std::string cell_type(ColumnInfo const& column)
{
    auto const name = std::visit(
        [](auto const& cells) -> std::string {
            using Cell = typename std::decay_t<decltype(cells)>::value_type;
            if constexpr (std::is_floating_point_v<Cell>) {
                return "number";
            } else {
                return fmt::format("{} {} bits", std::is_signed_v<Cell> ? "signed" : "whole",
                                   8 * sizeof(Cell));
            }
        },
        column.empty);
    return column.kind == CellKind::calendar_month ? "month" : name;
}

std::string kept_text(Kept kept, In const& in)
{
    switch (kept) {
        case Kept::in_youth:
            return in("tot 24 jaar", "until 24");
        case Kept::until_thirty:
            return in("tot 31 jaar", "until 31");
        case Kept::for_life:
            break;
    }
    return in("voor het leven", "for life");
}

std::vector<std::vector<std::string>> column_rows(std::vector<ColumnInfo> const& columns,
                                                  In const& in)
{
    std::vector<std::vector<std::string>> rows;
    for (auto const& column : columns) {
        auto readers = column.readers;
        std::ranges::sort(readers);
        readers.erase(std::unique(readers.begin(), readers.end()), readers.end());
        std::erase(readers, column.owner);
        rows.push_back({column.name, described_in(in.language, column.meaning),
                        described_in(in.language, cell_type(column)), column.owner, joined(readers),
                        kept_text(column.kept, in)});
    }
    return rows;
}

std::string better_text(Better better, In const& in)
{
    switch (better) {
        case Better::up:
            return in("hoger", "up");
        case Better::down:
            return in("lager", "down");
        case Better::seen:
            return in("meer of minder gezien", "more or less is seen");
        case Better::neither:
            break;
    }
    return {};
}

/// "Tilburg, vrouwen 15-19" for "Tilburg, women 15-19": places keep their names.
std::string cell_in(Language language, std::string const& name)
{
    constexpr std::string_view between = ", ";
    auto const end = name.find(between);
    auto const start = end == std::string::npos ? 0 : end + between.size();
    return name.substr(0, start) + described_in(language, name.substr(start));
}

}  // namespace

std::vector<Sheet> describe_steps(Prepared const& prepared, Language language)
{
    In const in{language};
    auto const columns = all_columns(prepared);
    Sheet sheet{
        "steps",
        {},
        in("Elke stap doet een keer per maand zijn werk. Wie mensen zijn (leeftijd, gezin, "
           "gemeente) mag elke stap aan de burgerlijke stand vragen.",
           "Every step does its work once a month. Who people are (age, family, municipality) "
           "every step may ask the civil register."),
        {{"step", in("stap", "step")},
         {"phase", in("fase", "phase")},
         {"summary", in("wat", "does")},
         {"changes", in("verandert", "changes")},
         {"reads", in("leest", "reads")}},
        {},
        {}};
    for (auto const& kind : prepared.blueprint->kinds()) {
        sheet.rows.push_back({std::string{kind.name}, described_in(language, label(kind.phase)),
                              described_in(language, kind.summary),
                              joined(owned_by(kind.name, columns)),
                              joined(read_by(kind.name, columns))});
    }
    return {sheet};
}

std::vector<Sheet> describe_columns(Prepared const& prepared, Language language)
{
    In const in{language};
    std::vector<SheetColumn> const heads{{"column", in("kolom", "column")},
                                         {"meaning", in("betekenis", "meaning")},
                                         {"cell", in("cel", "cell")},
                                         {"owner", in("verandert", "changed by")},
                                         {"readers", in("gelezen door", "read by")},
                                         {"kept", in("bewaard", "kept")}};
    auto const& schema = prepared.blueprint->schema();
    return {{"people", in("Mensen", "People"), {}, heads, column_rows(schema.people(), in), {}},
            {"families",
             in("Gezinnen", "Families"),
             {},
             heads,
             column_rows(schema.families(), in),
             {}}};
}

std::vector<Sheet> describe_outcomes(Prepared const& prepared, Language language)
{
    In const in{language};
    Sheet sheet{"outcomes",
                {},
                {},
                {{"id", "id"},
                 {"name", in("naam", "name")},
                 {"units", in("eenheid", "unit")},
                 {"better", in("beter", "better")},
                 {"numerator", in("teller", "numerator")},
                 {"denominator", in("noemer", "denominator")},
                 {"counted", in("geteld", "counted")},
                 {"outcomes", "outcomes"},
                 {"definition", in("definitie", "definition")}},
                {},
                {}};
    for (auto const& kind : prepared.blueprint->outcomes()) {
        auto const& info = kind.info;
        sheet.rows.push_back(
            {info.id, long_name(info, language),
             info.units == "1" ? in("aandeel", "share") : unit_of_difference(info, language),
             better_text(info.better, in), defined_in(language, info.numerator),
             defined_in(language, info.denominator),
             kind.counted == Counted::people ? in("mensen", "people") : in("gezinnen", "families"),
             kind.for_the_card ? "all" : "usual", defined_in(language, info.source_of_definition)});
    }
    return {sheet};
}

std::vector<Sheet> describe_schedule(Prepared const& prepared, Language language)
{
    In const in{language};
    Sheet sheet{"schedule",
                {},
                in("Elke maand, in deze volgorde:", "Every month, in this order:"),
                {{"order", in("volgorde", "order")},
                 {"phase", in("fase", "phase")},
                 {"step", in("stap", "step")},
                 {"summary", in("wat", "does")}},
                {},
                SheetLayout::lines};
    auto const add = [&](std::string phase, std::string step, std::string summary) {
        auto const order = std::to_string(sheet.rows.size() + 1);
        sheet.rows.push_back({order, std::move(phase), std::move(step), std::move(summary)});
    };
    auto phase = Phase::people;
    auto const settle = [&](Phase next) {
        if (phase == Phase::people && next != Phase::people) {
            add("", std::string{civil_register},
                in("voert geboorten, sterfgevallen, verhuizingen en huishoudens door",
                   "carries out births, deaths, moves and households"));
        }
        phase = next;
    };
    for (auto const& kind : prepared.blueprint->kinds()) {
        settle(kind.phase);
        add(described_in(language, label(kind.phase)), std::string{kind.name},
            described_in(language, kind.summary));
    }
    add("", in("waarnemer", "observer"),
        in("kijkt in december; alleen de jaren waarover gerapporteerd wordt tellen",
           "looks in December; only the years reported count"));
    return {sheet};
}

std::vector<Sheet> describe_region(Prepared const& prepared, Language language)
{
    In const in{language};
    Sheet places{"municipalities",
                 in("Gemeenten", "Municipalities"),
                 {},
                 {{"code", "code"},
                  {"name", in("naam", "name")},
                  {"inhabitants", in("inwoners", "inhabitants")},
                  {"households", in("particuliere huishoudens", "private households")}},
                 {},
                 SheetLayout::lines};
    for (auto const& place : prepared.blueprint->region().municipalities()) {
        places.rows.push_back({place.code, place.name, std::to_string(place.inhabitants),
                               std::to_string(place.private_households())});
    }
    Sheet fit{"fit",
              in("Beginbevolking", "Start population"),
              in("Hoe ver de mensen waarmee het begint afwijken van elke gepubliceerde tabel.",
                 "How far the people that it starts with are off from each published table."),
              {{"margin", in("tabel", "table")},
               {"cells", in("cellen", "cells")},
               {"target", in("gepubliceerd", "published")},
               {"achieved", in("bereikt", "achieved")},
               {"off", in("afwijking", "off")},
               {"share_off", in("afwijking %", "off %")},
               {"worst", in("slechtste cel", "worst cell")}},
              {},
              SheetLayout::lines};
    for (auto const& margin : fit_of_start(prepared).margins) {
        auto const& worst = margin.worst();
        fit.rows.push_back(
            {described_in(language, margin.name), std::to_string(margin.cells.size()),
             fmt::format("{:.0f}", margin.target()), fmt::format("{:.0f}", margin.achieved()),
             fmt::format("{:.1f}", margin.total_absolute_error()),
             fmt::format("{:.3f}", 100.0 * margin.standardised_absolute_error()),
             fmt::format("{} ({:.1f}, {:.0f})", cell_in(language, worst.name), worst.target,
                         worst.achieved)});
    }
    return {places, fit};
}

}  // namespace smartstart
