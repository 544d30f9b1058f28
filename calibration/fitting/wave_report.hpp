#pragma once

#include <cstdint>

#include "calibration/fitting/waves.hpp"

namespace smartstart {

/// What a wave is judged by.
struct LookedAt {
    Question const& question;
    Bank const& bank;
    Points where;          ///< where the emulators have to be good
    std::uint64_t seed{};  ///< of the points of the prior that are looked at
};

/// Fills in what can be said of the emulators of a wave.
void look_at(WaveReport& report, LookedAt const& at);

/// How far the means of a posterior moved, in its standard deviations.
struct Move {
    double usual{};  ///< root mean square over the parameters that the figures say something of
    double most{};   ///< of these
};

/// From what the emulators of `before` say to what those of `now` say, of which `sample` is drawn:
/// the same draws, weighed.
Move move_of_means(Question const& question, Bank const& before, Bank const& now,
                   Sample const& sample);

}  // namespace smartstart
