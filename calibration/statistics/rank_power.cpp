#include "calibration/statistics/rank_power.hpp"

#include <cmath>
#include <numbers>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>

#include "engine/random/random.hpp"

namespace smartstart {
namespace {

double share_below(double z)
{
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

}  // namespace

std::vector<double> rank_chances(double width, int among)
{
    // A sum over where the truth lies, in steps so fine that it is the integral.
    constexpr int steps = 4'000;
    constexpr double reach = 10.0;
    std::vector<double> chances(static_cast<std::size_t>(among) + 1, 0.0);
    for (auto i = 0; i <= steps; ++i) {
        auto const truth = reach * (2.0 * i / steps - 1.0);
        auto const weight = 2.0 * reach / steps * std::exp(-0.5 * truth * truth) /
                            std::sqrt(2.0 * std::numbers::pi);
        auto const under = std::log(share_below(truth / width));
        auto const over = std::log(share_below(-truth / width));
        for (auto rank = 0; rank <= among; ++rank) {
            auto const ways = std::lgamma(among + 1.0) - std::lgamma(rank + 1.0) -
                              std::lgamma(among - rank + 1.0);
            chances[static_cast<std::size_t>(rank)] +=
                weight * std::exp(ways + rank * under + (among - rank) * over);
        }
    }
    return chances;
}

std::vector<double> binned(std::vector<double> const& chances, int bins)
{
    std::vector<double> sums(static_cast<std::size_t>(bins), 0.0);
    for (std::size_t i = 0; i < chances.size(); ++i) {
        sums[i * sums.size() / chances.size()] += chances[i];
    }
    return sums;
}

double noncentrality(std::vector<double> const& chances)
{
    auto const even = 1.0 / static_cast<double>(chances.size());
    double sum = 0.0;
    for (auto const chance : chances) {
        sum += (chance - even) * (chance - even) / even;
    }
    return sum;
}

double chance_seen(std::vector<double> const& chances, int truths)
{
    auto const freedom = static_cast<double>(chances.size()) - 1.0;
    auto const limit = boost::math::quantile(boost::math::chi_squared{freedom}, 0.95);
    auto const off = truths * noncentrality(chances);
    if (off < 1e-12) {
        return boost::math::cdf(boost::math::complement(boost::math::chi_squared{freedom}, limit));
    }
    return boost::math::cdf(
        boost::math::complement(boost::math::non_central_chi_squared{freedom, off}, limit));
}

double share_held(double width, double nominal)
{
    return 2.0 * share_below(width * normal_quantile(0.5 + 0.5 * nominal)) - 1.0;
}

}  // namespace smartstart
