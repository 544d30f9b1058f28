#include "calibration/statistics/design.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <Eigen/Cholesky>

#include "calibration/statistics/luck.hpp"
#include "engine/base/error.hpp"

namespace smartstart {
namespace {

/// One Latin hypercube over the unit cube.
Points unit_hypercube(Eigen::Index dimensions, int count, KeyedLuck const& luck,
                      std::uint32_t attempt)
{
    Points points(dimensions, count);
    std::vector<int> order(static_cast<std::size_t>(count));
    for (Eigen::Index row = 0; row < dimensions; ++row) {
        auto const key = static_cast<std::uint32_t>(2 * row);
        std::iota(order.begin(), order.end(), 0);
        for (int i = count - 1; i > 0; --i) {
            auto const other = luck.below(static_cast<std::uint32_t>(i + 1), attempt, key,
                                          static_cast<std::uint32_t>(i));
            std::swap(order[static_cast<std::size_t>(i)], order[other]);
        }
        for (int i = 0; i < count; ++i) {
            auto const within = luck.uniform(attempt, key + 1, static_cast<std::uint32_t>(i));
            points(row, i) = (order[static_cast<std::size_t>(i)] + within) / count;
        }
    }
    return points;
}

double least_distance(Points const& points)
{
    auto least = std::numeric_limits<double>::infinity();
    for (Eigen::Index i = 1; i < points.cols(); ++i) {
        auto const near =
            (points.leftCols(i).colwise() - points.col(i)).colwise().squaredNorm().minCoeff();
        least = std::min(least, near);
    }
    return least;
}

/// The sample in units of its own spread, with correlations taken out.
std::pair<Points, Points> whitened(Points const& sample, Points const& taken)
{
    Eigen::VectorXd const mean = sample.rowwise().mean();
    Points const centred = sample.colwise() - mean;
    Eigen::MatrixXd covariance = centred * centred.transpose() /
                                 static_cast<double>(std::max<Eigen::Index>(1, sample.cols() - 1));
    covariance.diagonal().array() += 1e-12 * (1.0 + covariance.diagonal().maxCoeff());
    Eigen::LLT<Eigen::MatrixXd> const factor{covariance};
    Points others = taken.cols() > 0 ? Points{taken.colwise() - mean} : taken;
    if (others.cols() > 0) {
        factor.matrixL().solveInPlace(others);
    }
    return {factor.matrixL().solve(centred), std::move(others)};
}

}  // namespace

Points latin_hypercube(std::vector<Prior> const& priors, int count, std::uint64_t seed, int tries)
{
    KeyedLuck const luck{seed, "latin hypercube"};
    auto const dimensions = static_cast<Eigen::Index>(priors.size());
    Points best;
    double widest = -1.0;
    for (int attempt = 0; attempt < tries; ++attempt) {
        auto points = unit_hypercube(dimensions, count, luck, static_cast<std::uint32_t>(attempt));
        auto const distance = least_distance(points);
        if (distance > widest) {
            widest = distance;
            best = std::move(points);
        }
    }
    for (Eigen::Index row = 0; row < dimensions; ++row) {
        for (Eigen::Index column = 0; column < best.cols(); ++column) {
            best(row, column) = priors[static_cast<std::size_t>(row)].quantile(best(row, column));
        }
    }
    return best;
}

Points spread_out(Points const& sample, Points const& taken, int count)
{
    if (count > sample.cols()) {
        throw BrokenPromise{"more points are wanted than the sample has."};
    }
    auto const [white, others] = whitened(sample, taken);
    Eigen::VectorXd nearest =
        Eigen::VectorXd::Constant(sample.cols(), std::numeric_limits<double>::infinity());
    for (Eigen::Index i = 0; i < others.cols(); ++i) {
        nearest =
            nearest.cwiseMin((white.colwise() - others.col(i)).colwise().squaredNorm().transpose());
    }
    Points chosen(sample.rows(), count);
    // Without earlier points the one in the middle comes first.
    Eigen::Index next = 0;
    others.cols() > 0 ? nearest.maxCoeff(&next) : white.colwise().squaredNorm().minCoeff(&next);
    for (int i = 0; i < count; ++i) {
        chosen.col(i) = sample.col(next);
        nearest = nearest.cwiseMin(
            (white.colwise() - white.col(next)).colwise().squaredNorm().transpose());
        nearest.maxCoeff(&next);
    }
    return chosen;
}

}  // namespace smartstart
