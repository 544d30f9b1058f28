// Chances of figures where the model's value is only known as normal.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "calibration/observations/log_chances.hpp"
#include "calibration/observations/observation.hpp"

namespace smartstart {
namespace {

/// In intervals with more counts than this, counts are not added up one by one.
constexpr double widest_sum = 60.0;

/// Log chance that a standard normal number is over this, also where that is next to nothing.
double log_over(double z)
{
    constexpr double far = 20.0;  // from here on the first two terms of its series are enough
    return z < far ? std::log(0.5 * std::erfc(z / std::numbers::sqrt2))
                   : log_normal(z, 1.0) - std::log(z + 1.0 / z);
}

/// This count on the link scale of the figure.
OnLink link_at(Observation const& observation, double count)
{
    return observation.figure == Figure::share ? link_of_share(count, observation.out_of)
                                               : link_of_count(count);
}

/// Where a log density is highest, and the standard deviation of a normal with its bend there.
struct Peak {
    double link{}, width{};
};

/// By Newton's method from where the peak is if the likelihood is normal.
template <class LogDensity>
Peak peak_of(LogDensity const& log_density, Observation const& observation, OnLink const& foreseen,
             double dispersion)
{
    constexpr int most_steps = 20;
    auto const own = dispersion * link_variance_of(observation);
    auto const precision = 1.0 / foreseen.variance + 1.0 / own;
    Peak peak{(foreseen.value / foreseen.variance + link_of(observation) / own) / precision,
              1.0 / std::sqrt(precision)};
    for (int i = 0; i < most_steps; ++i) {
        auto const aside = 0.1 * peak.width;
        auto const here = log_density(peak.link);
        auto const left = log_density(peak.link - aside);
        auto const right = log_density(peak.link + aside);
        // The likelihood can only add to the bend of the normal.
        auto const bend =
            std::max((2.0 * here - left - right) / (aside * aside), 1.0 / foreseen.variance);
        peak.width = 1.0 / std::sqrt(bend);
        auto off = (right - left) / (2.0 * aside) / bend;
        if (!std::isfinite(off)) {
            break;
        }
        // A step that goes past the peak and down again is too long.
        while (std::abs(off) > 0.3 * peak.width && !(log_density(peak.link + off) > here)) {
            off *= 0.5;
        }
        peak.link += off;
        if (!(std::abs(off) > 0.3 * peak.width)) {
            break;
        }
    }
    return peak;
}

/// Log chance of an interval whose counts are taken as normal on the link scale: of what lies over
/// its low end, less what lies over its high end.
double log_chance_between(Observation const& observation, double link_mean, double spread,
                          double dispersion)
{
    auto const beyond = [&](double end) {
        auto const at = link_at(observation, end - 0.5);
        return (at.value - link_mean) / std::sqrt(spread + dispersion * at.variance);
    };
    constexpr double nowhere = std::numeric_limits<double>::infinity();
    auto const is_share = observation.figure == Figure::share;
    auto low = observation.low > 0.0 ? beyond(observation.low - 0.5) : -nowhere;
    auto high = is_share && observation.high >= observation.out_of ? nowhere
                                                                   : beyond(observation.high + 0.5);
    if (high < 0.0) {
        // Seen from the other side, so that small chances are not the difference of large ones.
        low = -std::exchange(high, -low);
    }
    auto const over_low = log_over(low);
    constexpr double least = 1e-15;  // the ends are never at one place
    return over_low + std::log1p(-std::exp(std::min(-least, log_over(high) - over_low)));
}

/// Log density of many counts under a law, such as wide random rounding: an even spread's variance
/// is added.
double log_normal_of_many(Observation const& observation, double link_mean, double spread,
                          double dispersion)
{
    auto const own = link_variance_of(observation);
    auto const on_link = (observation.high - observation.low) * own;
    return log_normal(link_of(observation) - link_mean,
                      spread + dispersion * own + on_link * on_link / 12.0);
}

/// The log of the integral over a link that is known as normal. Where an interval is likely over a
/// wide range of links the product has its peak near the mean, and not at the interval's middle; so
/// the peak is looked for, and even steps go out from it on both sides until nothing is left.
double log_integral(Observation const& observation, double link_mean, double spread,
                    double dispersion)
{
    constexpr double left = 12.0;  // e to the minus this is nothing
    constexpr int most_steps = 400;
    auto const at = [&](double link) {
        return log_normal(link - link_mean, spread) + log_chance(observation, link, dispersion);
    };
    auto const narrowest = dispersion * std::min(link_at(observation, observation.low).variance,
                                                 link_at(observation, observation.high).variance);
    auto const peak = peak_of(at, observation, {link_mean, spread}, dispersion);
    auto const step = observation.high > observation.low
                          ? std::min(peak.width, std::sqrt(narrowest))
                          : peak.width;
    auto const start = at(peak.link);
    if (!std::isfinite(start)) {
        return start;
    }
    auto sum = start, most = start;
    for (auto const side : {-step, step}) {
        auto before = start;
        for (int i = 1; i < most_steps; ++i) {
            auto const here = at(peak.link + i * side);
            sum = log_sum(sum, here);
            most = std::max(most, here);
            if (!(here >= before) && !(here >= most - left)) {
                break;
            }
            before = here;
        }
    }
    return sum + std::log(step);
}

double log_chance_of_many(Observation const& observation, double link_mean, double spread,
                          double dispersion)
{
    if (!observation.log_law.empty()) {
        return log_normal_of_many(observation, link_mean, spread, dispersion);
    }
    if (observation.low == 0.0 || observation.low > widest_sum) {
        return log_chance_between(observation, link_mean, spread, dispersion);
    }
    // Small counts are far from normal.
    auto small = observation, large = observation;
    small.high = observation.low + widest_sum;
    large.low = small.high + 1.0;
    return log_sum(log_integral(small, link_mean, spread, dispersion),
                   log_chance_between(large, link_mean, spread, dispersion));
}

}  // namespace

double log_chance(Observation const& observation, double link_mean, double link_variance,
                  double dispersion)
{
    if (observation.shift != 0.0) {
        auto own = observation;
        own.shift = 0.0;
        return log_chance(own, link_mean - observation.shift, link_variance, dispersion);
    }
    auto const spread = link_variance + observation.discrepancy_sd * observation.discrepancy_sd;
    if (observation.figure == Figure::mean) {
        return log_normal(observation.low - link_mean,
                          spread + dispersion * link_variance_of(observation));
    }
    if (observation.high - observation.low > widest_sum) {
        return log_chance_of_many(observation, link_mean, spread, dispersion);
    }
    return log_integral(observation, link_mean, spread, dispersion);
}

}  // namespace smartstart
