#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"

namespace smartstart {

/// A text in both languages of the program: `{nl: Vandaag, en: Today}`.
struct Text {
    std::string nl;
    std::string en;
    friend bool operator==(Text const&, Text const&) = default;
};

/// Whole calendar years, first and last included: `2025-2065`.
struct Years {
    int first{};
    int last{};
    friend constexpr bool operator==(Years, Years) = default;
};

/// A value that changes over years or ages: known at whole-number marks, straight between the
/// marks, constant before the first and after the last. T names what the values are (Share, Rate,
/// Euro or double); they are held as doubles: a share from 0 to 1, events per year, euros, a
/// number.
template <class T>
class Path {
public:
    using Point = std::pair<int, double>;  ///< mark, value

    Path() = default;
    /// Throws BrokenPromise when a mark stands twice.
    explicit Path(std::vector<Point> points) : points_{std::move(points)}
    {
        std::sort(points_.begin(), points_.end());
        auto const same = [](Point const& a, Point const& b) { return a.first == b.first; };
        if (std::adjacent_find(points_.begin(), points_.end(), same) != points_.end()) {
            throw BrokenPromise{"a path has two values at one mark."};
        }
    }
    /// The same value at every mark; it stands at mark 0.
    static Path always(double value) { return Path{{{0, value}}}; }

    /// 0 where the path is empty, which only the stand-in for a refused value is.
    double at(double x) const
    {
        auto const after = std::find_if(points_.begin(), points_.end(),
                                        [x](Point const& p) { return p.first > x; });
        if (after == points_.begin()) {
            return points_.empty() ? 0.0 : after->second;
        }
        auto const& [from, low] = *std::prev(after);
        if (after == points_.end()) {
            return low;
        }
        return low + (after->second - low) * (x - from) / (after->first - from);
    }

    bool empty() const { return points_.empty(); }
    /// In order of their marks.
    std::vector<Point> const& points() const { return points_; }
    bool constant() const
    {
        return std::all_of(points_.begin(), points_.end(),
                           [&](Point const& p) { return p.second == points_.front().second; });
    }
    friend bool operator==(Path const&, Path const&) = default;

private:
    std::vector<Point> points_;
};

}  // namespace smartstart
