#include "calibration/observations/observation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace smartstart {
namespace {

/// Nodes and weights of Gauss-Hermite with 7 points; Abramowitz and Stegun
/// 25.10.
constexpr std::array<std::pair<double, double>, 4> half_hermite{
    {{0.0, 0.8102646175568073},
     {0.8162878828589647, 0.4256072526101278},
     {1.673551628767471, 0.05451558281912703},
     {2.651961356835233, 0.0009717812450995191}}};

/// Intervals with more counts than this are taken as normal.
constexpr double widest_sum = 60.0;

double log_choose(double n, double k)
{
    return std::lgamma(n + 1.0) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1.0);
}
double log_beta(double a, double b)
{
    return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
}

/// Log chance of exactly this count.
double log_one(Observation const& observation, double count, double link, double dispersion)
{
    if (observation.figure == Figure::share) {
        auto const n = observation.out_of;
        if (dispersion <= 1.0 + 1e-9 || n <= 1.0) {
            // k log p + (n - k) log (1 - p), without losing small shares.
            auto const log_odds_sum =
                link > 0.0 ? link + std::log1p(std::exp(-link)) : std::log1p(std::exp(link));
            return log_choose(n, count) + count * link - n * log_odds_sum;
        }
        // Beta-binomial: dispersion = 1 + (n - 1) rho.
        auto const rho = std::min((dispersion - 1.0) / (n - 1.0), 0.999);
        auto const size = 1.0 / rho - 1.0;
        auto const p = 1.0 / (1.0 + std::exp(-link));
        auto const a = std::max(p * size, 1e-10);
        auto const b = std::max((1.0 - p) * size, 1e-10);
        return log_choose(n, count) + log_beta(count + a, n - count + b) - log_beta(a, b);
    }
    auto const mean = std::exp(link);
    if (dispersion <= 1.0 + 1e-9) {
        return count * link - mean - std::lgamma(count + 1.0);
    }
    // Negative binomial with variance = dispersion x mean.
    auto const size = mean / (dispersion - 1.0);
    return std::lgamma(count + size) - std::lgamma(size) - std::lgamma(count + 1.0) +
           size * std::log(size / (size + mean)) + count * std::log(mean / (size + mean));
}

double log_sum(double one, double other)
{
    auto const most = std::max(one, other);
    return std::isinf(most) ? most : most + std::log(std::exp(one - most) + std::exp(other - most));
}

double log_normal(double x, double variance)
{
    return -0.5 * (x * x / variance + std::log(2.0 * std::numbers::pi * variance));
}

/// The count that lies in the middle of those that it can be, weighed by their law.
double middle_of(Observation const& observation)
{
    double sum = 0.0, weight = 0.0;
    for (std::size_t i = 0; i < observation.log_law.size(); ++i) {
        auto const chance = std::exp(observation.log_law[i]);
        sum += chance * (observation.low + static_cast<double>(i));
        weight += chance;
    }
    return weight > 0.0 ? sum / weight : 0.5 * (observation.low + observation.high);
}

}  // namespace

OnLink link_of_share(double count, double out_of)
{
    auto const yes = count + 0.5;
    auto const no = out_of - count + 0.5;
    return {std::log(yes / no), 1.0 / yes + 1.0 / no};
}

OnLink link_of_count(double count)
{
    return {std::log(count + 0.5), 1.0 / (count + 0.5)};
}

double link_of(Observation const& observation)
{
    auto const middle = middle_of(observation);
    switch (observation.figure) {
        case Figure::share:
            return link_of_share(middle, observation.out_of).value;
        case Figure::count:
            return link_of_count(middle).value + observation.shift;
        default:
            return middle;
    }
}

double link_variance_of(Observation const& observation)
{
    auto const middle = middle_of(observation);
    switch (observation.figure) {
        case Figure::share:
            return link_of_share(middle, observation.out_of).variance;
        case Figure::count:
            return link_of_count(middle).variance;
        default:
            return observation.sd * observation.sd;
    }
}

double log_chance(Observation const& observation, double link, double dispersion)
{
    if (observation.figure == Figure::mean) {
        return log_normal(observation.low - link,
                          std::max(1e-300, observation.sd * observation.sd * dispersion));
    }
    auto sum = -std::numeric_limits<double>::infinity();
    auto const has_law = !observation.log_law.empty();
    std::size_t at = 0;
    for (auto count = observation.low; count <= observation.high; count += 1.0, ++at) {
        auto const shown = has_law ? observation.log_law[at] : 0.0;
        if (std::isfinite(shown)) {
            sum = log_sum(sum, shown + log_one(observation, count, link, dispersion));
        }
    }
    return sum;
}

double log_chance(Observation const& observation, double link_mean, double link_variance,
                  double dispersion)
{
    if (observation.shift != 0.0) {
        auto own = observation;
        own.shift = 0.0;
        return log_chance(own, link_mean - observation.shift, link_variance, dispersion);
    }
    auto const spread = link_variance + observation.discrepancy_sd * observation.discrepancy_sd;
    auto const own = dispersion * link_variance_of(observation);
    if (observation.figure == Figure::mean) {
        return log_normal(observation.low - link_mean, spread + own);
    }
    auto const width_of_interval = observation.high - observation.low;
    if (width_of_interval > widest_sum) {
        // Many counts in a row: the interval adds its own variance, that of an even spread.
        auto const on_link = width_of_interval * link_variance_of(observation);
        return log_normal(link_of(observation) - link_mean,
                          spread + own + on_link * on_link / 12.0);
    }
    auto const precision = 1.0 / spread + 1.0 / own;
    auto const peak = (link_mean / spread + link_of(observation) / own) / precision;
    auto const width = std::sqrt(2.0 / precision);
    auto sum = -std::numeric_limits<double>::infinity();
    for (auto const& [node, weight] : half_hermite) {
        for (auto const sign : {-1.0, 1.0}) {
            if (node == 0.0 && sign > 0.0) {
                continue;
            }
            auto const link = peak + sign * width * node;
            sum =
                log_sum(sum, std::log(weight) + node * node + log_normal(link - link_mean, spread) +
                                 log_chance(observation, link, dispersion));
        }
    }
    return sum + std::log(width);
}

}  // namespace smartstart
