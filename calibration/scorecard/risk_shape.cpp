#include "calibration/scorecard/risk_shape.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace smartstart {

double least_step_in(std::vector<double> const& odds)
{
    constexpr auto none = std::numeric_limits<double>::infinity();
    auto least = none;
    auto last = std::numeric_limits<double>::quiet_NaN();
    for (auto const one : odds) {
        if (std::isnan(one)) {
            continue;
        }
        least = std::min(least, one - last);  // stays where there was no last
        last = one;
    }
    return least == none ? std::numeric_limits<double>::quiet_NaN() : least;
}

double straightness_in(std::vector<double> const& odds)
{
    auto const n = static_cast<double>(odds.size());
    auto const mean_y = std::accumulate(odds.begin(), odds.end(), 0.0) / n;
    auto const mean_x = (n - 1.0) / 2.0;
    double xx = 0.0;
    double xy = 0.0;
    double yy = 0.0;
    for (std::size_t i = 0; i < odds.size(); ++i) {
        auto const x = static_cast<double>(i) - mean_x;
        auto const y = odds[i] - mean_y;
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    return xy * xy / (xx * yy);
}

}  // namespace smartstart
