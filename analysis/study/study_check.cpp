#include "analysis/study/study_check.hpp"

#include "engine/run/prepare.hpp"
#include "engine/run/study/study.hpp"
#include "engine/settings/tree.hpp"

namespace smartstart {
namespace {

/// Whether a sentence is about the name of a setting and not about its value.
bool is_about_name(std::string const& sentence)
{
    return sentence.starts_with("nothing in the model reads") ||
           sentence.find("' is no ") != std::string::npos;
}

}  // namespace

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
