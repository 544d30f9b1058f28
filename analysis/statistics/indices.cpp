#include "analysis/statistics/indices.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "engine/base/mix.hpp"

namespace smartstart {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t bootstraps = 400;

/// From 0 to 1, by name: the same on every machine and in every order.
double uniform(std::uint64_t key, std::uint64_t a, std::uint64_t b)
{
    constexpr double to_unit = 1.0 / 9007199254740992.0;
    return static_cast<double>(mix(mix(key, a), b) >> 11U) * to_unit;
}

std::size_t pick(std::uint64_t key, std::uint64_t a, std::uint64_t b, std::size_t count)
{
    return static_cast<std::size_t>(uniform(key, a, b) * static_cast<double>(count));
}

using Rows = std::vector<std::size_t>;

/// A number computed from some samples, and between which numbers it lies when other samples of the
/// same size had been drawn.
Ranged with_range(std::size_t samples, std::uint64_t key,
                  std::function<double(Rows const&)> const& compute)
{
    Rows rows(samples);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    Ranged result{compute(rows), unknown, unknown};
    if (samples < 2 || std::isnan(result.value)) {
        return result;
    }
    std::vector<double> found;
    for (std::size_t round = 0; round < bootstraps; ++round) {
        for (std::size_t i = 0; i < samples; ++i) {
            rows[i] = pick(key, round, i, samples);
        }
        double const value = compute(rows);
        if (!std::isnan(value)) {
            found.push_back(value);
        }
    }
    if (found.empty()) {
        return result;
    }
    std::sort(found.begin(), found.end());
    constexpr double tail = 0.05;
    auto const cut = static_cast<std::size_t>(tail * static_cast<double>(found.size()));
    result.low = found[cut];
    result.high = found[found.size() - 1 - cut];
    return result;
}

/// The values of a Sobol design by where they were asked for.
struct SobolValues {
    std::span<double const> first;
    std::span<double const> second;
    std::span<double const> mixed;  ///< the first set with one parameter from the second
};

/// Over both independent sets together, of the samples in `rows`.
struct Moments {
    double mean{};
    double variance{};
};

Moments moments(SobolValues const& values, Rows const& rows)
{
    double sum = 0.0;
    for (std::size_t const row : rows) {
        sum += values.first[row] + values.second[row];
    }
    double const count = 2.0 * static_cast<double>(rows.size());
    Moments found{sum / count, 0.0};
    for (std::size_t const row : rows) {
        found.variance += std::pow(values.first[row] - found.mean, 2.0) +
                          std::pow(values.second[row] - found.mean, 2.0);
    }
    found.variance /= count;
    return found;
}

double first_order(SobolValues const& values, Rows const& rows)
{
    Moments const all = moments(values, rows);
    double sum = 0.0;
    for (std::size_t const row : rows) {
        // The mean is taken out so that a large one does not drown the differences.
        sum += (values.second[row] - all.mean) * (values.mixed[row] - values.first[row]);
    }
    return all.variance > 0.0 ? sum / static_cast<double>(rows.size()) / all.variance : unknown;
}

double total_order(SobolValues const& values, Rows const& rows)
{
    Moments const all = moments(values, rows);
    double sum = 0.0;
    for (std::size_t const row : rows) {
        sum += std::pow(values.first[row] - values.mixed[row], 2.0);
    }
    return all.variance > 0.0 ? sum / 2.0 / static_cast<double>(rows.size()) / all.variance
                              : unknown;
}

double first_by_rest(SobolValues const& values, Rows const& rows)
{
    Moments const all = moments(values, rows);
    double sum = 0.0;
    for (std::size_t const row : rows) {
        sum += std::pow(values.second[row] - values.mixed[row], 2.0);
    }
    return all.variance > 0.0 ? 1.0 - sum / 2.0 / static_cast<double>(rows.size()) / all.variance
                              : unknown;
}

double mean_of(std::span<double const> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation_of(std::span<double const> values)
{
    double const mean = mean_of(values);
    double sum = 0.0;
    for (double const value : values) {
        sum += (value - mean) * (value - mean);
    }
    return values.size() < 2 ? unknown : std::sqrt(sum / static_cast<double>(values.size() - 1));
}

}  // namespace

std::vector<UnitPoint> sobol_points(std::size_t parameters, std::size_t samples)
{
    auto const pairs = even_points(2 * parameters, samples, samples);
    auto const half = static_cast<std::ptrdiff_t>(parameters);
    std::vector<UnitPoint> points;
    for (UnitPoint const& pair : pairs) {
        points.emplace_back(pair.begin(), pair.begin() + half);
    }
    for (UnitPoint const& pair : pairs) {
        points.emplace_back(pair.begin() + half, pair.end());
    }
    for (std::size_t p = 0; p < parameters; ++p) {
        for (std::size_t i = 0; i < samples; ++i) {
            points.push_back(points[i]);
            points.back()[p] = points[samples + i][p];
        }
    }
    return points;
}

std::vector<SobolIndex> sobol_indices(std::span<double const> values, std::size_t parameters,
                                      std::uint64_t key)
{
    std::size_t const samples = values.size() / (parameters + 2);
    Rows every(samples);
    std::iota(every.begin(), every.end(), std::size_t{0});
    std::vector<SobolIndex> indices;
    for (std::size_t p = 0; p < parameters; ++p) {
        SobolValues const own{values.subspan(0, samples), values.subspan(samples, samples),
                              values.subspan((2 + p) * samples, samples)};
        indices.push_back(
            {with_range(samples, key, [&](Rows const& rows) { return first_order(own, rows); }),
             with_range(samples, key, [&](Rows const& rows) { return total_order(own, rows); }),
             first_by_rest(own, every)});
    }
    return indices;
}

std::vector<UnitPoint> morris_points(std::size_t parameters, std::size_t paths, std::uint64_t key)
{
    constexpr double move = 2.0 / 3.0;
    std::vector<UnitPoint> points;
    for (std::size_t path = 0; path < paths; ++path) {
        UnitPoint point(parameters);
        std::vector<std::size_t> order(parameters);
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t p = 0; p < parameters; ++p) {
            point[p] = static_cast<double>(pick(key, path, p, 4)) / 3.0;
        }
        for (std::size_t p = parameters; p > 1; --p) {
            std::swap(order[p - 1], order[pick(mix(key, 1), path, p, p)]);
        }
        points.push_back(point);
        for (std::size_t const p : order) {
            point[p] += point[p] < 0.5 ? move : -move;
            points.push_back(point);
        }
    }
    return points;
}

std::vector<MorrisEffect> morris_effects(std::span<UnitPoint const> points,
                                         std::span<double const> values, std::uint64_t key)
{
    std::size_t const parameters = points.front().size();
    std::vector<std::vector<double>> effects(parameters);
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (i % (parameters + 1) == 0) {
            continue;  // a new path begins
        }
        for (std::size_t p = 0; p < parameters; ++p) {
            double const moved = points[i][p] - points[i - 1][p];
            if (moved != 0.0) {
                effects[p].push_back((values[i] - values[i - 1]) / moved);
            }
        }
    }
    std::vector<MorrisEffect> found;
    for (std::vector<double> const& own : effects) {
        auto const strength = [&](Rows const& rows) {
            double sum = 0.0;
            for (std::size_t const row : rows) {
                sum += std::abs(own[row]);
            }
            return sum / static_cast<double>(rows.size());
        };
        found.push_back({mean_of(own), with_range(own.size(), key, strength), deviation_of(own)});
    }
    return found;
}

double worth_of_knowing(std::span<double const> parameter, std::span<double const> gain,
                        std::size_t bins)
{
    Rows order(parameter.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t two) {
        return parameter[one] < parameter[two];
    });
    double well_chosen = 0.0;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        double sum = 0.0;
        for (std::size_t i = bin * order.size() / bins; i < (bin + 1) * order.size() / bins; ++i) {
            sum += gain[order[i]];
        }
        well_chosen += std::max(0.0, sum);
    }
    double const count = static_cast<double>(order.size());
    return std::max(0.0, well_chosen / count - std::max(0.0, mean_of(gain)));
}

}  // namespace smartstart
