#include "analysis/statistics/interval.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <boost/math/distributions/students_t.hpp>

namespace smartstart {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// 95 % quantile of the normal distribution.
constexpr double normal_quantile = 1.6448536269514722;

std::vector<double> numbers_among(std::span<double const> values)
{
    std::vector<double> numbers;
    numbers.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(numbers),
                 [](double value) { return !std::isnan(value); });
    return numbers;
}

double t_quantile(std::int64_t count)
{
    boost::math::students_t_distribution<double> const t{static_cast<double>(count - 1)};
    return boost::math::quantile(t, 0.95);
}

/// Few numbers of replicates come by again and again, for every cell of a comparison.
double t_for(std::int64_t count)
{
    constexpr std::size_t kept = 256;
    static std::array<double, kept> const table = [] {
        std::array<double, kept> quantiles{};
        for (std::size_t i = 2; i < kept; ++i) {
            quantiles.at(i) = t_quantile(static_cast<std::int64_t>(i));
        }
        return quantiles;
    }();
    auto const position = static_cast<std::size_t>(count);
    return position < kept ? table.at(position) : t_quantile(count);
}

}  // namespace

double half_width(double deviation, std::int64_t count)
{
    if (count < 2) {
        return unknown;
    }
    return t_for(count) * deviation / std::sqrt(static_cast<double>(count));
}

Estimate estimate(std::span<double const> replicates)
{
    std::vector<double> const numbers = numbers_among(replicates);
    Estimate result{unknown, unknown, unknown, unknown, static_cast<int>(numbers.size())};
    if (numbers.empty()) {
        return result;
    }
    auto const count = static_cast<double>(numbers.size());
    double sum = 0.0;
    for (double const number : numbers) {
        sum += number;
    }
    result.mean = sum / count;
    if (numbers.size() < 2) {
        return result;
    }
    double squares = 0.0;
    for (double const number : numbers) {
        squares += (number - result.mean) * (number - result.mean);
    }
    result.deviation = std::sqrt(squares / (count - 1.0));
    double const half = half_width(result.deviation, result.count);
    result.low = result.mean - half;
    result.high = result.mean + half;
    return result;
}

Estimate share_estimate(double share, int count)
{
    if (count == 0) {
        return {unknown, unknown, unknown, unknown, 0};
    }
    double const n = count;
    double const squared = normal_quantile * normal_quantile;
    double const middle = (share + squared / (2.0 * n)) / (1.0 + squared / n);
    double const half = normal_quantile / (1.0 + squared / n) *
                        std::sqrt(share * (1.0 - share) / n + squared / (4.0 * n * n));
    return {share, std::max(0.0, middle - half), std::min(1.0, middle + half),
            std::sqrt(share * (1.0 - share)), count};
}

std::optional<std::int64_t> replicates_for(double deviation, double wanted)
{
    if (!std::isfinite(deviation) || !(wanted > 0.0)) {
        return std::nullopt;
    }
    // With the normal quantile first: it asks for one to three fewer than Student's t.
    double const first = std::pow(normal_quantile * deviation / wanted, 2.0);
    constexpr double out_of_reach = 1e9;
    if (first > out_of_reach) {
        return std::nullopt;
    }
    auto count = std::max<std::int64_t>(2, std::llround(std::floor(first)));
    while (half_width(deviation, count) > wanted) {
        ++count;
    }
    return count;
}

Band band(std::span<double const> replicates)
{
    Band result;
    result.fill(unknown);
    std::vector<double> numbers = numbers_among(replicates);
    if (numbers.empty()) {
        return result;
    }
    std::sort(numbers.begin(), numbers.end());
    constexpr std::array shares{0.05, 0.25, 0.5, 0.75, 0.95};
    for (std::size_t i = 0; i < shares.size(); ++i) {
        double const at = shares.at(i) * static_cast<double>(numbers.size() - 1);
        auto const below = static_cast<std::size_t>(at);
        std::size_t const above = std::min(below + 1, numbers.size() - 1);
        double const part = at - static_cast<double>(below);
        result.at(i) = numbers[below] + part * (numbers[above] - numbers[below]);
    }
    return result;
}

}  // namespace smartstart
