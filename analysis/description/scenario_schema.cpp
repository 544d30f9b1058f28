#include "analysis/description/scenario_schema.hpp"

#include <map>
#include <string_view>

#include <nlohmann/json.hpp>

#include "engine/scenario/setting_names.hpp"
#include "engine/settings/setting_form.hpp"

namespace smartstart {
namespace {

using Json = nlohmann::ordered_json;

Json text_like(std::string_view pattern)
{
    return {{"type", "string"}, {"pattern", pattern}};
}

/// What one value of a kind looks like.
Json value_of(SettingForm const& form)
{
    static constexpr std::string_view number = R"(-?\d+(\.\d+)?([eE][-+]?\d+)?)";
    auto const measure = [](std::string const& unit) {
        return text_like("^" + std::string{number} + unit + "$");
    };
    if (form.kind == "choice") {
        return {{"enum", form.words}};
    }
    if (form.kind == "share") {
        return text_like(R"(^(100(\.0+)?|\d{1,2}(\.\d+)?) ?%$)");
    }
    if (form.kind == "rate") {
        return measure("( ?%| per (100|1000|10000|100000|million))? per year");
    }
    if (form.kind == "euro") {
        return measure(" (thousand |million |billion )?euro");
    }
    if (form.kind == "months") {
        return measure(" (months?|years?)");
    }
    if (form.kind == "month") {
        return text_like(R"(^\d{4}-(0[1-9]|1[0-2])$)");
    }
    if (form.kind == "years") {
        return text_like(R"(^\d{4}-\d{4}$)");
    }
    if (form.kind == "texts") {
        return {{"type", "object"},
                {"properties", {{"nl", {{"type", "string"}}}, {"en", {{"type", "string"}}}}},
                {"required", {"nl", "en"}},
                {"additionalProperties", false}};
    }
    if (form.kind == "words") {
        return {{"type", "array"}, {"items", {{"type", "string"}}}};
    }
    if (form.kind == "wholes") {
        return {{"type", "array"}, {"items", {{"type", "integer"}, {"minimum", 0}}}};
    }
    static std::map<std::string, std::string> const plain{
        {"number", "number"}, {"whole", "integer"}, {"flag", "boolean"}};
    auto const known = plain.find(form.kind);
    // A text may look like a number: `scale: 1`.
    return known == plain.end() ? Json{{"type", {"string", "number"}}}
                                : Json{{"type", known->second}};
}

/// One value, or several by year or age.
Json form_of(SettingForm const& form)
{
    auto one = value_of(form);
    one["description"] = form.wanted;
    if (form.marks == PathMarks::none) {
        return one;
    }
    one.erase("description");
    auto const* const mark =
        form.marks == PathMarks::years ? "^(19[5-9]\\d|20\\d\\d|21\\d\\d|2200)$" : "^\\d{1,4}$";
    Json const marks{{"type", "object"},
                     {"patternProperties", {{mark, one}}},
                     {"additionalProperties", false},
                     {"minProperties", 1}};
    return {{"description", form.wanted}, {"anyOf", {one, marks}}};
}

Json section()
{
    return {{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
}

/// The place in the schema of a dotted path; its sections are made where they are missing.
Json& place_of(Json& root, std::string const& path)
{
    auto* here = &root;
    std::size_t start = 0;
    for (auto dot = path.find('.'); dot != std::string::npos; dot = path.find('.', start)) {
        auto& inside = (*here)["properties"][path.substr(start, dot - start)];
        if (inside.is_null()) {
            inside = section();
        }
        here = &inside;
        start = dot + 1;
    }
    return (*here)["properties"][path.substr(start)];
}

/// What a setting is about; empty where only its form is known.
std::string meaning_of(std::string const& path, std::vector<Parameter> const& book)
{
    for (auto const& parameter : book) {
        if (path == "steps." + parameter.step + "." + parameter.name) {
            return parameter.meaning;
        }
    }
    auto const name = name_of_setting(path, book).en;
    return name.find('\'') == std::string::npos ? name : "";
}

std::string ending(PathMarks marks)
{
    return marks == PathMarks::none    ? ""
           : marks == PathMarks::years ? "_by_year"
                                       : "_by_year_or_age";
}

/// Forms that many settings share are written once, and referred to.
class Definitions {
public:
    Json setting(SettingForm const& form, std::string const& meaning)
    {
        if (form.kind == "choice") {
            auto all = form_of(form);
            all["description"] = meaning.empty() ? form.wanted : meaning + ": " + form.wanted;
            return all;
        }
        auto const name = form.kind + ending(form.marks);
        if (!all_.contains(name)) {
            all_[name] = form_of(form);
        }
        Json const reference{{"$ref", "#/definitions/" + name}};
        return meaning.empty() ? reference : Json{{"description", meaning}, {"allOf", {reference}}};
    }
    Json const& all() const { return all_; }

private:
    Json all_ = Json::object();
};

}  // namespace

std::string scenario_schema(Prepared const& prepared)
{
    auto const& file = prepared.scenario.file;
    Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
                {"title", "a scenario of smartstart"}};
    schema.update(section());
    schema["required"] = {"format"};
    Definitions definitions;
    for (auto const& [path, form] : forms_of(file)) {
        place_of(schema, path) = definitions.setting(form, meaning_of(path, file.parameters()));
    }
    schema["definitions"] = definitions.all();
    return schema.dump(1) + "\n";
}

}  // namespace smartstart
