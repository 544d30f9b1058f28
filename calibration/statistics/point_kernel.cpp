#include "calibration/statistics/point_kernel.hpp"

#include <utility>

namespace smartstart {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

PointKernel::PointKernel(Points points, VectorXd weights)
    : points_{std::move(points)}, weights_{std::move(weights)}
{
    VectorXd const mean = points_ * weights_;
    MatrixXd const centred = points_.colwise() - mean;
    MatrixXd covariance = 2.0 * centred * weights_.asDiagonal() * centred.transpose();
    covariance.diagonal().array() += 1e-12 * (1.0 + covariance.diagonal().maxCoeff());
    factor_.compute(covariance);
    white_ = factor_.matrixL().solve(points_);
}

Index PointKernel::parent(double luck) const
{
    double sum = 0.0;
    for (Index i = 0; i < weights_.size(); ++i) {
        sum += weights_[i];
        if (luck < sum) {
            return i;
        }
    }
    return weights_.size() - 1;
}

VectorXd PointKernel::around(Index parent, VectorXd const& normals) const
{
    return points_.col(parent) + factor_.matrixL() * normals;
}

double PointKernel::density(VectorXd const& point) const
{
    VectorXd const white = factor_.matrixL().solve(point);
    VectorXd const squares = (white_.colwise() - white).colwise().squaredNorm().transpose();
    return weights_.dot((-0.5 * squares.array()).exp().matrix());
}

}  // namespace smartstart
