#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "analysis/text/language.hpp"
#include "engine/run/ensemble.hpp"

namespace smartstart {

/// How progress is told, on stderr.
enum class Telling : std::uint8_t {
    nothing,  ///< --quiet or NO_PROGRESS
    lines,    ///< a plain line at each quarter or every ten seconds
    redrawn,  ///< one line that is drawn again, for a terminal
};

/// What fits --quiet, the environment and stderr.
enum class Quiet : bool { no, yes };
Telling telling_for(Quiet quiet);

/// `83 s`, `12 min`, `2 h 5 min`.
std::string duration_text(double seconds);

/// Tells how far a run is and how long it will still take.
class ProgressLine {
public:
    ProgressLine(Telling telling, Language language);
    ~ProgressLine();
    ProgressLine(ProgressLine const&) = delete;
    ProgressLine& operator=(ProgressLine const&) = delete;
    ProgressLine(ProgressLine&&) = delete;
    ProgressLine& operator=(ProgressLine&&) = delete;

    void tell(Progress const& progress);

private:
    using Clock = std::chrono::steady_clock;
    std::string text(Progress const& progress, double seconds) const;

    Telling telling_;
    Language language_;
    Clock::time_point start_, last_;
    std::int64_t quarter_{};
    bool drawn_{};
};

}  // namespace smartstart
