#include "calibration/statistics/diagnostics.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/distributions/beta.hpp>

#include "engine/random/random.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Each chain as two: its first and its second half (a middle draw is left out).
MatrixXd split(MatrixXd const& chains)
{
    auto const half = chains.rows() / 2;
    MatrixXd result(half, 2 * chains.cols());
    for (Index c = 0; c < chains.cols(); ++c) {
        result.col(2 * c) = chains.col(c).head(half);
        result.col(2 * c + 1) = chains.col(c).tail(half);
    }
    return result;
}

/// Ranks over all chains (ties share their mean rank), as points of a standard normal.
MatrixXd rank_normal(MatrixXd const& chains)
{
    auto const size = static_cast<std::size_t>(chains.size());
    std::vector<std::size_t> order(size);
    std::iota(order.begin(), order.end(), 0U);
    auto const* values = chains.data();
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    MatrixXd result(chains.rows(), chains.cols());
    for (std::size_t i = 0; i < size;) {
        auto j = i;
        while (j < size && values[order[j]] == values[order[i]]) {
            ++j;
        }
        auto const rank = 0.5 * static_cast<double>(i + 1 + j);
        auto const normal = normal_quantile((rank - 0.375) / (static_cast<double>(size) + 0.25));
        for (; i < j; ++i) {
            result.data()[order[i]] = normal;
        }
    }
    return result;
}

double variance(VectorXd const& values)
{
    return (values.array() - values.mean()).square().sum() / static_cast<double>(values.size() - 1);
}

double rhat_of(MatrixXd const& chains)
{
    auto const draws = static_cast<double>(chains.rows());
    VectorXd const means = chains.colwise().mean();
    double within = 0.0;
    for (Index c = 0; c < chains.cols(); ++c) {
        within += variance(chains.col(c));
    }
    within /= static_cast<double>(chains.cols());
    return std::sqrt((variance(means) * draws / within + draws - 1.0) / draws);
}

/// Covariance of a chain with itself `lag` draws later, over all draws.
double autocovariance(VectorXd const& centred, Index lag)
{
    auto const rest = centred.size() - lag;
    return centred.head(rest).dot(centred.tail(rest)) / static_cast<double>(centred.size());
}

/// Effective size by Geyer's initial monotone sequence.
double ess_of(MatrixXd const& chains)
{
    auto const draws = chains.rows();
    auto const count = static_cast<double>(chains.cols());
    auto const length = static_cast<double>(draws);
    MatrixXd const centred = chains.rowwise() - chains.colwise().mean();
    auto const mean_covariance = [&](Index lag) {
        double sum = 0.0;
        for (Index c = 0; c < chains.cols(); ++c) {
            sum += autocovariance(centred.col(c), lag);
        }
        return sum / count;
    };
    auto const within = mean_covariance(0) * length / (length - 1.0);
    auto whole = within * (length - 1.0) / length;
    if (chains.cols() > 1) {
        whole += variance(chains.colwise().mean());
    }
    if (!(whole > 0.0)) {
        return std::nan("");
    }
    auto const correlation = [&](Index lag) {
        return 1.0 - (within - mean_covariance(lag)) / whole;
    };
    std::vector<double> kept{1.0, correlation(1)};
    Index lag = 1;
    auto even = 1.0, odd = kept[1];
    while (lag < draws - 4 && even + odd > 0.0) {
        even = correlation(lag + 1);
        odd = correlation(lag + 2);
        if (even + odd >= 0.0) {
            kept.push_back(even);
            kept.push_back(odd);
        }
        lag += 2;
    }
    auto const last = static_cast<Index>(kept.size()) - 1;
    auto const rest = even > 0.0 && even + odd < 0.0 ? even : 0.0;
    for (Index i = 3; i <= last; i += 2) {
        auto const a = static_cast<std::size_t>(i);
        if (kept[a - 1] + kept[a] > kept[a - 3] + kept[a - 2]) {
            kept[a - 1] = kept[a] = 0.5 * (kept[a - 3] + kept[a - 2]);
        }
    }
    auto const sum = std::accumulate(kept.begin(), kept.end(), 0.0);
    auto const total = count * length;
    auto const time = std::max(-1.0 + 2.0 * sum + rest, 1.0 / std::log10(total));
    return total / time;
}

double sorted_quantile(std::vector<double> const& sorted, double share)
{
    auto const at = share * static_cast<double>(sorted.size() - 1);
    auto const low = static_cast<std::size_t>(at);
    auto const high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (at - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

}  // namespace

double quantile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return sorted_quantile(values, share);
}

double plain_rhat(MatrixXd const& chains)
{
    return rhat_of(split(chains));
}

double rank_rhat(MatrixXd const& chains)
{
    auto const halves = split(chains);
    std::vector<double> const values(halves.data(), halves.data() + halves.size());
    MatrixXd const folded = (halves.array() - quantile(values, 0.5)).abs();
    return std::max(rhat_of(rank_normal(halves)), rhat_of(rank_normal(folded)));
}

double bulk_ess(MatrixXd const& chains)
{
    return ess_of(rank_normal(split(chains)));
}

double tail_ess(MatrixXd const& chains)
{
    return std::min(quantile_ess(chains, 0.05), quantile_ess(chains, 0.95));
}

double mean_ess(MatrixXd const& chains)
{
    return ess_of(split(chains));
}

double quantile_ess(MatrixXd const& chains, double share)
{
    std::vector<double> const values(chains.data(), chains.data() + chains.size());
    auto const mark = quantile(values, share);
    MatrixXd const below = (chains.array() <= mark).cast<double>();
    return ess_of(split(below));
}

double whole_rhat(MatrixXd const& chains)
{
    return rhat_of(chains);
}

double mean_error(MatrixXd const& chains)
{
    return std::sqrt(variance(chains.reshaped()) / mean_ess(chains));
}

double sd_error(MatrixXd const& chains)
{
    // The variance of the variance, by the fourth moment, taken over to its root.
    MatrixXd const squares = (chains.array() - chains.mean()).square();
    auto const middle = squares.mean();
    auto const of_variance =
        (squares.array().square().mean() - middle * middle) / mean_ess(squares);
    return std::sqrt(of_variance / middle / 4.0);
}

double quantile_error(MatrixXd const& chains, double share)
{
    // Half the distance between the order statistics one standard error to either side.
    constexpr double one_sd_below = 0.1586553, one_sd_above = 0.8413447;
    auto const ess = quantile_ess(chains, share);
    boost::math::beta_distribution<> const law{ess * share + 1.0, ess * (1.0 - share) + 1.0};
    std::vector<double> sorted(chains.data(), chains.data() + chains.size());
    std::sort(sorted.begin(), sorted.end());
    auto const size = static_cast<double>(sorted.size());
    auto const low = std::max(1.0, std::floor(boost::math::quantile(law, one_sd_below) * size));
    auto const high = std::min(size, std::ceil(boost::math::quantile(law, one_sd_above) * size));
    return 0.5 *
           (sorted[static_cast<std::size_t>(high) - 1] - sorted[static_cast<std::size_t>(low) - 1]);
}

}  // namespace smartstart
