#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/run/study/run_study.hpp"

namespace smartstart::studies {

/// A result that could not be merged.
struct Unmerged {
    std::filesystem::path file;
    StudyCount count;  ///< of its runs
};

struct Merged {
    std::vector<std::filesystem::path> files;
    std::vector<Unmerged> missing;
    std::vector<std::string> remarks;  ///< sentences: what a user should know of these files
};

/// Makes one result of the runs of each scenario, under each combination of switches in a folder of
/// that name: FOLDER/SCENARIO.h5 or FOLDER/COMBINATION/SCENARIO.h5. A study without draws gives
/// exactly the bytes of `smartstart run` with the same settings; draws follow one another as
/// replicates, numbered by their luck (see luck_of), and are named at the end of the scenario's
/// text. A result of which runs are missing is left out and told; one that is there already with
/// the same bytes is left as it is. Holds one outcome of all runs in memory at a time. Throws
/// InputError, OutputExists or StoreError.
Merged merge_study(std::filesystem::path const& folder, Overwrite overwrite, Model model);

}  // namespace smartstart::studies
