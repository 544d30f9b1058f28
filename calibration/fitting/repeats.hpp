#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "calibration/fitting/waves.hpp"
#include "calibration/statistics/ranks.hpp"

namespace smartstart {

/// Figures that a run at each of these truths (columns) shows; empty where the run failed.
using ShowFigures = std::function<std::vector<std::vector<Observation>>(Points const& truths)>;

/// How a calibration is tried on truths that are known.
struct RepeatPlan {
    std::uint64_t seed{};
    int repeats{};
    unsigned threads{1};
};

/// A calibration held against truths.
struct Repeats {
    Points truths;                            ///< in columns
    std::vector<std::vector<Placed>> placed;  ///< [parameter][repeat]
};

/// Simulation-based calibration (Talts et al. 2018): truths are drawn from what the points of the
/// last wave came from (the prior times a tempered likelihood, a density that is known), each is
/// run once, and what it shows is calibrated on, with that density as the prior and the emulators
/// that are there. Where emulators, noise and sampler are right, truths rank evenly among draws.
Repeats try_on_truths(Question const& question, Posterior const& posterior, ShowFigures const& show,
                      RepeatPlan const& plan);

}  // namespace smartstart
