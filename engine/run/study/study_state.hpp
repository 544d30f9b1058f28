#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/run/study/variants.hpp"

namespace smartstart::studies {

enum class RunState : std::uint8_t {
    waiting,
    running,  ///< its block is being lived now
    done,
    failed,
};

/// One run of a study, and how far it is.
struct StudyRun {
    std::size_t scenario{};
    Unit unit;
    int luck{};
    RunState state{};
    double processor_seconds{};  ///< of runs that are done
    std::string sentence;        ///< why it failed
};

/// How many runs are in which state.
struct StudyCount {
    std::int64_t waiting{}, running{}, done{}, failed{};
    std::int64_t all() const { return waiting + running + done + failed; }
};

/// The runs of a block as its files tell. Throws InputError when a file is damaged.
std::vector<StudyRun> runs_of(Plan const& plan, Variants const& variants, Block const& block,
                              std::filesystem::path const& folder_of_blocks);

void count(std::vector<StudyRun> const& runs, StudyCount& counted);

}  // namespace smartstart::studies
