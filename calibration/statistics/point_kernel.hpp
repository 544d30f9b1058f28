#pragma once

#include <Eigen/Cholesky>

#include "calibration/statistics/design.hpp"

namespace smartstart {

/// A normal kernel around each of some weighed points, with twice their covariance (Beaumont et al.
/// 2009), to draw new points from.
class PointKernel {
public:
    /// Weights add up to 1.
    PointKernel(Points points, Eigen::VectorXd weights);

    /// The point that a number from 0 to 1 falls on, each as long as its weight.
    Eigen::Index parent(double luck) const;
    /// A new point around that one, from independent standard normals.
    Eigen::VectorXd around(Eigen::Index parent, Eigen::VectorXd const& normals) const;
    /// Of a new point to come out here, up to a constant.
    double density(Eigen::VectorXd const& point) const;

private:
    Points points_;
    Eigen::VectorXd weights_;
    Eigen::LLT<Eigen::MatrixXd> factor_;
    Points white_;
};

}  // namespace smartstart
