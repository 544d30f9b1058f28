#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "calibration/statistics/prior.hpp"
#include "calibration/statistics/sampler.hpp"

namespace smartstart {

/// Where a log density is highest, and how wide it is there by its bend alone.
struct Peak {
    Eigen::VectorXd point;
    double log_density{};
    /// Of the normal with the same bend (Laplace); never wider than the priors.
    Eigen::MatrixXd covariance;
};

/// The highest point from each column of `starts` (BOBYQA: Powell 2009), of which the best counts.
/// It stays where all but one in a thousand of each prior lies.
Peak highest_point(LogDensity const& density, std::vector<Prior> const& priors,
                   Eigen::MatrixXd const& starts);

/// Draws of that normal in place of a sample of the density: a quick look, not uncertainty. It does
/// not see skew, bounds or a second peak. The diagnostics of a sample are not numbers.
Sample quick_look(LogDensity const& density, std::vector<Prior> const& priors,
                  Eigen::MatrixXd const& starts, std::uint64_t seed);

}  // namespace smartstart
