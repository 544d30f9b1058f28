#include "tests/support/known_simulator.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>

#include "calibration/statistics/luck.hpp"

namespace smartstart::test {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

std::filesystem::path figures()
{
    return std::filesystem::path{SMARTSTART_SOURCE_DIR} / "tests/calibration/figures";
}

/// The count at which the binomial distribution passes this luck.
double binomial_at(double n, double p, double luck)
{
    using Policy = boost::math::policies::policy<
        boost::math::policies::discrete_quantile<boost::math::policies::integer_round_up>>;
    return boost::math::quantile(boost::math::binomial_distribution<double, Policy>{n, p}, luck);
}

}  // namespace

MatrixXd read_table(std::filesystem::path const& name, int skipped_lines)
{
    std::ifstream file{name};
    if (!file) {
        throw std::runtime_error{"cannot read " + name.string()};
    }
    std::vector<std::vector<double>> rows;
    std::string line;
    for (int i = 0; std::getline(file, line); ++i) {
        if (i < skipped_lines || line.empty()) {
            continue;
        }
        std::vector<double> row;
        std::istringstream cells{line};
        for (std::string cell; std::getline(cells, cell, ',');) {
            row.push_back(std::stod(cell));
        }
        rows.push_back(std::move(row));
    }
    MatrixXd table(static_cast<Index>(rows.size()), static_cast<Index>(rows.front().size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < rows[i].size(); ++j) {
            table(static_cast<Index>(i), static_cast<Index>(j)) = rows[i].at(j);
        }
    }
    return table;
}

KnownSimulator::KnownSimulator(std::string const& name)
    : straight_{read_table(figures() / (name + "_public_A.csv"))},
      wave_{read_table(figures() / (name + "_public_B.csv"))},
      bend_{name == "nl15h" ? 0.8 : 0.4},
      product_{name == "nl15h" ? 0.3 : 0.0},
      over_{name == "nl15h" ? 0.002 : 0.0}
{
    left_ = right_ = MatrixXd::Zero(straight_.rows(), straight_.cols());
    if (product_ > 0.0) {
        left_ = read_table(figures() / (name + "_public_Q.csv"));
        right_ = read_table(figures() / (name + "_public_R.csv"));
    }
    auto const targets = read_table(figures() / (name + "_public_targets.csv"), 1);
    sizes_ = targets.col(0);
    counts_ = targets.col(1);
    constants_ = targets.col(2);
    exact = read_table(figures() / (name + "_public_posterior.csv")).transpose();
    exact_mean = exact.rowwise().mean();
    exact_sd = ((exact.colwise() - exact_mean).rowwise().squaredNorm() /
                static_cast<double>(exact.cols() - 1))
                   .cwiseSqrt();
}

VectorXd KnownSimulator::shares(VectorXd const& theta) const
{
    VectorXd const link = constants_ + straight_ * theta +
                          bend_ * (wave_ * theta).array().sin().matrix() +
                          product_ * (left_ * theta).cwiseProduct(right_ * theta);
    return (1.0 + (-link.array()).exp()).inverse();
}

Question KnownSimulator::question() const
{
    Question question;
    question.priors.assign(15, Prior{PriorKind::uniform, -2.0, 2.0});
    for (Index j = 0; j < counts_.size(); ++j) {
        question.figures.push_back(Observation::share(counts_[j], sizes_[j]));
    }
    question.dispersion = over_ > 0.0 ? Dispersion::estimated : Dispersion::counting;
    return question;
}

RunAll KnownSimulator::runner(std::uint64_t seed) const
{
    return [this, seed](Points const& points, std::vector<RunKey> const& runs) {
        KeyedLuck const luck{seed, "known simulator"};
        std::vector<std::vector<OnLink>> all;
        for (auto const& run : runs) {
            auto const column = static_cast<Index>(run.point - runs.front().point);
            VectorXd const expected = shares(points.col(column));
            std::vector<OnLink> readings;
            for (Index j = 0; j < expected.size(); ++j) {
                auto const key = 2 * static_cast<std::uint32_t>(j);
                auto p = expected[j];
                if (over_ > 0.0) {
                    auto const size = 1.0 / over_ - 1.0;
                    p = boost::math::quantile(
                        boost::math::beta_distribution<>{p * size, (1.0 - p) * size},
                        luck.uniform(run.point, run.replicate, key + 1));
                }
                auto const count = binomial_at(sizes_[j], std::clamp(p, 1e-12, 1.0 - 1e-12),
                                               luck.uniform(run.point, run.replicate, key));
                readings.push_back(link_of_share(count, sizes_[j]));
            }
            all.push_back(std::move(readings));
        }
        return all;
    };
}

Closeness closeness(MatrixXd const& sample, VectorXd const& mean, VectorXd const& sd)
{
    VectorXd const own = sample.rowwise().mean();
    VectorXd const own_sd =
        ((sample.colwise() - own).rowwise().squaredNorm() / static_cast<double>(sample.cols() - 1))
            .cwiseSqrt();
    Eigen::ArrayXd const ratio = own_sd.array() / sd.array();
    VectorXd error = (own - mean).cwiseAbs().array() / sd.array();
    std::sort(error.data(), error.data() + error.size());
    return {ratio.minCoeff(), ratio.maxCoeff(), error[error.size() / 2], error.maxCoeff()};
}

}  // namespace smartstart::test
