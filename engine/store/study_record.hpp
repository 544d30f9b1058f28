#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/result.hpp"

namespace smartstart {

/// What a folder of a study says about itself, in study.json: enough to go on with it, to tell how
/// far it is, and to merge it.
struct StudyRecord {
    std::string program_version, git_commit;
    std::string study;   ///< the study's file, as it was named
    std::string folder;  ///< in which the program was then
    std::optional<int> replicates;
    std::optional<std::uint64_t> seed;
    std::optional<std::string> scale, years;
    std::vector<std::string> set;  ///< overrides of the command line
    int draws_per_block{1};
    int replicates_per_block{1};
    /// What the runs are made of, so that others never pass for them: settings of every run, files
    /// that were read with their SHA-256, and the digest of each scenario, combination and draw.
    std::vector<std::string> settings{};
    std::map<std::string, std::string> files{}, parts{};
    std::map<std::string, std::string> read{};  ///< files that the study was made of, likewise
    friend bool operator==(StudyRecord const&, StudyRecord const&) = default;
};

std::filesystem::path study_record_in(std::filesystem::path const& folder);

/// Throws OutputExists where one is there and may not be replaced, or StoreError.
void write_study_record(StudyRecord const& record, std::filesystem::path const& folder,
                        Overwrite overwrite);

/// Throws InputError when it is not there or not a record.
StudyRecord read_study_record(std::filesystem::path const& folder);

/// How one process, or all ranks together, went about a study.
struct StudyLog {
    struct Rank {
        std::string host;
        std::vector<int> processors;  ///< that it could use
        unsigned threads{};
    };
    std::string program_version, git_commit, finished_at, share;
    std::vector<Rank> ranks;
    double seconds{};
    double processor_seconds{};  ///< in runs, by all ranks
    std::int64_t done{}, failed{};
    bool stopped{};
};

/// Adds a line of JSON to this file. Throws StoreError.
void add_to_study_log(StudyLog const& log, std::filesystem::path const& name);

}  // namespace smartstart
