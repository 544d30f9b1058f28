#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/run/prepare.hpp"

namespace smartstart {

/// What was found when scenario files were looked over without running anything.
struct LookedOver {
    std::vector<Problem> mistakes;  ///< of all files, each once, though files share bases
    std::vector<Prepared> sound;    ///< the scenarios without mistakes
    std::vector<Text> remarks;      ///< what is no mistake, but may not be what was meant
};

/// Looks over each file by itself. Never throws InputError.
LookedOver look_over(std::vector<std::filesystem::path> const& files, RunOptions const& options,
                     Model const& model);

/// A sentence about each setting that a scenario has otherwise than the beginning of its chain of
/// `extends` although nothing comes of it; none where it extends none.
std::vector<Text> remarks_on_idle_settings(Scenario const& scenario, RunOptions const& options);

}  // namespace smartstart
