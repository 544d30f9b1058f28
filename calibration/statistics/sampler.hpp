#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include <Eigen/Core>

namespace smartstart {

/// Log density, up to a constant, at each column; minus infinity where nothing may lie.
using LogDensity = std::function<Eigen::VectorXd(Eigen::MatrixXd const&)>;

/// How a sample is drawn.
struct Sampling {
    std::uint64_t seed{};
    int ensembles{4};       ///< that know nothing of one another, so that they can be compared
    int chains{};           ///< in each ensemble
    int warm_up{120};       ///< generations that are thrown away
    int generations{150};   ///< that are kept, at least
    int most{1200};         ///< generations at most, where the sample is not good enough before
    bool until_good{true};  ///< go on until the diagnostics pass
    double heat{30.0};      ///< the warm-up begins with the log density divided by this
};

/// A sample of a density: every ensemble's every chain at every kept generation.
struct Sample {
    int ensembles{}, chains{}, generations{};
    /// Column ((generation * ensembles + ensemble) * chains + chain).
    Eigen::MatrixXd points;
    Eigen::VectorXd log_density;
    double accepted{};     ///< share of the proposals
    Eigen::VectorXd rhat;  ///< of each dimension, rank-normalised, between the ensembles
    Eigen::VectorXd ess_bulk, ess_tail;
    bool is_good() const;  ///< every R-hat under 1.01 and every effective size over 400

    /// One dimension: rows are generations, columns chains, those of one ensemble side by side.
    Eigen::MatrixXd by_chain(Eigen::Index dimension) const;
    /// The draws of an ensemble, generation by generation, as one sequence: chains are many and
    /// short, and what must agree is the ensembles.
    Eigen::MatrixXd by_ensemble(Eigen::Index dimension) const;

    /// `count` points spread evenly over the generations, and over the chains of all ensembles, in
    /// columns.
    Eigen::MatrixXd thinned(int count) const;
};

/// Differential evolution with an archive (ter Braak and Vrugt 2008), mixed with proposals from a
/// Student t fitted to the ensemble's own warm-up. `start` has at least as many columns as there
/// are chains in all. Equal seeds give equal samples.
Sample draw_sample(LogDensity const& density, Eigen::MatrixXd const& start,
                   Sampling const& sampling);

}  // namespace smartstart
