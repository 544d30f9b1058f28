#include "calibration/statistics/student_t.hpp"

#include <cmath>
#include <numbers>

namespace smartstart {

using Eigen::MatrixXd;
using Eigen::VectorXd;

StudentT StudentT::fitted(MatrixXd const& points)
{
    StudentT t;
    t.centre_ = points.rowwise().mean();
    MatrixXd const centred = points.colwise() - t.centre_;
    MatrixXd covariance = centred * centred.transpose() / static_cast<double>(points.cols() - 1);
    covariance.diagonal().array() *= 1.0 + 1e-6;
    covariance.diagonal().array() += 1e-14;
    t.factor_.compute(covariance * 1.1 * (freedom - 2.0) / freedom);
    return t;
}

double StudentT::log_density(VectorXd const& point) const
{
    VectorXd const white = factor_.matrixL().solve(point - centre_);
    return -0.5 * (freedom + static_cast<double>(point.size())) *
           std::log1p(white.squaredNorm() / freedom);
}

double StudentT::log_scale() const
{
    auto const size = static_cast<double>(centre_.size());
    return std::lgamma(0.5 * (freedom + size)) - std::lgamma(0.5 * freedom) -
           0.5 * size * std::log(freedom * std::numbers::pi) -
           factor_.matrixLLT().diagonal().array().log().sum();
}

VectorXd StudentT::at(VectorXd const& normals, double chi_square) const
{
    return centre_ + factor_.matrixL() * (normals * std::sqrt(freedom / chi_square));
}

}  // namespace smartstart
