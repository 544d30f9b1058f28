#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/run/ensemble.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// What to do where files of an earlier run are found.
enum class Earlier : std::uint8_t {
    refuse,   ///< leave them and say so (OutputExists)
    replace,  ///< --force: start again
    resume,   ///< --resume: go on from the replicates that are whole
};

struct Production {
    std::filesystem::path folder;  ///< for the result files; made where it is missing
    Earlier earlier{Earlier::refuse};
    unsigned threads{1};
    OnDisk on_disk{};  ///< lives on their way: in the folder, as NAME.h5.replicate-N.checkpoint
};

/// What came of a run.
struct Produced {
    Ended ended{};
    std::vector<std::filesystem::path> files;         ///< results, in the order of the scenarios
    std::vector<std::filesystem::path> unfinished;    ///< when stopped: NAME.h5.part, resumable
    std::vector<std::filesystem::path> on_their_way;  ///< when stopped: replicates, resumable
    std::vector<std::string> remarks;  ///< sentences: what a user should know of these files
};

/// Runs scenarios and writes one result file for each, `<scenario>.h5`, with `<scenario>.log.json`
/// (times, threads, memory) beside it. Every replicate is safe on disk, in `<scenario>.h5.part`, as
/// soon as it is whole. Throws InputError, OutputExists, StoreError or BrokenPromise.
Produced produce(std::vector<Prepared> const& scenarios, Production const& production,
                 Listener const& listener);

}  // namespace smartstart
