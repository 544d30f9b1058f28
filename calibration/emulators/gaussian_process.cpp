#include "calibration/emulators/gaussian_process.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

using Eigen::ArrayXXd;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Likeness by squared distance.
MatrixXd likeness(Smoothness smoothness, MatrixXd const& squares)
{
    if (smoothness == Smoothness::gaussian) {
        return (-0.5 * squares.array()).exp();
    }
    auto const times = smoothness == Smoothness::matern32 ? 3.0 : 5.0;
    ArrayXXd const reach = (times * squares.array()).sqrt();
    if (smoothness == Smoothness::matern32) {
        return (1.0 + reach) * (-reach).exp();
    }
    return (1.0 + reach + reach.square() / 3.0) * (-reach).exp();
}

/// What (Δ/l)² of one dimension is multiplied by, to give the slope of the likeness over log l.
MatrixXd slope_factor(Smoothness smoothness, MatrixXd const& squares)
{
    switch (smoothness) {
        case Smoothness::gaussian:
            return (-0.5 * squares.array()).exp();
        case Smoothness::matern32:
            return 3.0 * (-(3.0 * squares.array()).sqrt()).exp();
        default: {
            ArrayXXd const reach = (5.0 * squares.array()).sqrt();
            return 5.0 / 3.0 * (1.0 + reach) * (-reach).exp();
        }
    }
}

MatrixXd squared_distances(MatrixXd const& one, MatrixXd const& other)
{
    MatrixXd squares = -2.0 * one.transpose() * other;
    squares.colwise() += one.colwise().squaredNorm().transpose();
    squares.rowwise() += other.colwise().squaredNorm();
    return squares.cwiseMax(0.0);
}

}  // namespace

GaussianProcess::GaussianProcess(NoisyValues const& seen, ProcessShape const& shape, Trend trend)
    : seen_{seen},
      shape_{shape},
      trend_{trend},
      variance_{std::exp(shape.log_variance)},
      inverse_lengths_{(-shape.log_lengths.array()).exp()},
      scaled_{inverse_lengths_.asDiagonal() * seen.places}
{
    MatrixXd covariance = variance_ * likeness(shape.smoothness, distances(scaled_));
    covariance.diagonal() += seen_.noise_variances;
    factor_.compute(covariance);
    if (factor_.info() != Eigen::Success) {
        // Two equal places without noise; a whisper of noise tells them apart.
        covariance.diagonal().array() += 1e-8 * variance_;
        factor_.compute(covariance);
    }
    if (factor_.info() != Eigen::Success) {
        throw BrokenPromise{"the covariance of an emulator has no factor."};
    }
    MatrixXd const trend_here = trend_at(seen_.places);
    trend_white_ = factor_.matrixL().solve(trend_here);
    trend_factor_.compute(trend_white_.transpose() * trend_white_);
    VectorXd const white = factor_.matrixL().solve(seen_.values);
    coefficients_ = trend_factor_.solve(trend_white_.transpose() * white);
    VectorXd const rest = white - trend_white_ * coefficients_;
    weights_ = factor_.matrixU().solve(rest);
    auto const half_log = [](auto const& factor) {
        return factor.matrixLLT().diagonal().array().log().sum();
    };
    auto const free = static_cast<double>(seen_.values.size() - trend_here.cols());
    log_evidence_ = -0.5 * rest.squaredNorm() - half_log(factor_) -
                    0.5 * free * std::log(2.0 * std::numbers::pi);
    log_evidence_ -= trend_here.cols() > 0 ? half_log(trend_factor_) : 0.0;
}

MatrixXd GaussianProcess::trend_at(MatrixXd const& places) const
{
    if (trend_ == Trend::none) {
        return MatrixXd(places.cols(), 0);
    }
    MatrixXd trend(places.cols(), places.rows() + 1);
    trend.col(0).setOnes();
    trend.rightCols(places.rows()) = places.transpose();
    return trend;
}

MatrixXd GaussianProcess::distances(MatrixXd const& scaled) const
{
    auto squares = squared_distances(scaled_, scaled);
    if (scaled.data() == scaled_.data()) {
        squares.diagonal().setZero();
    }
    return squares;
}

VectorXd GaussianProcess::log_evidence_slopes() const
{
    auto const count = seen_.values.size();
    auto const dimensions = scaled_.rows();
    // P = K⁻¹ - K⁻¹H (H'K⁻¹H)⁻¹ H'K⁻¹, and half of ww' - P is the slope over the covariance.
    MatrixXd slope = factor_.solve(MatrixXd::Identity(count, count));
    if (trend_white_.cols() > 0) {
        MatrixXd const half = trend_factor_.matrixL().solve(
            MatrixXd{factor_.matrixU().solve(trend_white_)}.transpose());
        slope.noalias() -= half.transpose() * half;
    }
    slope = 0.5 * (weights_ * weights_.transpose() - slope);
    VectorXd slopes(dimensions + 2);
    auto const squares = distances(scaled_);
    slopes[0] = variance_ * (slope.array() * likeness(shape_.smoothness, squares).array()).sum();
    MatrixXd const weighted =
        variance_ * (slope.array() * slope_factor(shape_.smoothness, squares).array());
    VectorXd const sums = weighted.rowwise().sum();
    MatrixXd const product = scaled_ * weighted;
    for (Eigen::Index k = 0; k < dimensions; ++k) {
        slopes[1 + k] = 2.0 * (scaled_.row(k).array().square().matrix().dot(sums.transpose()) -
                               product.row(k).dot(scaled_.row(k)));
    }
    slopes[dimensions + 1] = slope.diagonal().dot(seen_.noise_variances);
    return slopes;
}

GaussianProcess::Prediction GaussianProcess::predict(MatrixXd const& places) const
{
    MatrixXd const scaled = inverse_lengths_.asDiagonal() * places;
    MatrixXd cross = variance_ * likeness(shape_.smoothness, distances(scaled));
    MatrixXd const trend_there = trend_at(places);
    Prediction prediction;
    prediction.means = trend_there * coefficients_ + cross.transpose() * weights_;
    factor_.matrixL().solveInPlace(cross);
    prediction.variances = variance_ - cross.colwise().squaredNorm().transpose().array();
    if (trend_there.cols() > 0) {
        MatrixXd left = trend_there.transpose() - trend_white_.transpose() * cross;
        trend_factor_.matrixL().solveInPlace(left);
        prediction.variances += left.colwise().squaredNorm().transpose();
    }
    prediction.variances = prediction.variances.cwiseMax(1e-12 * variance_);
    return prediction;
}

GaussianProcess::Prediction GaussianProcess::leave_one_out() const
{
    auto const count = seen_.values.size();
    MatrixXd precision = factor_.solve(MatrixXd::Identity(count, count));
    if (trend_white_.cols() > 0) {
        MatrixXd const half = trend_factor_.matrixL().solve(
            MatrixXd{factor_.matrixU().solve(trend_white_)}.transpose());
        precision.noalias() -= half.transpose() * half;
    }
    Prediction prediction;
    prediction.variances = precision.diagonal().cwiseInverse();
    prediction.means = seen_.values - prediction.variances.cwiseProduct(weights_);
    return prediction;
}

}  // namespace smartstart
