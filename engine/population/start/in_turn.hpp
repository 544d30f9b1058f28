#pragma once

#include <vector>

#include "engine/population/start/raking.hpp"

namespace smartstart {

/// Weights found by one cell after another.
struct InTurn {
    std::vector<double> weights;
    int sweeps{};         ///< over all cells
    double mean_miss{};   ///< of a cell, as a share of its target
    double worst_miss{};  ///< the largest of these
};

/// Iterative proportional updating (Ye et al. 2009; on a cross table it is iterative proportional
/// fitting): every cell in turn scales all rows that touch it so that its own sum is met, again and
/// again, until no cell is off by a 10^12th of its target or `most_sweeps` are made. It takes
/// hundreds of sweeps where Newton's method takes a few steps, but it cannot run away. Cells with
/// target 0 are left out; `start` and `slack` of the problem too.
InTurn update_in_turn(RakingProblem const& problem, int most_sweeps);

}  // namespace smartstart
