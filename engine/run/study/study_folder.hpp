#pragma once

#include <filesystem>
#include <string>

#include "engine/run/study/run_study.hpp"
#include "engine/store/study_record.hpp"

namespace smartstart::studies {

/// Throws InputError where runs of two versions of the program would be mixed.
void check_made_by_this_program(StudyRecord const& record);

/// The study's file, from wherever the program is now.
std::filesystem::path study_of(StudyRecord const& record);

/// Sees what is in the folder, and changes nothing. Says the size of the blocks. Throws
/// OutputExists, or InputError where the runs there are not of this study and program.
BlockSize look_into_folder(StudyOrder const& order, Study const& study);

/// Writes down what the folder will hold; with --force, removes the runs that are there. Throws
/// FileInUse, and removes nothing, where another process is at work on them, and InputError where
/// the study would go on without runs that are finished there.
void settle_folder(StudyOrder const& order, BlockSize size, OpenStudy const& study);

}  // namespace smartstart::studies
