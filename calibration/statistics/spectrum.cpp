#include "calibration/statistics/spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <boost/math/distributions/fisher_f.hpp>

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

VectorXd autocovariances(VectorXd const& series, Index most)
{
    VectorXd const off = series.array() - series.mean();
    VectorXd all(most + 1);
    for (Index lag = 0; lag <= most; ++lag) {
        auto const rest = off.size() - lag;
        all[lag] = off.head(rest).dot(off.tail(rest)) / static_cast<double>(off.size());
    }
    return all;
}

double variance(VectorXd const& values)
{
    return (values.array() - values.mean()).square().sum() / static_cast<double>(values.size() - 1);
}

double covariance(VectorXd const& one, VectorXd const& other)
{
    VectorXd const left = one.array() - one.mean();
    VectorXd const right = other.array() - other.mean();
    return left.dot(right) / static_cast<double>(one.size() - 1);
}

/// An autoregression: what it leaves of the variance, and the sum of its coefficients.
struct Autoregression {
    double left{}, sum{};
};

}  // namespace

double spectrum_at_zero(VectorXd const& series)
{
    auto const size = static_cast<double>(series.size());
    auto const most =
        std::min<Index>(series.size() - 1, static_cast<Index>(std::floor(10.0 * std::log10(size))));
    auto const seen = autocovariances(series, most);
    if (!(seen[0] > 0.0)) {
        return 0.0;
    }
    // Levinson and Durbin: each order from the one before.
    VectorXd coefficients = VectorXd::Zero(most);
    auto left = seen[0];
    Autoregression best{left * size / (size - 1.0), 0.0};
    auto least = size * std::log(left);
    for (Index order = 1; order <= most; ++order) {
        auto news = seen[order];
        for (Index k = 0; k < order - 1; ++k) {
            news -= coefficients[k] * seen[order - 1 - k];
        }
        auto const last = news / left;
        VectorXd const before = coefficients.head(order - 1);
        coefficients.head(order - 1) = before - last * before.reverse();
        coefficients[order - 1] = last;
        left *= 1.0 - last * last;
        auto const cost = size * std::log(left) + 2.0 * static_cast<double>(order);
        if (cost < least) {
            least = cost;
            best = {left * size / (size - static_cast<double>(order) - 1.0),
                    coefficients.head(order).sum()};
        }
    }
    return best.left / ((1.0 - best.sum) * (1.0 - best.sum));
}

double spectral_ess(MatrixXd const& chains)
{
    double sum = 0.0;
    for (Index c = 0; c < chains.cols(); ++c) {
        auto const spectrum = spectrum_at_zero(chains.col(c));
        if (spectrum > 0.0) {
            sum += static_cast<double>(chains.rows()) * variance(chains.col(c)) / spectrum;
        }
    }
    return sum;
}

double drift(VectorXd const& series)
{
    auto const span = static_cast<double>(series.size() - 1);
    auto const first = static_cast<Index>(std::ceil(1.0 + 0.1 * span));
    auto const last = series.size() + 1 - static_cast<Index>(std::floor(1.0 + span - 0.5 * span));
    VectorXd const head = series.head(first);
    VectorXd const tail = series.tail(last);
    auto const error = spectrum_at_zero(head) / static_cast<double>(first) +
                       spectrum_at_zero(tail) / static_cast<double>(last);
    return error > 0.0 ? (head.mean() - tail.mean()) / std::sqrt(error) : 0.0;
}

ScaleReduction scale_reduction(MatrixXd const& chains)
{
    auto const length = static_cast<double>(chains.rows());
    auto const count = static_cast<double>(chains.cols());
    VectorXd const means = chains.colwise().mean();
    VectorXd variances(chains.cols());
    for (Index c = 0; c < chains.cols(); ++c) {
        variances[c] = variance(chains.col(c));
    }
    auto const within = variances.mean();
    auto const between = length * variance(means);
    auto const widened = 1.0 + 1.0 / count;
    auto const whole = (length - 1.0) / length * within + widened * between / length;
    // The variance of that estimate, for the degrees of freedom of a Student t.
    auto const of_within = variance(variances) / count;
    auto const of_between = 2.0 * between * between / (count - 1.0);
    auto const shared = length / count *
                        (covariance(variances, means.cwiseAbs2()) -
                         2.0 * means.mean() * covariance(variances, means));
    auto const of_whole =
        (std::pow(length - 1.0, 2.0) * of_within + widened * widened * of_between +
         2.0 * (length - 1.0) * widened * shared) /
        (length * length);
    auto const freedom = 2.0 * whole * whole / of_whole;
    auto const correction = (freedom + 3.0) / (freedom + 1.0);
    auto const fixed = (length - 1.0) / length;
    auto const random = widened / length * between / within;
    boost::math::fisher_f const law{count - 1.0, 2.0 * within * within / of_within};
    return {std::sqrt(correction * (fixed + random)),
            std::sqrt(correction * (fixed + boost::math::quantile(law, 0.975) * random))};
}

}  // namespace smartstart
