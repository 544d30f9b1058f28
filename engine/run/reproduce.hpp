#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/run/ensemble.hpp"

namespace smartstart {

/// Whether a result comes out again.
struct Reproduction {
    enum class Answer : std::uint8_t { equal, not_equal, stopped };
    Answer answer{};
    std::vector<std::string> differing;  ///< outcomes, "ledger", names of tables, or "traces"
    std::vector<std::string> notes;      ///< what is otherwise now: program, region
};

/// Runs again what a result file says, with the settings that it holds; only the tables of the
/// region are read from where they were. Throws InputError when those cannot be found or are not
/// the same.
Reproduction reproduce(std::filesystem::path const& file, unsigned threads,
                       Listener const& listener);

}  // namespace smartstart
