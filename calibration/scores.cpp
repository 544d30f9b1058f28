#include "calibration/scores.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

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

CountRange acceptable(int intervals, double chance)
{
    boost::math::binomial const law{static_cast<double>(intervals), chance};
    return {quantile_of(law, intervals, 0.025), quantile_of(law, intervals, 0.975)};
}

}  // namespace smartstart
