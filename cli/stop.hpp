#pragma once

#include <chrono>

#include "analysis/text/language.hpp"
#include "cli/exit.hpp"

namespace smartstart {

/// While it lives, the first Ctrl-C (SIGINT), SIGTERM or SIGUSR1 asks to stop and changes nothing
/// else. A later one ends the program at once, as if this were not here. One within
/// `same_request` of the first says the same once more: `timeout` signals a program and then its
/// whole group, and a terminal and mpirun may both pass on one Ctrl-C.
class StopRequest {
public:
    static constexpr std::chrono::milliseconds same_request{500};

    StopRequest();
    ~StopRequest();
    StopRequest(StopRequest const&) = delete;
    StopRequest& operator=(StopRequest const&) = delete;
    StopRequest(StopRequest&&) = delete;
    StopRequest& operator=(StopRequest&&) = delete;

    static bool is_made();
};

/// Says that work was stopped of which nothing is kept.
Exit stopped_without_a_trace(Language language);

}  // namespace smartstart
