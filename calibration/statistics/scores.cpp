#include "calibration/statistics/scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include <boost/math/distributions/binomial.hpp>

namespace smartstart {
namespace {

/// Least count k with P(X <= k) >= share.
int quantile_of(boost::math::binomial const& law, int most, double share)
{
    auto count = 0;
    while (count < most && boost::math::cdf(law, count) < share) {
        ++count;
    }
    return count;
}

/// Counts outside this are never met: many standard deviations from every rate, and counting.
std::pair<double, double> reach(Observation const& figure, std::vector<double> const& links)
{
    constexpr double far = 12.0;
    auto low = std::numeric_limits<double>::infinity(), high = 0.0;
    for (auto const link : links) {
        auto const mean = figure.figure == Figure::share ? figure.out_of / (1.0 + std::exp(-link))
                                                         : std::exp(link - figure.shift);
        auto const width = far * (std::sqrt(mean) + 2.0);
        low = std::min(low, std::floor(mean - width));
        high = std::max(high, std::ceil(mean + width));
    }
    return {std::max(0.0, low),
            figure.figure == Figure::share ? std::min(high, figure.out_of) : high};
}

}  // namespace

double ranked_score(std::vector<double> draws, double seen)
{
    std::ranges::sort(draws);
    auto const size = static_cast<double>(draws.size());
    double off = 0.0, apart = 0.0;
    for (std::size_t i = 0; i < draws.size(); ++i) {
        off += std::abs(draws[i] - seen);
        apart += draws[i] * (2.0 * static_cast<double>(i) + 1.0 - size);
    }
    // `apart` is the sum of distances over all pairs, each once.
    return off / size - (size > 1.0 ? apart / (size * (size - 1.0)) : 0.0);
}

double ranked_score_of_normal(double mean, double sd, double seen)
{
    auto const z = (seen - mean) / sd;
    auto const below = 0.5 * std::erfc(-z / std::numbers::sqrt2);
    auto const density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
    return sd * (z * (2.0 * below - 1.0) + 2.0 * density - std::numbers::inv_sqrtpi);
}

double interval_score(double low, double high, double chance, double seen)
{
    auto const missed = std::max({low - seen, seen - high, 0.0});
    return high - low + 2.0 / (1.0 - chance) * missed;
}

double weighted_interval_score(double median, std::vector<ScoredInterval> const& intervals,
                               double seen)
{
    auto sum = 0.5 * std::abs(seen - median);
    for (auto const& one : intervals) {
        sum += 0.5 * (1.0 - one.chance) * interval_score(one.low, one.high, one.chance, seen);
    }
    return sum / (static_cast<double>(intervals.size()) + 0.5);
}

double energy_score(Eigen::MatrixXd const& draws, Eigen::VectorXd const& seen)
{
    auto const size = static_cast<double>(draws.cols());
    auto const off = (draws.colwise() - seen).colwise().norm().sum();
    double apart = 0.0;
    for (Eigen::Index i = 0; i < draws.cols(); ++i) {
        apart += (draws.leftCols(i).colwise() - draws.col(i)).colwise().norm().sum();
    }
    // `apart` has each pair once.
    return off / size - (size > 1.0 ? apart / (size * (size - 1.0)) : 0.0);
}

CountForecast::CountForecast(Observation const& figure, std::vector<double> const& links)
{
    auto const [low, high] = reach(figure, links);
    first_ = low;
    auto const share = 1.0 / static_cast<double>(links.size());
    auto one = figure;
    one.log_law.clear();
    double sum = 0.0;
    for (auto count = low; count <= high; count += 1.0) {
        one.low = one.high = count;
        for (auto const link : links) {
            sum += share * std::exp(smartstart::log_chance(one, link - figure.shift, 1.0));
        }
        at_most_.push_back(sum);
    }
}

double CountForecast::below(double count) const
{
    auto const at = std::ceil(count) - first_ - 1.0;
    if (at < 0.0) {
        return 0.0;
    }
    auto const last = static_cast<double>(at_most_.size()) - 1.0;
    return at_most_[static_cast<std::size_t>(std::min(at, last))];
}

double CountForecast::log_chance(double count) const
{
    return std::log(std::max(0.0, at_most(count) - below(count)));
}

double CountForecast::quantile(double chance) const
{
    auto const found = std::ranges::lower_bound(at_most_, chance);
    return first_ +
           static_cast<double>(std::min<std::ptrdiff_t>(
               found - at_most_.begin(), static_cast<std::ptrdiff_t>(at_most_.size()) - 1));
}

double CountForecast::ranked_score(double seen) const
{
    // Outside what can be, the distribution function is 0 or 1.
    auto const last = first_ + static_cast<double>(at_most_.size()) - 1.0;
    auto sum = std::max({0.0, first_ - seen, seen - last});
    for (std::size_t i = 0; i < at_most_.size(); ++i) {
        auto const is_over = first_ + static_cast<double>(i) >= seen;
        sum += std::pow(at_most_[i] - (is_over ? 1.0 : 0.0), 2.0);
    }
    return sum;
}

double CountForecast::interval_score(double seen) const
{
    std::vector<ScoredInterval> intervals;
    for (auto const chance : {0.5, 0.8, 0.95}) {
        intervals.push_back({chance, quantile(0.5 - 0.5 * chance), quantile(0.5 + 0.5 * chance)});
    }
    return weighted_interval_score(quantile(0.5), intervals, seen);
}

CountRange acceptable(int intervals, double chance)
{
    boost::math::binomial const law{static_cast<double>(intervals), chance};
    return {quantile_of(law, intervals, 0.025), quantile_of(law, intervals, 0.975)};
}

}  // namespace smartstart
