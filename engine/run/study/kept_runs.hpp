#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/record_file.hpp"

namespace smartstart::studies {

/// What a run is known by: the key of its settings (see Variants::key) and its luck.
struct RunKey {
    std::string key;
    int luck{};
    auto operator<=>(RunKey const&) const = default;
};

/// A run of which something is on disk: its numbers, or the sentence that says why it failed.
struct KeptRun {
    bool done{};
    double processor_seconds{};
    std::size_t file{};
    FileRecord record;
};

/// The runs of one block as they are on disk: in NAME.runs where the block was finished once, and
/// in NAME.runs.part while it is lived or after it was stopped.
class KeptRuns {
public:
    /// Throws InputError when a file is there but cannot be read.
    KeptRuns(std::filesystem::path const& folder, std::string const& block);

    /// Nothing where the run is not there. A run that is done hides an earlier failure.
    KeptRun const* find(RunKey const& key) const;
    std::map<RunKey, KeptRun> const& all() const { return runs_; }
    std::string read(KeptRun const& run) const;
    std::string read(KeptRun const& run, std::uint64_t from, std::uint64_t size) const;
    /// Whether a process is adding to it now.
    bool in_use() const { return in_use_; }

private:
    std::vector<RecordReader> files_;
    std::map<RunKey, KeptRun> runs_;
    bool in_use_{};
};

/// Adds runs to a block. Each is safe on disk within a second, whatever becomes of the program.
class BlockWriter {
public:
    /// Takes up what is done already. Throws FileInUse while another process has the block.
    BlockWriter(std::filesystem::path const& folder, std::string const& block);

    bool has(RunKey const& key) const { return done_.contains(key); }
    void add_done(RunKey const& key, double processor_seconds, std::string_view numbers);
    void add_failed(RunKey const& key, std::string_view sentence);
    /// Forces all to the disk and leaves NAME.runs.part, to go on from.
    void leave() const;
    /// Forces all to the disk as NAME.runs, in the place of an older one.
    void finish();

private:
    void add(std::string const& label, std::string_view bytes);
    void check(int error) const;

    std::filesystem::path name_;
    RecordFile file_;
    std::map<RunKey, KeptRun> done_;
    std::chrono::steady_clock::time_point forced_;
};

/// The folder with the blocks of a study whose results go here.
std::filesystem::path folder_of_blocks(std::filesystem::path const& results);

}  // namespace smartstart::studies
