#pragma once

#include <cstdint>

#include <Eigen/Cholesky>
#include <Eigen/Core>

namespace smartstart {

/// How alike two places are by their distance r, in length scales.
enum class Smoothness : std::uint8_t {
    matern32,  ///< (1 + √3 r) exp(-√3 r)
    matern52,  ///< (1 + √5 r + 5 r²/3) exp(-√5 r)
    gaussian,  ///< exp(-r²/2)
};

/// What of a value does not vary smoothly over the places.
enum class Trend : std::uint8_t {
    none,    ///< the mean is zero
    linear,  ///< a constant and a slope along each dimension, estimated, with their own variance
};

/// The numbers that shape a Gaussian process.
struct ProcessShape {
    Smoothness smoothness{Smoothness::matern52};
    double log_variance{};
    Eigen::VectorXd log_lengths;  ///< one for each dimension
};

/// Values seen at places, and how noisy each was.
struct NoisyValues {
    Eigen::MatrixXd places;  ///< a column for each value
    Eigen::VectorXd values;
    Eigen::VectorXd noise_variances;
};

/// A smooth function of several numbers, learned from noisy values (universal kriging): values are
/// trend + Gaussian process + noise, and the trend's coefficients have a flat prior, so that a
/// prediction carries the variance of the trend too. Source: Rasmussen and Williams 2006, ch. 2.7.
class GaussianProcess {
public:
    GaussianProcess(NoisyValues const& seen, ProcessShape const& shape, Trend trend);

    /// Log density of the values; with a trend the restricted one (coefficients integrated out
    /// under a flat prior).
    double log_evidence() const { return log_evidence_; }
    /// Its slopes: over the log variance, over each log length and, last, over the log of a factor
    /// on all noise variances.
    Eigen::VectorXd log_evidence_slopes() const;

    /// Mean and variance of the function (without noise) at each column.
    struct Prediction {
        Eigen::VectorXd means, variances;
    };
    Prediction predict(Eigen::MatrixXd const& places) const;

    /// What each value is predicted to be from all others, noise included in the variance.
    Prediction leave_one_out() const;
    Eigen::VectorXd const& coefficients() const { return coefficients_; }

private:
    Eigen::MatrixXd trend_at(Eigen::MatrixXd const& places) const;
    Eigen::MatrixXd distances(Eigen::MatrixXd const& scaled) const;

    NoisyValues seen_;
    ProcessShape shape_;
    Trend trend_;
    double variance_;
    Eigen::VectorXd inverse_lengths_;
    Eigen::MatrixXd scaled_;  ///< places in length scales
    Eigen::LLT<Eigen::MatrixXd> factor_;
    Eigen::MatrixXd trend_white_;  ///< L⁻¹H
    Eigen::LLT<Eigen::MatrixXd> trend_factor_;
    Eigen::VectorXd coefficients_;
    Eigen::VectorXd weights_;  ///< K⁻¹ (values - trend)
    double log_evidence_{};
};

}  // namespace smartstart
