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

struct Moments {
    double mean{unknown};
    double squares{};  ///< sum of squared distances from the mean
    double variance{unknown};
};

Moments moments(std::vector<double> const& numbers)
{
    Moments found;
    if (numbers.empty()) {
        return found;
    }
    auto const count = static_cast<double>(numbers.size());
    double sum = 0.0;
    for (double const number : numbers) {
        sum += number;
    }
    found.mean = sum / count;
    for (double const number : numbers) {
        found.squares += (number - found.mean) * (number - found.mean);
    }
    found.variance = numbers.size() < 2 ? unknown : found.squares / (count - 1.0);
    return found;
}

std::span<double const> of_draw(std::span<double const> replicates, std::size_t draw,
                                std::size_t draws)
{
    auto const from = replicates.size() * draw / draws;
    return replicates.subspan(from, replicates.size() * (draw + 1) / draws - from);
}

/// The variance that luck leaves in the mean of a draw; 0 where no draw has two replicates.
double luck_in_means(std::span<double const> replicates, std::size_t draws)
{
    double squares = 0.0;
    double freedom = 0.0;
    double share = 0.0;  // sum over draws of 1 / replicates
    double counted = 0.0;
    for (std::size_t draw = 0; draw < draws; ++draw) {
        auto const numbers = numbers_among(of_draw(replicates, draw, draws));
        if (!numbers.empty()) {
            auto const count = static_cast<double>(numbers.size());
            squares += moments(numbers).squares;
            freedom += count - 1.0;
            share += 1.0 / count;
            ++counted;
        }
    }
    return freedom > 0.0 ? squares / freedom * share / counted : 0.0;
}

/// From the means of at least two draws, their variance, and what of it is luck.
void give_interval_over_draws(Estimate& result, std::vector<double> const& means, double between,
                              double luck)
{
    constexpr std::size_t enough_for_quantiles = 40;
    auto const own = std::max(0.0, between - luck);
    result.deviation = std::sqrt(own);
    // Of the number itself, and of its mean: the latter is left where the draws do not differ.
    auto const wanted = own + between / static_cast<double>(means.size());
    if (means.size() < enough_for_quantiles) {
        auto const half = t_for(result.count) * std::sqrt(wanted);
        result.low = result.mean - half;
        result.high = result.mean + half;
        return;
    }
    auto const closer = between > 0.0 ? std::min(1.0, std::sqrt(wanted / between)) : 0.0;
    auto const found = band(means);
    result.low = result.mean + closer * (found.front() - result.mean);
    result.high = result.mean + closer * (found.back() - result.mean);
}

}  // namespace

double half_width(double deviation, std::int64_t count)
{
    if (count < 2) {
        return unknown;
    }
    return t_for(count) * deviation / std::sqrt(static_cast<double>(count));
}

std::vector<double> by_draw(std::span<double const> replicates, std::size_t draws)
{
    if (draws == 0) {
        return {replicates.begin(), replicates.end()};
    }
    std::vector<double> means;
    for (std::size_t draw = 0; draw < draws; ++draw) {
        means.push_back(moments(numbers_among(of_draw(replicates, draw, draws))).mean);
    }
    return means;
}

Estimate estimate(std::span<double const> replicates, std::size_t draws)
{
    std::vector<double> const numbers =
        draws == 0 ? numbers_among(replicates) : numbers_among(by_draw(replicates, draws));
    auto const found = moments(numbers);
    Estimate result{found.mean, unknown, unknown, unknown, static_cast<int>(numbers.size()),
                    draws > 0};
    if (numbers.size() < 2) {
        return result;
    }
    if (draws > 0) {
        give_interval_over_draws(result, numbers, found.variance, luck_in_means(replicates, draws));
        return result;
    }
    result.deviation = std::sqrt(found.variance);
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
