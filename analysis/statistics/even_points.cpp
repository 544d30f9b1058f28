#include "analysis/statistics/even_points.hpp"

#include <cmath>
#include <cstdint>

#include <boost/random/sobol.hpp>

namespace smartstart {
namespace {

/// What one coordinate of one point, or of two, adds to the products of both discrepancies.
struct Factors {
    double centred{1.0};
    double mixture{1.0};
    void operator*=(Factors const& other)
    {
        centred *= other.centred;
        mixture *= other.mixture;
    }
};

Factors of_one(double x)
{
    double const off = std::abs(x - 0.5);
    return {1.0 + 0.5 * off - 0.5 * off * off, 5.0 / 3.0 - 0.25 * off - 0.25 * off * off};
}

Factors of_two(double x, double y)
{
    double const off = std::abs(x - 0.5) + std::abs(y - 0.5);
    double const apart = std::abs(x - y);
    return {1.0 + 0.5 * off - 0.5 * apart,
            15.0 / 8.0 - 0.25 * off - 0.75 * apart + 0.5 * apart * apart};
}

Factors of_pair(UnitPoint const& one, UnitPoint const& other)
{
    Factors product;
    for (std::size_t k = 0; k < one.size(); ++k) {
        product *= of_two(one[k], other[k]);
    }
    return product;
}

}  // namespace

std::vector<UnitPoint> even_points(std::size_t dimensions, std::size_t skipped, std::size_t count)
{
    constexpr double to_unit = 1.0 / 9007199254740992.0;
    // It begins after the origin.
    boost::random::sobol sequence{dimensions};
    if (skipped > 1) {
        sequence.discard((skipped - 1) * dimensions);
    }
    std::vector<UnitPoint> points;
    points.reserve(count);
    for (std::size_t i = skipped; i < skipped + count; ++i) {
        UnitPoint point(dimensions);
        if (i > 0) {
            for (double& x : point) {
                x = static_cast<double>(sequence() >> 11U) * to_unit;
            }
        }
        points.push_back(std::move(point));
    }
    return points;
}

Unevenness unevenness(std::span<UnitPoint const> points)
{
    auto const count = static_cast<double>(points.size());
    auto const dimensions = static_cast<double>(points.empty() ? 0 : points.front().size());
    Unevenness found{std::pow(13.0 / 12.0, dimensions), std::pow(19.0 / 12.0, dimensions)};
    for (std::size_t i = 0; i < points.size(); ++i) {
        Factors alone;
        for (double const x : points[i]) {
            alone *= of_one(x);
        }
        Factors pairs = of_pair(points[i], points[i]);
        for (std::size_t j = 0; j < i; ++j) {
            Factors const two = of_pair(points[i], points[j]);
            pairs.centred += 2.0 * two.centred;
            pairs.mixture += 2.0 * two.mixture;
        }
        found.centred += (pairs.centred / count - 2.0 * alone.centred) / count;
        found.mixture += (pairs.mixture / count - 2.0 * alone.mixture) / count;
    }
    return found;
}

}  // namespace smartstart
