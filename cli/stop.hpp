#pragma once

namespace smartstart {

/// While it lives, the first Ctrl-C (SIGINT) or SIGTERM asks to stop and changes nothing else; the
/// second ends the program at once.
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
