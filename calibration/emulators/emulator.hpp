#pragma once

#include <optional>
#include <vector>

#include <Eigen/Core>

#include "calibration/emulators/gaussian_process.hpp"
#include "calibration/emulators/noise.hpp"

namespace smartstart {

/// Is the noise of a target that of counting alone, or is a factor on it estimated?
enum class Dispersion : std::uint8_t { counting, estimated };

/// The emulator of one target: a Gaussian process over standardised coordinates, with a factor on
/// the noise that is known.
struct TargetEmulator {
    GaussianProcess process;
    ProcessShape shape;
    double log_dispersion{};
    double log_posterior{};
    std::vector<Reading> readings;  ///< that it learned from, without their lean
};

/// What one target is: how it is counted, and whether its noise is that of counting alone.
struct TargetKind {
    Figure figure{};
    Dispersion dispersion{};
};

/// Fits the emulator of one target by its posterior mode (NLopt, L-BFGS with exact slopes): log
/// length scales have the prior N(1.5, 1), the log dispersion N(0, 2²). It is fitted twice: what
/// the first fit says of each point from all others takes the lean out of the readings. `start` is
/// an earlier fit of the same target. Places are standardised.
TargetEmulator fit_emulator(Eigen::MatrixXd const& places, std::vector<Reading> const& readings,
                            TargetKind const& kind, TargetEmulator const* start);

/// Coordinates with mean 0 and standard deviation 1 over the points that an emulator learned from.
struct Standard {
    Eigen::VectorXd centre, spread;
    static Standard of(Eigen::MatrixXd const& points);
    Eigen::MatrixXd operator()(Eigen::MatrixXd const& points) const
    {
        return spread.cwiseInverse().asDiagonal() * (points.colwise() - centre);
    }
};

}  // namespace smartstart
