#pragma once

#include <vector>

#include "calibration/observations/observation.hpp"

namespace smartstart {

/// Runs of the simulator at one point, for one target, taken together: on the link scale of the
/// target, with the noise that counting alone gives.
struct Reading {
    double value{};           ///< of the counts of all replicates together
    double noise_variance{};  ///< of that value, where the dispersion is 1
    int replicates{1};
    double within{};  ///< sum over replicates of (value - together)² / noise variance
};

/// Replicates at one point as one reading: counts are added up before the link, which bends.
Reading together(Figure figure, std::vector<OnLink> const& replicates);

/// A reading whose noise does not know what was counted. A count that is low by luck says of itself
/// that it is less certain than one that is high by luck, so that an emulator that believes it
/// leans to the high ones, by dispersion / count on the link scale; and the link bends the mean of
/// noise that is wider than counting. Here the variance is that of the count that is expected where
/// the model's value is `link`, and what is added to the counts is half the dispersion instead of
/// ½, which takes out the bend (Haldane 1955, for a dispersion of 1).
Reading without_lean(Figure figure, Reading const& seen, double link, double dispersion);

}  // namespace smartstart
