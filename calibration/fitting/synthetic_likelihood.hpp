#pragma once

#include <cstdint>
#include <functional>

#include <Eigen/Core>

#include "calibration/fitting/waves.hpp"

namespace smartstart {

/// Log density of what was seen, where runs (in columns) are as normal as their mean and covariance
/// (Wood 2010). Of what runs have in common only the share `kept` of each correlation is believed,
/// so that few runs do (Warton 2008); 1 believes all.
double synthetic_log_density(Eigen::MatrixXd const& runs, Eigen::VectorXd const& seen, double kept);

/// The same as a density whose mean over all that runs could have been is the true normal density
/// (Ghurye and Olkin 1969; Price, Drovandi, Lee and Nott 2018). Minus infinity where what was seen
/// lies too far from the runs. There must be more than three runs beside one for each figure.
double unbiased_synthetic_log_density(Eigen::MatrixXd const& runs, Eigen::VectorXd const& seen);

/// How a posterior is found by taking several runs at a point as normal, without any emulator.
struct SyntheticPlan {
    std::uint64_t seed{};
    int most_runs{100'000};
};

/// A sample, and all points that were run.
struct SyntheticResult {
    Sample sample;
    Runs runs;
    int run_count{};
    int runs_each{};  ///< at one point
};

/// At each point the model is run several times, and its figures on their link scales are taken as
/// normal, as noisy as runs are. A first sample, of the density by mean and covariance, finds where
/// the posterior is; the second, of the unbiased density, is that of the normal itself, however few
/// runs a point has. From 16 figures on, half of each correlation is believed in place of that.
/// Throws InputError where `most_runs` is too few, saying how many it needs.
SyntheticResult by_synthetic_likelihood(Question const& question, RunAll const& run_all,
                                        SyntheticPlan const& plan,
                                        std::function<void(int runs)> const& tell);

}  // namespace smartstart
