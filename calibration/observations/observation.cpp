#include "calibration/observations/observation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "calibration/observations/log_chances.hpp"

namespace smartstart {
namespace {

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

}  // namespace smartstart
