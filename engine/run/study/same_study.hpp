#pragma once

#include <filesystem>

#include "engine/run/study/run_study.hpp"
#include "engine/store/study_record.hpp"

namespace smartstart::studies {

/// Writes down what the runs of a study are made of.
void tell_what_runs_are_made_of(OpenStudy const& study, StudyRecord& record);

/// Throws InputError, naming what differs, where finished runs in the folder are none of the study
/// any more. Runs that failed may change, and runs may be added.
void check_keeps_runs(std::filesystem::path const& folder, OpenStudy const& study,
                      StudyRecord const& earlier, StudyRecord const& now);

}  // namespace smartstart::studies
