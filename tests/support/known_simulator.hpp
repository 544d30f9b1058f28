#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <Eigen/Core>

#include "calibration/fitting/waves.hpp"

namespace smartstart::test {

/// A simulator of which the posterior is known: 60 counts that depend on 15 parameters,
/// p = logistic(c + A θ + bend sin(B θ) + product (Q θ)(R θ)), counted with binomial or
/// beta-binomial noise, θ ~ U(-2, 2)¹⁵. Figures: tests/calibration/figures.
class KnownSimulator {
public:
    /// "nl15" (binomial) or "nl15h" (harder: products, and an over-dispersion of 0.002).
    explicit KnownSimulator(std::string const& name);

    Question question() const;
    /// Runs with luck of their own, by point and replicate.
    RunAll runner(std::uint64_t seed) const;
    Eigen::VectorXd shares(Eigen::VectorXd const& theta) const;

    Eigen::MatrixXd exact;  ///< draws of the exact posterior, in columns
    Eigen::VectorXd exact_mean, exact_sd;

private:
    Eigen::MatrixXd straight_, wave_, left_, right_;
    Eigen::VectorXd sizes_, counts_, constants_;
    double bend_, product_, over_;
};

/// A table of numbers without header.
Eigen::MatrixXd read_table(std::filesystem::path const& name, int skipped_lines = 0);

/// How far a sample is from the exact posterior.
struct Closeness {
    double least_ratio{}, most_ratio{};   ///< sd of the sample over the exact sd
    double median_error{}, most_error{};  ///< of the means, in exact sds
};
Closeness closeness(Eigen::MatrixXd const& sample, Eigen::VectorXd const& mean,
                    Eigen::VectorXd const& sd);

}  // namespace smartstart::test
