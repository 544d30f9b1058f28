#include "engine/run/study/study_state.hpp"

#include <map>

#include "engine/run/study/kept_runs.hpp"

namespace smartstart::studies {

std::vector<StudyRun> runs_of(Plan const& plan, Variants const& variants, Block const& block,
                              std::filesystem::path const& folder_of_blocks)
{
    KeptRuns const kept{folder_of_blocks, block.name};
    std::map<std::pair<std::size_t, std::size_t>, std::string> keys;
    std::vector<StudyRun> runs;
    for (auto const& unit : block.units) {
        for (std::size_t scenario = 0; scenario < plan.study().scenarios.size(); ++scenario) {
            auto& key = keys[{scenario, unit.draw}];
            if (key.empty()) {
                key = variants.key(scenario, unit.combination, unit.draw);
            }
            StudyRun run{scenario, unit, luck_of(unit.draw, unit.replicate), {}, {}, {}};
            if (auto const* const found = kept.find({key, run.luck})) {
                run.state = found->done ? RunState::done : RunState::failed;
                run.processor_seconds = found->processor_seconds;
                if (!found->done) {
                    run.sentence = kept.read(*found);
                }
            } else if (kept.in_use()) {
                run.state = RunState::running;
            }
            runs.push_back(std::move(run));
        }
    }
    return runs;
}

void count(std::vector<StudyRun> const& runs, StudyCount& counted)
{
    for (auto const& run : runs) {
        switch (run.state) {
            case RunState::waiting:
                ++counted.waiting;
                break;
            case RunState::running:
                ++counted.running;
                break;
            case RunState::done:
                ++counted.done;
                break;
            case RunState::failed:
                ++counted.failed;
                break;
        }
    }
}

}  // namespace smartstart::studies
