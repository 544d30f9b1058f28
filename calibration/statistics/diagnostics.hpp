#pragma once

#include <vector>

#include <Eigen/Core>

namespace smartstart {

/// Diagnostics of Markov chains: rows are draws in order, columns are chains. All by Vehtari,
/// Gelman, Simpson, Carpenter and Bürkner (2021), with chains split in halves.

/// Potential scale reduction of ranks turned normal: the larger of bulk and folded.
double rank_rhat(Eigen::MatrixXd const& chains);
/// Potential scale reduction of the values themselves.
double plain_rhat(Eigen::MatrixXd const& chains);
/// Effective number of independent draws for the middle of the distribution.
double bulk_ess(Eigen::MatrixXd const& chains);
/// The same for its tails: the smaller of those for the 5 % and 95 % points.
double tail_ess(Eigen::MatrixXd const& chains);
/// The same for the mean.
double mean_ess(Eigen::MatrixXd const& chains);
/// The same for a quantile.
double quantile_ess(Eigen::MatrixXd const& chains, double share);
/// The reduction without splitting the chains.
double whole_rhat(Eigen::MatrixXd const& chains);

/// Standard errors that come from having only so many draws.
double mean_error(Eigen::MatrixXd const& chains);
double sd_error(Eigen::MatrixXd const& chains);
double quantile_error(Eigen::MatrixXd const& chains, double share);

/// How well two samples (points in columns) can be told apart: the share that a classifier puts in
/// the right one under five-fold cross-validation, 0.5 when not at all. The classifier is logistic
/// regression on values, squares and products, all standardised (C2ST; Lopez-Paz and Oquab 2017).
double told_apart(Eigen::MatrixXd const& one, Eigen::MatrixXd const& other);

/// How far two samples (points in columns) are apart: the squared distance between their means in
/// the space of a Gaussian kernel of this width, estimated without bias, so that it may be just
/// under 0 (MMD; Gretton et al. 2012).
double kernel_discrepancy(Eigen::MatrixXd const& one, Eigen::MatrixXd const& other, double width);

/// Quantile of values by straight lines between order statistics (type 7 of Hyndman and Fan 1996).
double quantile(std::vector<double> values, double share);

}  // namespace smartstart
