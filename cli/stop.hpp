#pragma once

namespace smartstart {

/// While it lives, the first Ctrl-C (SIGINT), SIGTERM or SIGUSR1 asks to stop and changes nothing
/// else; the second of its kind ends the program at once.
class StopRequest {
public:
    StopRequest();
    ~StopRequest();
    StopRequest(StopRequest const&) = delete;
    StopRequest& operator=(StopRequest const&) = delete;
    StopRequest(StopRequest&&) = delete;
    StopRequest& operator=(StopRequest&&) = delete;

    static bool is_made();
};

}  // namespace smartstart
