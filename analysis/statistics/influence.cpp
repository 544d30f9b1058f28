#include "analysis/statistics/influence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace smartstart {
namespace {

/// The value below which a share of sorted numbers lies (type 7 of Hyndman and Fan 1996).
double quantile_of(std::vector<double> const& sorted, double share)
{
    double const at = share * static_cast<double>(sorted.size() - 1);
    auto const below = static_cast<std::size_t>(at);
    auto const above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// The largest distance between two distribution functions of sorted numbers.
double distance_between(std::vector<double> const& some, std::vector<double> const& all)
{
    double largest = 0.0;
    std::size_t of_some = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        while (of_some < some.size() && some[of_some] <= all[i]) {
            ++of_some;
        }
        if (i + 1 < all.size() && all[i + 1] == all[i]) {
            continue;
        }
        double const apart = static_cast<double>(of_some) / static_cast<double>(some.size()) -
                             static_cast<double>(i + 1) / static_cast<double>(all.size());
        largest = std::max(largest, std::abs(apart));
    }
    return largest;
}

}  // namespace

Shift distribution_shift(std::span<double const> parameter, std::span<double const> values,
                         std::size_t slices)
{
    std::vector<double> places{parameter.begin(), parameter.end()};
    std::vector<double> all{values.begin(), values.end()};
    std::sort(places.begin(), places.end());
    std::sort(all.begin(), all.end());
    std::vector<double> distances;
    for (std::size_t slice = 0; slice < slices; ++slice) {
        double const count = static_cast<double>(slices);
        double const from = quantile_of(places, static_cast<double>(slice) / count);
        double const to = quantile_of(places, static_cast<double>(slice + 1) / count);
        std::vector<double> some;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (parameter[i] >= from && parameter[i] < to) {
                some.push_back(values[i]);
            }
        }
        if (!some.empty()) {
            std::sort(some.begin(), some.end());
            distances.push_back(distance_between(some, all));
        }
    }
    if (distances.empty()) {
        constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
        return {unknown, unknown, unknown, unknown};
    }
    std::sort(distances.begin(), distances.end());
    double const sum = std::accumulate(distances.begin(), distances.end(), 0.0);
    return {distances.front(), quantile_of(distances, 0.5),
            sum / static_cast<double>(distances.size()), distances.back()};
}

std::vector<UnitPoint> slope_points(std::size_t parameters, std::size_t samples, double step)
{
    std::vector<UnitPoint> points;
    for (UnitPoint const& point : even_points(parameters, samples, samples)) {
        points.push_back(point);
        for (std::size_t p = 0; p < parameters; ++p) {
            points.push_back(point);
            points.back()[p] += point[p] < 0.5 ? step : -step;
        }
    }
    return points;
}

std::vector<Steepness> steepness(std::span<UnitPoint const> points, std::span<double const> values)
{
    std::size_t const parameters = points.empty() ? 0 : points.front().size();
    std::size_t const stride = parameters + 1;
    std::size_t const paths = points.size() / stride;
    auto const samples = static_cast<double>(paths);
    std::vector<Steepness> found(parameters);
    double sum = 0.0, squares = 0.0;
    for (std::size_t at = 0; at < points.size(); at += stride) {
        sum += values[at];
        for (std::size_t p = 0; p < parameters; ++p) {
            double const moved = points[at + 1 + p][p] - points[at][p];
            double const slope = (values[at + 1 + p] - values[at]) / moved;
            found[p].mean_square += slope * slope / samples;
        }
    }
    for (std::size_t at = 0; at < points.size(); at += stride) {
        squares += std::pow(values[at] - sum / samples, 2.0);
    }
    constexpr double poincare = std::numbers::pi * std::numbers::pi;
    for (Steepness& one : found) {
        one.most_total = squares > 0.0 ? one.mean_square / (poincare * squares / samples)
                                       : std::numeric_limits<double>::quiet_NaN();
    }
    return found;
}

}  // namespace smartstart
