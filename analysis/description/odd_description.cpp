#include <algorithm>
#include <string>
#include <vector>

#include "analysis/description/description.hpp"
#include "analysis/text/translation.hpp"
#include "engine/service/service_kind.hpp"

namespace smartstart {
namespace {

/// Picks the Dutch or the English text.
struct In {
    Language language;
    char const* operator()(char const* dutch, char const* english) const
    {
        return language == Language::dutch ? dutch : english;
    }
};

/// The facts that are kept of somebody, by the step that may change them.
Sheet variables(char const* id, char const* title, std::vector<ColumnInfo> const& columns,
                In const& in)
{
    Sheet sheet{id,
                title,
                {},
                {{"variable", in("variabele", "variable")},
                 {"meaning", in("betekenis, eenheid en bereik", "meaning, unit and range")},
                 {"owner", in("verandert in", "changes in")}},
                {},
                {}};
    for (auto const& column : columns) {
        sheet.rows.push_back(
            {column.name, described_in(in.language, column.meaning), column.owner});
    }
    return sheet;
}

Sheet services(In const& in)
{
    Sheet sheet{"services",
                in("Diensten", "Services"),
                {},
                {{"service", in("dienst", "service")},
                 {"name", in("naam", "name")},
                 {"side", in("kant", "side")},
                 {"statutory", in("wettelijk", "statutory")},
                 {"stay", in("van huis", "away from home")},
                 {"queue", in("wachtlijst", "waiting list")}},
                {},
                {}};
    for (auto const& service : all_services()) {
        if (service.kind == ServiceKind::none) {
            continue;
        }
        auto const yes = [&](bool so) { return so ? in("ja", "yes") : in("nee", "no"); };
        sheet.rows.push_back(
            {std::string{service.id},
             std::string{in(service.name_nl.data(), service.name_en.data())},
             service.side == Side::front  ? in("voor", "front")
             : service.side == Side::back ? in("achter", "back")
                                          : "-",
             yes(service.statutory), yes(service.stay),
             service.regional ? in("regio", "region") : in("gemeente", "municipality")});
    }
    return sheet;
}

Sheet submodels(Prepared const& prepared, In const& in)
{
    Sheet sheet{"submodels",
                in("Submodellen", "Submodels"),
                {},
                {{"step", in("stap", "step")},
                 {"phase", in("fase", "phase")},
                 {"summary", in("wat", "does")},
                 {"parameters", in("parameters", "parameters")},
                 {"page", in("bladzijde", "page")}},
                {},
                {}};
    auto const& book = prepared.scenario.file.parameters();
    for (auto const& kind : prepared.blueprint->kinds()) {
        auto const own = std::ranges::count(book, kind.name, &Parameter::step);
        std::string const name{kind.name};
        sheet.rows.push_back({name, described_in(in.language, label(kind.phase)),
                              described_in(in.language, kind.summary), std::to_string(own),
                              "[" + name + "](steps/" + name + ".md)"});
    }
    return sheet;
}

}  // namespace

std::vector<Sheet> describe_odd(Prepared const& prepared, Language language)
{
    In const in{language};
    auto const& schema = prepared.blueprint->schema();
    std::vector<Sheet> sheets{
        variables("people", in("Van een mens", "Of a person"), schema.people(), in),
        variables("families", in("Van een huishouden", "Of a household"), schema.families(), in),
        services(in)};
    auto schedule = describe_schedule(prepared, language);
    sheets.insert(sheets.end(), schedule.begin(), schedule.end());
    sheets.push_back(submodels(prepared, in));
    return sheets;
}

}  // namespace smartstart
