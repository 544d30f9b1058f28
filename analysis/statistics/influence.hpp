#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/statistics/even_points.hpp"

namespace smartstart {

/// How much the whole distribution of a model's values changes where one parameter lies in a slice
/// of its range: largest distance between the two distribution functions (Kolmogorov and Smirnov),
/// from 0 (not at all) to 1, over the slices (PAWN; Pianosi and Wagener 2015, 2018).
struct Shift {
    double least{};
    double median{};
    double mean{};
    double largest{};
};

/// From any points at which the parameter varies freely; `slices` hold as many points each.
Shift distribution_shift(std::span<double const> parameter, std::span<double const> values,
                         std::size_t slices);

/// How steep a model is in one parameter, per whole range.
struct Steepness {
    double mean_square{};  ///< mean of the squared slope (DGSM; Sobol and Kucherenko 2009)
    /// The total Sobol index is at most this (it may be above 1): a parameter for which it is next
    /// to nothing can be left alone.
    double most_total{};
};

/// The points at which slopes ask for the model: evenly spread ones, each followed by as many as
/// there are parameters, in which one parameter is moved by `step` of its range (backwards from the
/// upper half). samples * (parameters + 1) points.
std::vector<UnitPoint> slope_points(std::size_t parameters, std::size_t samples, double step);

/// The steepness from the model's values at those points, which must be passed along.
std::vector<Steepness> steepness(std::span<UnitPoint const> points, std::span<double const> values);

}  // namespace smartstart
