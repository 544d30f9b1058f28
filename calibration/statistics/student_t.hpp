#pragma once

#include <Eigen/Cholesky>
#include <Eigen/Core>

namespace smartstart {

/// A multivariate Student t with 8 degrees of freedom: as wide as a sample, with heavier tails.
class StudentT {
public:
    static constexpr double freedom = 8.0;

    /// With the mean of these points (in columns) and 1.1 times their covariance.
    static StudentT fitted(Eigen::MatrixXd const& points);
    /// Up to log_scale().
    double log_density(Eigen::VectorXd const& point) const;
    /// What log_density lacks.
    double log_scale() const;
    /// A draw, from independent standard normals and a chi-square with `freedom` degrees.
    Eigen::VectorXd at(Eigen::VectorXd const& normals, double chi_square) const;

private:
    Eigen::VectorXd centre_;
    Eigen::LLT<Eigen::MatrixXd> factor_;
};

}  // namespace smartstart
