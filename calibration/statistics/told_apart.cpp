#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>

#include "calibration/statistics/diagnostics.hpp"
#include "calibration/statistics/luck.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int folds = 5;
constexpr int newton_steps = 12;
constexpr double ridge = 1.0;

/// A constant, values, squares and products of each point, as rows.
MatrixXd features(MatrixXd const& points)
{
    auto const d = points.rows();
    MatrixXd all(points.cols(), 1 + d + d * (d + 1) / 2);
    all.col(0).setOnes();
    all.middleCols(1, d) = points.transpose();
    auto at = 1 + d;
    for (Index i = 0; i < d; ++i) {
        for (Index j = i; j < d; ++j) {
            all.col(at++) = points.row(i).cwiseProduct(points.row(j)).transpose();
        }
    }
    return all;
}

/// Logistic regression with a little ridge, by Newton's method.
VectorXd logistic(MatrixXd const& x, VectorXd const& y)
{
    VectorXd beta = VectorXd::Zero(x.cols());
    for (int step = 0; step < newton_steps; ++step) {
        VectorXd const p = (1.0 + (-(x * beta).array()).exp()).inverse();
        VectorXd const weight = p.array() * (1.0 - p.array());
        MatrixXd hessian = x.transpose() * weight.asDiagonal() * x;
        hessian.diagonal().array() += ridge;
        VectorXd const move = hessian.llt().solve(x.transpose() * (y - p) - ridge * beta);
        beta += move;
        if (move.norm() < 1e-8) {
            break;
        }
    }
    return beta;
}

/// Mean likeness of a point of one sample and a point of the other.
double mean_likeness(MatrixXd const& one, MatrixXd const& other, double width)
{
    double sum = 0.0;
    for (Index i = 0; i < one.cols(); ++i) {
        VectorXd const squares = (other.colwise() - one.col(i)).colwise().squaredNorm();
        sum += (squares.array() / (-2.0 * width * width)).exp().mean();
    }
    return sum / static_cast<double>(one.cols());
}

/// The same of two different points of one sample.
double own_likeness(MatrixXd const& points, double width)
{
    auto const size = static_cast<double>(points.cols());
    return (size * mean_likeness(points, points, width) - 1.0) / (size - 1.0);
}

}  // namespace

double kernel_discrepancy(MatrixXd const& one, MatrixXd const& other, double width)
{
    return own_likeness(one, width) + own_likeness(other, width) -
           2.0 * mean_likeness(one, other, width);
}

double told_apart(MatrixXd const& one, MatrixXd const& other)
{
    MatrixXd both(one.rows(), one.cols() + other.cols());
    both << one, other;
    VectorXd const mean = both.rowwise().mean();
    VectorXd const sd =
        ((both.colwise() - mean).rowwise().squaredNorm() / static_cast<double>(both.cols()))
            .cwiseSqrt();
    auto const x = features(sd.cwiseInverse().asDiagonal() * (both.colwise() - mean));
    VectorXd y = VectorXd::Zero(both.cols());
    y.tail(other.cols()).setOnes();
    KeyedLuck const luck{1, "folds"};
    std::vector<std::vector<Index>> parts(folds);
    for (Index i = 0; i < both.cols(); ++i) {
        parts[luck.below(folds, static_cast<std::uint32_t>(i), 0, 0)].push_back(i);
    }
    Index right = 0;
    for (auto const& held_out : parts) {
        std::vector<Index> rest;
        for (auto const& part : parts) {
            if (&part != &held_out) {
                rest.insert(rest.end(), part.begin(), part.end());
            }
        }
        auto const beta = logistic(x(rest, Eigen::all), y(rest));
        for (auto const i : held_out) {
            right += (x.row(i).dot(beta) > 0.0) == (y[i] > 0.5) ? 1 : 0;
        }
    }
    return static_cast<double>(right) / static_cast<double>(both.cols());
}

}  // namespace smartstart
