#pragma once

#include <Eigen/Core>

namespace smartstart {

/// Diagnostics of Markov chains by their spectrum, and by the variances between and within them;
/// older than those of diagnostics.hpp, and blind to other things. Rows are draws in order, columns
/// are chains.

/// Spectral density at frequency zero: the variance of the mean of a series, times its length. By
/// an autoregression (Yule and Walker) of the order that AIC prefers (Heidelberger and Welch 1981).
double spectrum_at_zero(Eigen::VectorXd const& series);

/// Effective number of independent draws for the mean: sum over the chains of length x variance
/// over spectrum.
double spectral_ess(Eigen::MatrixXd const& chains);

/// How far the mean of the first tenth of a series is from that of its last half, in standard
/// errors (Geweke 1992).
double drift(Eigen::VectorXd const& series);

/// Potential scale reduction with the correction for few chains, and the upper limit of its 95 %
/// interval (Gelman and Rubin 1992; Brooks and Gelman 1998).
struct ScaleReduction {
    double estimate{}, upper{};
};
ScaleReduction scale_reduction(Eigen::MatrixXd const& chains);

}  // namespace smartstart
