#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/statistics/even_points.hpp"

namespace smartstart {

/// A share or an effect with its 90 % interval (bootstrap over the samples).
struct Ranged {
    double value{};
    double low{};
    double high{};
};

/// How much of the variance of a model is due to one parameter.
struct SobolIndex {
    Ranged first;  ///< by itself: what knowing it would take away
    Ranged total;  ///< with all interactions that it is part of
    /// The first one by another formula (Jansen 1999): far from it where there are too few samples.
    double first_again{};
};

/// The points at which Sobol indices ask for the model (Saltelli et al. 2010): `samples` of one
/// independent set, as many of another, and for each parameter the first set with that parameter
/// from the second. In that order; samples * (parameters + 2) points. Both sets are the halves of
/// evenly spread points of twice the dimension, after as many that are skipped.
std::vector<UnitPoint> sobol_points(std::size_t parameters, std::size_t samples);

/// The indices from the model's values at those points. First order after Saltelli et al. (2010),
/// total after Jansen (1999). Not numbers where the model does not vary.
std::vector<SobolIndex> sobol_indices(std::span<double const> values, std::size_t parameters,
                                      std::uint64_t key);

/// What one parameter does to a model, by elementary effects (Morris 1991), per whole range.
struct MorrisEffect {
    double mean{};       ///< of the effects: the direction
    Ranged strength;     ///< mean of their sizes (Campolongo et al. 2007)
    double deviation{};  ///< of the effects: large when it works otherwise here than there
};

/// Paths through the unit cube in which one parameter moves at a time, by 2/3 of its range on a
/// grid of four levels: `paths` * (parameters + 1) points.
std::vector<UnitPoint> morris_points(std::size_t parameters, std::size_t paths, std::uint64_t key);

/// The effects from the model's values at those points, which must be passed along.
std::vector<MorrisEffect> morris_effects(std::span<UnitPoint const> points,
                                         std::span<double const> values, std::uint64_t key);

/// What it would be worth to know one parameter before choosing between doing something, with this
/// gain at each point, and leaving it: the mean gain of choosing well in each of `bins` equally
/// filled stretches of the parameter, minus that of one choice for all (EVPPI; Strong and Oakley
/// 2013 discuss the upward bias of few points). In units of the gain, 0 or more.
double worth_of_knowing(std::span<double const> parameter, std::span<double const> gain,
                        std::size_t bins);

}  // namespace smartstart
