#include "engine/run/study/twice_set.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/scenario/scenario.hpp"
#include "engine/settings/document.hpp"
#include "engine/settings/parse.hpp"

namespace smartstart::studies {
namespace {

constexpr int last_of_all = 9999;

std::string path_of(std::string const& set)
{
    return set.substr(0, set.find('='));
}

std::set<std::string> paths_drawn(Study const& study)
{
    std::set<std::string> paths;
    for (auto const& draw : study.draws) {
        for (auto const& set : draw.set) {
            paths.insert(path_of(set));
        }
    }
    return paths;
}

/// A scenario of the study with what it sets for every run but without what the draws set as well,
/// which would hide what the scenario says itself.
SettingsFile read_without(std::set<std::string> const& drawn, std::filesystem::path const& file,
                          std::vector<std::string> const& set)
{
    std::vector<std::string> others;
    std::ranges::copy_if(set, std::back_inserter(others), [&](std::string const& one) {
        return std::ranges::none_of(
            drawn, [&](std::string const& path) { return overlap(path, path_of(one)); });
    });
    return SettingsFile::read(file, others);
}

Parameter const* parameter_at(SettingsFile const& file, std::string const& path)
{
    auto const found = std::ranges::find_if(file.parameters(), [&](Parameter const& one) {
        return overlap("steps." + one.step + "." + one.name, path);
    });
    return found == file.parameters().end() ? nullptr : &*found;
}

using Paths = std::vector<std::string>;

Paths changes_between(SettingsFile const& one, SettingsFile const& other)
{
    Paths paths;
    for (auto const& change : differences(one, other, last_of_all)) {
        paths.push_back(change.path);
    }
    return paths;
}

bool has(Paths const& paths, std::string const& wanted)
{
    return std::ranges::any_of(paths,
                               [&](std::string const& path) { return overlap(path, wanted); });
}

/// Of what was set here, or on the command line.
Problem problem_at(std::vector<SettingPlace> const& places, std::string text)
{
    Problem const given{{command_line, 0, 0}, std::move(text), {}};
    return in_file_of_study({given}, places).front();
}

/// What the command line or the study sets for every run.
void look_at_settings(Study const& study, std::string const& path, std::vector<Problem>& all)
{
    for (auto const& set : study.options.set) {
        if (auto const given = path_of(set); overlap(path, given)) {
            all.push_back(
                problem_at(study.places,
                           fmt::format("'{}' is set here for every run, but the draws set it as "
                                       "well, so that one of the two would not count. Leave this "
                                       "out, or run without draws.",
                                       given)));
        }
    }
}

void look_at_switches(Study const& study, std::string const& path, std::vector<Problem>& all)
{
    for (auto const& one : study.switches) {
        for (auto const& choice : one.choices) {
            for (auto const& set : choice.set) {
                if (auto const given = path_of(set); overlap(path, given)) {
                    all.push_back(problem_at(
                        choice.places,
                        fmt::format("'{}' is set here by choice '{}' of '{}', but the draws "
                                    "set it as well, so that the choice would not count. "
                                    "Leave this out, or run without draws.",
                                    given, choice.name, one.name)));
                }
            }
        }
    }
}

/// A scenario of a study as it is but for what is drawn.
struct Own {
    std::string name;
    SettingsFile file;
    Paths from_root;   ///< what it has otherwise than the scenario at the end of its chain
    Paths from_first;  ///< and otherwise than the first of the study
};

std::vector<Own> read_all(Study const& study, std::set<std::string> const& drawn)
{
    std::vector<Own> all;
    for (auto const& name : study.scenarios) {
        auto file = read_without(drawn, name, study.options.set);
        auto const root = read_without(drawn, file.chain().back(), study.options.set);
        auto from_root = changes_between(root, file);
        auto from_first = changes_between(all.empty() ? file : all.front().file, file);
        all.push_back(
            {name.stem().string(), std::move(file), std::move(from_root), std::move(from_first)});
    }
    return all;
}

/// Whether the scenario says this on purpose: a parameter otherwise than in its file, or another
/// setting otherwise than the scenario at the end of its chain.
bool says_itself(Own const& scenario, std::string const& path)
{
    auto const* const parameter = parameter_at(scenario.file, path);
    return parameter != nullptr ? place_in(scenario.file, path).place.file != parameter->place.file
                                : has(scenario.from_root, path);
}

void look_at_scenarios(std::vector<Own> const& scenarios, std::string const& path,
                       std::vector<Problem>& all)
{
    auto found = false;
    for (auto const& scenario : scenarios) {
        if (says_itself(scenario, path)) {
            auto at = place_in(scenario.file, path);
            at.text = fmt::format(
                "'{}' is set here by a scenario, but the draws set it for every scenario, so that "
                "what is written here would not count. Take it out, or run without draws.",
                path);
            all.push_back(std::move(at));
            found = true;
        }
    }
    for (auto const& scenario : scenarios) {
        if (!found && has(scenario.from_first, path)) {
            auto at = place_in(scenario.file, path);
            at.text = fmt::format(
                "'{}' is another in '{}' than in '{}', but the draws set it for every scenario, "
                "so that nothing would be left of that. Make it the same in both, or run without "
                "draws.",
                path, scenario.name, scenarios.front().name);
            all.push_back(std::move(at));
        }
    }
}

std::optional<Place> place_below(Settings const& section, std::string const& path)
{
    auto const dot = path.find('.');
    auto const key = path.substr(0, dot);
    if (!section.has(key) && !section.has_section(key)) {
        return std::nullopt;
    }
    if (dot != std::string::npos && section.has_section(key)) {
        if (auto const below = place_below(*section.maybe_section(key), path.substr(dot + 1))) {
            return below;
        }
    }
    return section.place(key);
}

}  // namespace

bool overlap(std::string const& path, std::string const& other)
{
    return path == other || path.starts_with(other + ".") || other.starts_with(path + ".");
}

Problem place_in(SettingsFile const& scenario, std::string const& path)
{
    auto const place = place_below(scenario.root(), path).value_or(scenario.root().place(path));
    return {place, {}, line_of(place)};
}

std::vector<Problem> set_twice(Study const& study)
{
    auto const drawn = paths_drawn(study);
    std::vector<Problem> all;
    if (drawn.empty()) {
        return all;
    }
    auto const scenarios = read_all(study, drawn);
    for (auto const& path : drawn) {
        look_at_settings(study, path, all);
        look_at_switches(study, path, all);
        look_at_scenarios(scenarios, path, all);
    }
    return sorted(std::move(all));
}

}  // namespace smartstart::studies
