#include <map>
#include <string>

#include "analysis/description/description.hpp"
#include "analysis/text/translation.hpp"
#include "engine/scenario/setting_names.hpp"
#include "engine/settings/setting_form.hpp"

namespace smartstart {
namespace {

std::string in(Language language, char const* dutch, char const* english)
{
    return language == Language::dutch ? dutch : english;
}

std::string prior_text(Parameter const& parameter, Language language)
{
    if (parameter.low.empty() && parameter.high.empty()) {
        return parameter.prior;
    }
    return parameter.prior + " " + parameter.low + in(language, " tot ", " to ") + parameter.high;
}

/// The unit that stands with a value: "per year", "%", "months"; nothing for a number alone. A path
/// has that of its values.
std::string unit_of(std::string const& value)
{
    auto const from = value.starts_with('{') ? value.find(": ") + 2 : 0;
    auto const text = value.substr(from, value.find_first_of(",}", from) - from);
    auto const space = text.find(' ');
    auto const numbered = text.find_first_of("0123456789") != std::string::npos;
    return space == std::string::npos || !numbered ? "" : text.substr(space + 1);
}

/// "per jaar" for "per year".
std::string unit_in(Language language, std::string const& unit)
{
    if (language == Language::english) {
        return unit;
    }
    auto dutch = value_in_dutch(" " + unit);
    return dutch.substr(1);
}

/// Which steps ask for each setting, by dotted path: each is built alone, and what it asked for is
/// looked at.
std::map<std::string, std::string> readers_of(Prepared const& prepared)
{
    std::map<std::string, std::string> readers;
    for (auto const& kind : prepared.blueprint->kinds()) {
        auto const file = SettingsFile::read(prepared.scenario.file.chain().front(), {});
        auto const root = file.root();
        Schema schema;
        Setup setup{root.section("steps").section(kind.name), root, schema,
                    prepared.blueprint->region(), prepared.scenario.scale};
        kind.build(setup);
        for (auto const& [path, form] : forms_of(file)) {
            auto& names = readers[path];
            names += (names.empty() ? "" : ", ") + std::string{kind.name};
        }
    }
    return readers;
}

Sheet levers(Prepared const& prepared, Language language)
{
    Sheet sheet{"levers",
                in(language, "Wat een scenario kan zeggen", "What a scenario can say"),
                in(language, "De waarden zijn die van ", "The values are those of ") +
                    prepared.scenario.name + ".",
                {{"setting", in(language, "instelling", "setting")},
                 {"value", in(language, "waarde", "value")},
                 {"meaning", in(language, "betekenis", "meaning")},
                 {"wanted", in(language, "wat kan", "what can stand there")}},
                {},
                {}};
    auto const values = prepared.scenario.file.values();
    for (auto const& [path, form] : forms_of(prepared.scenario.file)) {
        if (path.starts_with("steps.")) {
            continue;
        }
        auto const value = values.find(path);
        auto const name = name_of_setting(path, {});
        auto const named = name.en.find('\'') == std::string::npos;
        sheet.rows.push_back({path, value == values.end() ? "" : value->second,
                              named ? in(language, name.nl.c_str(), name.en.c_str()) : "",
                              said_in(language, form.wanted)});
    }
    return sheet;
}

}  // namespace

std::vector<Sheet> describe_settings(Prepared const& prepared, Language language)
{
    std::vector<Sheet> sheets{levers(prepared, language)};
    auto readers = readers_of(prepared);
    for (auto const& parameter : prepared.scenario.file.parameters()) {
        if (sheets.size() == 1 || sheets.back().title != parameter.step) {
            sheets.push_back({"parameters",
                              parameter.step,
                              {},
                              {{"setting", in(language, "instelling", "setting")},
                               {"value", in(language, "waarde", "value")},
                               {"unit", in(language, "eenheid", "unit")},
                               {"meaning", in(language, "betekenis", "meaning")},
                               {"prior", in(language, "a priori", "prior")},
                               {"source", in(language, "bron", "source")},
                               {"confidence", in(language, "zekerheid", "confidence")},
                               {"readers", in(language, "gelezen door", "read by")}},
                              {},
                              {}});
        }
        auto const path = "steps." + parameter.step + "." + parameter.name;
        sheets.back().rows.push_back({path, parameter.value,
                                      unit_in(language, unit_of(parameter.value)),
                                      parameter.meaning, prior_text(parameter, language),
                                      parameter.source, parameter.confidence, readers[path]});
    }
    return sheets;
}

}  // namespace smartstart
