#include <string>

#include "analysis/description.hpp"
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
                              form.wanted});
    }
    return sheet;
}

}  // namespace

std::vector<Sheet> describe_settings(Prepared const& prepared, Language language)
{
    std::vector<Sheet> sheets{levers(prepared, language)};
    for (auto const& parameter : prepared.scenario.file.parameters()) {
        if (sheets.size() == 1 || sheets.back().title != parameter.step) {
            sheets.push_back({"parameters",
                              parameter.step,
                              {},
                              {{"setting", in(language, "instelling", "setting")},
                               {"value", in(language, "waarde", "value")},
                               {"meaning", in(language, "betekenis", "meaning")},
                               {"prior", in(language, "a priori", "prior")},
                               {"source", in(language, "bron", "source")},
                               {"confidence", in(language, "zekerheid", "confidence")}},
                              {},
                              {}});
        }
        sheets.back().rows.push_back(
            {"steps." + parameter.step + "." + parameter.name, parameter.value, parameter.meaning,
             prior_text(parameter, language), parameter.source, parameter.confidence});
    }
    return sheets;
}

}  // namespace smartstart
