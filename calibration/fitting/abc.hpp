#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "calibration/fitting/waves.hpp"

namespace smartstart {

/// How a posterior is found by comparing runs with the figures, without any emulator.
struct AbcPlan {
    std::uint64_t seed{};
    int particles{200};           ///< points of each population
    int most_runs{20'000};        ///< in all
    double keep{0.5};             ///< the next tolerance is this quantile of the distances
    double least_accepted{0.02};  ///< no further population where fewer runs were accepted
};

/// One population of points whose runs came near enough.
struct AbcPopulation {
    double tolerance{};  ///< infinite for the first
    double accepted{};   ///< share of its runs
    int runs{};          ///< up to and with it
};

/// Weighed points, and how they were come by.
struct AbcResult {
    Points points;
    Eigen::VectorXd weights;  ///< together 1
    std::vector<AbcPopulation> populations;
    Runs runs;
    /// So many points, drawn by their weights with evenly spaced luck.
    Points drawn(int count, std::uint64_t seed) const;
};

/// The median absolute deviation of each row: infinite for a figure that hardly ever varies, so
/// that it counts for nothing where it is divided by.
Eigen::VectorXd median_deviations(Eigen::MatrixXd const& seen);

/// Sequential Monte Carlo (Toni et al. 2009) with a distance in which every figure is divided by
/// the median absolute deviation of all runs of the population before, the rejected ones too
/// (Prangle 2017), and tolerances that are quantiles of the distances that were accepted. Runs
/// count in the order in which they were asked for, not in which they came back, so that quick ones
/// are not favoured. It needs no assumption on noise, but tens of times more runs than waves of
/// emulators, and stays wider than the posterior: a check for a handful of parameters.
AbcResult approximate(Question const& question, RunAll const& run_all, AbcPlan const& plan,
                      std::function<void(AbcPopulation const&)> const& tell);

}  // namespace smartstart
