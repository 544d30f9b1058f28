#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "engine/run/study/run_study.hpp"

namespace smartstart {

/// A run as people know it: `shift-50-50, rule-strict, draw 'low', replicate 3`. Replicates count
/// from 1, as in the progress of a run.
std::string run_text(studies::StudyRun const& run, studies::Plan const& plan, Language language);

/// `2/12` as the second share of twelve. Throws InputError.
studies::StudyShare share_of(std::string const& text);

/// What makes results of the runs: people call 'smartstart merge', or the caller goes on by itself.
enum class Merging : std::uint8_t { is_told, follows };

/// Runs a study and tells how that goes.
Exit run_study_for(studies::StudyOrder const& order, Executor& executor, Quiet quiet,
                   Language language, Merging merging = Merging::is_told);

}  // namespace smartstart
