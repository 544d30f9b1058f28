#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

#include "calibration/statistics/prior.hpp"

namespace smartstart {

/// Points of a design, one in each column, in the coordinates of the parameters.
using Points = Eigen::MatrixXd;

/// A Latin hypercube under these priors: of `tries` random ones the one whose nearest two points
/// lie farthest apart (McKay, Beckman and Conover 1979; Johnson, Moore and Ylvisaker 1990). Equal
/// seeds give equal points.
Points latin_hypercube(std::vector<Prior> const& priors, int count, std::uint64_t seed, int tries);

/// `count` columns of a sample that lie far from one another, over distances in units of the
/// sample's own spread, and from the points of `taken` (which may have none): each next one is the
/// farthest from those that were chosen. Throws BrokenPromise when the sample is smaller.
Points spread_out(Points const& sample, Points const& taken, int count);

}  // namespace smartstart
