#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/run/executor.hpp"
#include "engine/run/produce.hpp"
#include "engine/run/study/study_state.hpp"

namespace smartstart::studies {

/// One of several independent jobs over which a study is spread, such as those of a job array.
struct StudyShare {
    int part{1};  ///< from 1
    int of{1};
};

/// What the command line asks of a study.
struct StudyOrder {
    std::filesystem::path study;
    RunOptions options;
    std::filesystem::path folder;  ///< for its runs and results
    Earlier earlier{Earlier::refuse};
    unsigned threads{};  ///< in each process; 0: as many as it may use
    StudyShare share;
    OnDisk on_disk{};
    std::map<std::string, std::string> read{};  ///< files it was made of, with their SHA-256
};

struct StudyProgress {
    std::int64_t done{};    ///< runs, with those of earlier
    std::int64_t failed{};  ///< of this time
    std::int64_t all{};
    std::int64_t before{};  ///< runs that were done before this time
};

struct StudyListener {
    std::function<void(StudyProgress const&)> progress;
    std::function<bool()> wants_to_stop;
    /// Told once, before the first run.
    std::function<void(std::vector<ProcessPlace> const&)> starts;
};

/// What came of it; in the process that leads complete, in others only `ended`.
struct StudyEnd {
    Ended ended{};
    StudyCount count;  ///< of the share
    std::vector<StudyRun> failures;
};

/// A study with its plan and its folder, ready to be run, told about or merged.
struct OpenStudy {
    std::unique_ptr<Plan> plan;
    std::unique_ptr<Variants> variants;
    std::map<std::string, std::string> read;  ///< files it was made of, with their SHA-256
};

/// Opens the study whose runs are in this folder, from any folder. Throws InputError.
OpenStudy open_study(std::filesystem::path const& folder, Model model);

/// Lives the runs of a study that are missing, on every process and thread of the executor, and
/// keeps them by blocks in FOLDER/runs. A run that fails stops no other. Call it in every process.
/// Throws InputError, OutputExists, StoreError or BrokenPromise.
StudyEnd run_study(StudyOrder const& order, Executor& executor, Model model,
                   StudyListener const& listener);

/// Makes the folder of a study ready without running anything, as the jobs of an array need it.
void prepare_study_folder(StudyOrder const& order, Model model);

}  // namespace smartstart::studies
