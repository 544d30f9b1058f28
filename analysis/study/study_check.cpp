#include "analysis/study/study_check.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/run/prepare.hpp"
#include "engine/run/study/study.hpp"
#include "engine/run/study/twice_set.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/settings/tree.hpp"

namespace smartstart {
namespace {

/// Whether a sentence is about the name of a setting and not about its value.
bool is_about_name(std::string const& sentence)
{
    return sentence.starts_with("nothing in the model reads") ||
           sentence.find("' is no ") != std::string::npos;
}

/// What the scenarios have differently; nothing where one cannot be read, which is told elsewhere.
std::vector<SettingDifference> differences_between(Study const& study)
{
    constexpr int last_of_all = 9999;
    if (study.base.empty() || study.other.empty()) {
        return {};
    }
    try {
        return differences(SettingsFile::read(study.base, {}), SettingsFile::read(study.other, {}),
                           last_of_all);
    } catch (InputError const&) {
        return {};
    }
}

std::string written_at(std::filesystem::path const& scenario, std::string const& path)
{
    auto const place = studies::place_in(SettingsFile::read(scenario, {}), path).place;
    return fmt::format("{}:{}", place.file, place.line);
}

/// The structures that set this as well, by name.
std::vector<std::string> structures_that_set(Study const& study, std::string const& path)
{
    std::vector<std::string> names;
    for (auto const& structure : study.structures) {
        if (std::ranges::any_of(structure.set, [&](std::string const& set) {
                return studies::overlap(set.substr(0, set.find('=')), path);
            })) {
            names.push_back(structure.name);
        }
    }
    return names;
}

}  // namespace

void refuse_what_is_not_alike(Settings const& root, Study const& study)
{
    auto const list = root.section("numbers");
    auto const changes = differences_between(study);
    for (auto const& name : list.keys()) {
        auto const own = list.section(name);
        auto const path = own.get<std::string>("path");
        auto const differs = std::ranges::any_of(
            changes, [&](auto const& change) { return studies::overlap(change.path, path); });
        if (differs) {
            own.reject("path", fmt::format("is '{}', which the two scenarios do not have alike "
                                           "({} and {}). Both are given the same number at each "
                                           "point, so that nothing would be left of that. Leave "
                                           "this number out, or make it the same in both.",
                                           path, written_at(study.base, path),
                                           written_at(study.other, path)));
        }
        for (auto const& structure : structures_that_set(study, path)) {
            root.section("structures")
                .reject(structure, fmt::format("sets '{}', which is moved as well, so that it "
                                               "would not move there. Leave one of the two out.",
                                               path));
        }
    }
}

std::vector<Problem> refusals_of(Settings const& root, Study const& study,
                                 std::vector<StudySetting> const& settings)
{
    auto options = study.options;
    std::vector<studies::SettingPlace> names, values;
    for (auto const* const key : {"replicates", "scale", "years"}) {
        values.push_back({key, root.place(key)});
    }
    // A wrong name is told as far as it goes: of the section, where that is not there. The last
    // place that suits a sentence counts, so sections stand first.
    for (auto const& setting : settings) {
        for (auto const& section : sections_above(setting.path)) {
            names.push_back({section, setting.path_place});
        }
    }
    for (auto const& [path, value, path_place, value_place] : settings) {
        options.set.push_back(path + "=" + value);
        names.push_back({path, path_place});
        values.push_back({path, value_place});
    }
    std::vector<std::filesystem::path> files{study.base};
    if (!study.other.empty()) {
        files.push_back(study.other);
    }
    std::vector<Problem> all;
    try {
        prepare(files, options, our_model());
    } catch (InputError const& error) {
        for (auto const& problem : error.problems()) {
            auto const& places = is_about_name(problem.text) ? names : values;
            all.push_back(studies::in_file_of_study({problem}, places).front());
        }
    }
    return all;
}

}  // namespace smartstart
