#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <Eigen/Core>

namespace smartstart {

/// A difference between places with and without a pilot, against all other ways in which the lot
/// could have fallen (Fisher 1935): no assumption but the lot itself.
struct RandomisationTest {
    double difference{};  ///< mean with minus mean without
    double two_sided{};   ///< share of the lots with a difference at least as far from 0
    double lower{};       ///< share of the lots with a difference at most as large
    double lots{};        ///< ways to choose so many places; infinite where too many for a number
    double looked_at{};  ///< of these: all, or a hundred thousand at random where they are too many
    double orders{};     ///< the same where the order counts, as in a stepped wedge
};

/// `with` are the places that have it. Of over two million lots some are drawn, by a fixed rule.
RandomisationTest randomisation_test(std::span<double const> values,
                                     std::span<std::size_t const> with);

/// Least squares with standard errors that hold where rows of one place go together (Liang and
/// Zeger 1986): the sandwich as it is, and widened for few places.
struct ClusterRobust {
    Eigen::VectorXd coefficients;
    Eigen::VectorXd plain;    ///< standard errors, CR0
    Eigen::VectorXd widened;  ///< CR1: by G / (G - 1) x (N - 1) / (N - K)
};

/// `clusters` number the place of each row, from 0. Columns must not repeat one another.
ClusterRobust cluster_robust(Eigen::MatrixXd const& columns, Eigen::VectorXd const& values,
                             std::vector<std::size_t> const& clusters);

/// A place with a pilot beside a mixture of places without one that was like it before (Abadie,
/// Diamond and Hainmueller 2010).
struct SyntheticControl {
    Eigen::VectorXd weights;  ///< of the places without; none below 0, together 1
    Eigen::VectorXd gap;      ///< place minus mixture, each round
    double off_before{};      ///< root of the mean squared gap before
    double effect{};          ///< mean gap after
    /// Root of the mean squared gap after, over that before.
    double ratio{};
};

/// `with` has a row for each round, `without` the same rows and a column for each place; the first
/// `before` rounds are before the start.
SyntheticControl synthetic_control(Eigen::VectorXd const& with, Eigen::MatrixXd const& without,
                                   Eigen::Index before);

/// How often a place taken at random, as if it had the pilot, has a ratio as large as this one:
/// 1 / (places + 1) at best.
double placebo_chance(SyntheticControl const& found, Eigen::MatrixXd const& without,
                      Eigen::Index before);

}  // namespace smartstart
