#include <algorithm>
#include <cmath>

#include "calibration/observations/observation.hpp"

namespace smartstart {
namespace {

/// As many counts as there are people, where the figure is a share.
double most_of(Observation const& figure, double count)
{
    return figure.figure == Figure::share ? std::min(count, figure.out_of) : count;
}

}  // namespace

double NoiseLaw::chance(int count, int shown) const
{
    if (by_count.empty() || count < 0) {
        return 0.0;
    }
    auto const row = std::min(static_cast<std::size_t>(count), by_count.size() - 1);
    double sum = 0.0;
    for (auto const& step : by_count[row]) {
        sum += count + step.added == shown ? step.chance : 0.0;
    }
    return sum;
}

Observation Observation::share(double count, double out_of)
{
    return {.figure = Figure::share, .out_of = out_of, .low = count, .high = count};
}
Observation Observation::count(double count)
{
    return {.figure = Figure::count, .low = count, .high = count};
}
Observation Observation::mean(double value, double sd)
{
    return {.figure = Figure::mean, .low = value, .high = value, .sd = sd};
}

Observation Observation::rounded(int base) const
{
    auto result = *this;
    auto const least = std::ceil(low - 0.5 * base);
    auto const most = std::ceil(high + 0.5 * base) - 1.0;
    result.low = std::max(0.0, least);
    result.high = most_of(*this, most);
    return result;
}

Observation Observation::at_least(int minimum) const
{
    auto result = *this;
    result.low = std::max(low, static_cast<double>(minimum));
    result.high = std::max(result.low, high);
    return result;
}

Observation Observation::random_rounded(int base) const
{
    auto result = *this;
    auto const shown = low;
    result.low = std::max(0.0, shown - base + 1.0);
    result.high = most_of(*this, shown + base - 1.0);
    result.log_law.clear();
    for (auto count = result.low; count <= result.high; count += 1.0) {
        result.log_law.push_back(std::log1p(-std::abs(count - shown) / base));
    }
    return result;
}

Observation Observation::with_noise(NoiseLaw const& law) const
{
    auto result = *this;
    auto const shown = static_cast<int>(low);
    auto farthest = 0;
    for (auto const& steps : law.by_count) {
        for (auto const& step : steps) {
            farthest = std::max(farthest, std::abs(step.added));
        }
    }
    result.low = std::max(0, shown - farthest);
    result.high = std::max(result.low, most_of(*this, shown + farthest));
    result.log_law.clear();
    for (auto count = result.low; count <= result.high; count += 1.0) {
        result.log_law.push_back(std::log(law.chance(static_cast<int>(count), shown)));
    }
    return result;
}

Observation Observation::suppressed(int minimum, bool zeros_are_shown) const
{
    auto result = *this;
    result.low = zeros_are_shown ? 1.0 : 0.0;
    result.high = minimum - 1.0;
    return result;
}

Observation Observation::percent(double percentage, int decimals) const
{
    auto result = *this;
    auto const half = 0.5 * std::pow(10.0, -decimals);
    result.low = std::max(0.0, std::ceil((percentage - half) / 100.0 * out_of - 1e-9));
    result.high = std::min(out_of, std::ceil((percentage + half) / 100.0 * out_of - 1e-9) - 1.0);
    if (result.high < result.low) {
        result.low = result.high = std::round(percentage / 100.0 * out_of);
    }
    return result;
}

}  // namespace smartstart
