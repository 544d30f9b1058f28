#pragma once

#include <chrono>

#include "engine/store/run_log.hpp"

namespace smartstart {

/// What a run costs, from the making of this on.
class Meter {
public:
    /// Times, memory, processors and the moment; the rest is for others to fill in.
    RunLog read() const;

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace smartstart
