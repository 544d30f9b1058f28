#include "engine/settings/parameter_file.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/settings/form.hpp"
#include "engine/settings/write_yaml.hpp"

namespace smartstart {
namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr std::array<Word, 6> prior_kinds{{{"normal", "normal"},
                                           {"lognormal", "lognormal"},
                                           {"logit", "logit"},
                                           {"uniform", "uniform"},
                                           {"beta", "beta"},
                                           {"fixed", "fixed"}}};

constexpr std::array<Word, 4> confidences{
    {{"read", "read"}, {"derived", "derived"}, {"prior", "prior"}, {"unverified", "unverified"}}};

bool is_word(std::string_view text)
{
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789_";
    return !text.empty() && text.find_first_not_of(letters) == std::string_view::npos;
}

SettingsNode& child_section(SettingsNode& parent, std::string const& key, Place const& place)
{
    if (auto* const child = parent.find(key)) {
        return *child;
    }
    auto& child = parent.children.emplace_back();
    child.shape = Shape::section;
    child.key = key;
    child.key_place = place;
    child.place = place;
    return child;
}

std::vector<std::string> keys_of(SettingsNode const& section)
{
    std::vector<std::string> keys;
    for (auto const& child : section.children) {
        keys.push_back(child.key);
    }
    return keys;
}

/// A range must be in the unit of the value, or it says nothing about it.
void check_range(Settings const& prior, Parameter const& parameter, SettingsNode const& value)
{
    auto const& [low, high] = std::pair{parameter.low, parameter.high};
    if (low.empty() != high.empty()) {
        prior.reject(low.empty() ? "high" : "low", "stands alone; a range has a low and a high.");
        return;
    }
    if (low.empty()) {
        return;
    }
    auto const unit = kind_of(low);
    if (unit.empty()) {
        prior.reject("low", "is " + in_quotes(low) +
                                ", but must be a number with its unit, such as '0.01 per year'.");
        return;
    }
    auto const same_unit = unit == kind_of(high);
    if (!same_unit || !(comparable(low) < comparable(high))) {
        prior.reject("high", "is " + in_quotes(high) + ", but must be more than the low end (" +
                                 in_quotes(low) + "), in the same unit.");
    } else if (value.shape == Shape::scalar && unit != kind_of(value.text)) {
        prior.reject("low", "is " + in_quotes(low) + ", but must be in the unit of the value (" +
                                in_quotes(value.text) + ").");
    }
}

void read_prior(SettingsDocument& document, Settings const& entry, Parameter& parameter,
                SettingsNode const& value)
{
    // A number that is not sure must say how unsure it is; one that is fixed must say that.
    if (!entry.has("prior")) {
        document.note_missing(entry.place("prior"), dotted(entry.path(), "prior"),
                              in_quotes(dotted(entry.path(), "prior")) +
                                  " is missing; it must be a range of values, such as "
                                  "'{kind: uniform, low: 0.1, high: 0.3}', or '{kind: fixed}'.");
        return;
    }
    auto const prior = entry.section("prior");
    parameter.prior = prior.get_choice<std::string_view>("kind", prior_kinds);
    parameter.low = prior.get_or<std::string>("low", "");
    parameter.high = prior.get_or<std::string>("high", "");
    if (parameter.prior != "fixed" && parameter.low.empty() && parameter.high.empty()) {
        prior.reject("kind",
                     "is " + in_quotes(parameter.prior) +
                         ", which needs a range: a low and a high, in the unit of the value.");
    }
    check_range(prior, parameter, value);
}

/// The value of a parameter, unread; broken where there is none.
SettingsNode value_of(SettingsDocument& document, Settings const& entry, SettingsNode const& node)
{
    auto const* const value = node.find("value");
    if (!entry.has("value")) {
        document.note_missing(node.key_place, dotted(entry.path(), "value"),
                              in_quotes(dotted(entry.path(), "value")) +
                                  " is missing; it must be a value with its unit, such as "
                                  "'0.02 per year', or a path over years or ages.");
        SettingsNode nothing;
        nothing.place = node.key_place;
        nothing.key_place = node.key_place;
        nothing.broken = true;
        return nothing;
    }
    auto copy = *value;
    if (copy.shape == Shape::nothing && !copy.broken) {
        entry.reject("value",
                     "is empty, but must be a value with its unit, such as "
                     "'0.02 per year'.");
        copy.broken = true;
    }
    entry.ignore("value");
    return copy;
}

void read_parameter(SettingsDocument& document, Settings const& entry, SettingsNode const& node,
                    SettingsNode& step, std::vector<Parameter>& book)
{
    auto value = value_of(document, entry, node);
    Parameter parameter;
    parameter.step = step.key;
    parameter.name = node.key;
    parameter.value = one_line(value);
    parameter.meaning = entry.get<std::string>("meaning");
    read_prior(document, entry, parameter, value);
    parameter.source = entry.get<std::string>("source");
    parameter.confidence = entry.get_choice<std::string_view>("confidence", confidences);
    parameter.place = node.key_place;
    if (!is_word(node.key)) {
        document.note(node.key_place, in_quotes(node.key) +
                                          " is no name for a parameter; use small letters, digits "
                                          "and '_', such as 'yearly_entry'.");
    }
    if (auto const* const other = std::as_const(step).find(node.key)) {
        document.note(node.key_place, in_quotes("steps." + step.key + "." + node.key) +
                                          " stands twice; the other one is in " +
                                          other->key_place.file + ", line " +
                                          std::to_string(other->key_place.line) +
                                          ". Keep one of them.");
        return;
    }
    value.key = node.key;
    value.key_place = node.key_place;
    step.children.push_back(std::move(value));
    book.push_back(std::move(parameter));
}

}  // namespace

void read_parameters(std::shared_ptr<SettingsDocument> const& document, SettingsNode tree,
                     SettingsNode& steps, std::vector<Parameter>& book)
{
    // What a parameter file must look like is not what a scenario must look like.
    auto const others = std::exchange(document->missing, {});
    auto const forms = document->forms;
    Settings const file{document, tree, ""};
    static constexpr std::array<Word, 1> formats{
        {{"smartstart-parameters 1", "smartstart-parameters 1"}}};
    file.get_choice<std::string_view>("format", formats);
    auto const name = file.get<std::string>("step");
    if (!name.empty() && !is_word(name)) {
        file.reject("step", "is " + in_quotes(name) +
                                ", but must be the name of a step in small letters, digits and "
                                "'_', such as 'debts'.");
    }
    auto& step = child_section(steps, name, file.place("step"));
    auto const parameters = file.section("parameters");
    auto const* const section = std::as_const(tree).find("parameters");
    for (auto const& key : parameters.keys()) {
        read_parameter(*document, parameters.section(key), *section->find(key), step, book);
    }
    auto const open = open_problems(*document, tree);
    document->problems.insert(document->problems.end(), open.begin(), open.end());
    document->missing = others;
    document->forms = forms;
}

void refuse_unknown_parameters(SettingsDocument& document, SettingsNode& steps,
                               SettingsNode const& known)
{
    auto const refuse = [&](SettingsNode& node, std::string const& sentence) {
        if (!node.broken) {
            document.note(node.key_place, sentence);
            node.broken = true;
        }
    };
    for (auto& step : steps.children) {
        auto const* const known_step = known.find(step.key);
        auto const path = dotted("steps", step.key);
        if (known_step == nullptr) {
            refuse(step, in_quotes(path) + " is no step with parameters." +
                             guess(step.key, keys_of(known)));
            continue;
        }
        if (step.shape != Shape::section) {
            refuse(step, in_quotes(path) + " " + describe(step) +
                             ", but must be a section with parameters of this step.");
        }
        for (auto& parameter : step.children) {
            auto const* const known_one = known_step->find(parameter.key);
            auto const full = in_quotes(dotted(path, parameter.key));
            auto const is_table = [](SettingsNode const& node) {
                return node.shape == Shape::section && !is_path(node);
            };
            if (known_one == nullptr) {
                refuse(parameter, full + " is no parameter of this step." +
                                      guess(parameter.key, keys_of(*known_step)));
            } else if (is_table(parameter) && !is_table(*known_one)) {
                refuse(parameter, full + " is a section, but must be a value alone, such as " +
                                      in_quotes(one_line(*known_one)) + ".");
            }
        }
    }
}

}  // namespace smartstart
