#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace smartstart {

/// A point of the unit cube, one number from 0 to 1 for each parameter.
using UnitPoint = std::vector<double>;

/// `count` points of the Sobol sequence after its first `skipped` (Sobol 1967, with the direction
/// numbers of Joe and Kuo 2008). They fill the cube more evenly than random points, so that means
/// over them come near with fewer; best where count is a power of two. Its first point is the
/// origin. At most 3667 dimensions.
std::vector<UnitPoint> even_points(std::size_t dimensions, std::size_t skipped, std::size_t count);

/// How unevenly points fill the cube: mean squared differences between the share of points in a box
/// and its volume. 0 would be perfectly even.
struct Unevenness {
    double centred{};  ///< boxes from a corner towards the middle (Hickernell 1998), squared
    double mixture{};  ///< boxes of all kinds (Zhou, Fang and Ning 2013), squared
};

/// Takes time that grows with the square of the number of points.
Unevenness unevenness(std::span<UnitPoint const> points);

}  // namespace smartstart
