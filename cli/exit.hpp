#pragma once

#include <cstdint>
#include <functional>

#include "analysis/text/language.hpp"

namespace smartstart {

/// What the program tells the shell.
enum class Exit : std::uint8_t {
    done = 0,
    failure = 1,
    input = 2,          ///< the user's files or command line; everything wrong was listed
    output_exists = 4,  ///< --force replaces it
    stopped = 5,        ///< by a signal; what is whole is safe
    validation_failed = 6,
    our_fault = 70,
    disk = 74,
};

/// Does this, says on stderr what went wrong if anything did, in this language, and what to tell
/// the shell.
Exit guarded(std::function<Exit()> const& act, Language language);

}  // namespace smartstart
