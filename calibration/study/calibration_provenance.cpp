#include "calibration/study/calibration_provenance.hpp"

#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "calibration/study/behaviour.hpp"
#include "engine/base/sha256.hpp"
#include "engine/run/assemble.hpp"

namespace smartstart {
namespace {

std::string file_text(std::filesystem::path const& file)
{
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// Targets, with the noise tables that they name.
std::string targets_text(CalibrationPlan const& study)
{
    auto text = file_text(study.targets_file);
    for (auto const& target : study.targets) {
        if (!target.disclosure.table.empty()) {
            text += file_text(target.disclosure.table);
        }
    }
    return text;
}

}  // namespace

std::string identity_of_study(CalibrationPlan const& study)
{
    // That the program still gives the same numbers is found by living a run again.
    auto text = study.base->scenario.file.resolved() + study.written;
    for (auto const& input : inputs_of(*study.base)) {
        text += input.sha256;
    }
    return sha256(text + targets_text(study));
}

PosteriorFile posterior_file_of(CalibrationPlan const& study, Result const& labels,
                                std::vector<PosteriorTable> tables)
{
    PosteriorFile file;
    file.calibration = study.name;
    file.written = study.written;
    file.scenario = study.base->scenario.name;
    file.program_version = labels.program_version;
    file.git_commit = labels.git_commit;
    file.engine = engine_tree();
    file.behaviour = behaviour_of(study.scenario);
    file.seed = study.seed;
    file.inputs = labels.inputs;
    file.inputs.emplace_back(study.targets_file.lexically_normal().string(),
                             sha256(targets_text(study)));
    for (auto const& unknown : study.unknowns) {
        file.settings.push_back(unknown.setting);
        file.units.push_back(unknown.unit);
    }
    for (auto const& target : study.targets) {
        auto const place = target.place.empty() ? std::string{"region"} : target.place;
        file.targets.push_back(fmt::format("{} ({}, {})", target.name, place, target.year));
    }
    file.tables = std::move(tables);
    return file;
}

}  // namespace smartstart
