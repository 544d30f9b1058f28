#include "calibration/statistics/cutoffs.hpp"

#include <cmath>
#include <numbers>

#include <boost/math/distributions/chi_squared.hpp>

#include "engine/random/random.hpp"

namespace smartstart {

double largest_of(int figures, double chance)
{
    return normal_quantile(0.5 + 0.5 * std::pow(chance, 1.0 / figures));
}

double distance_of(int figures, double chance)
{
    return std::sqrt(
        boost::math::quantile(boost::math::chi_squared{static_cast<double>(figures)}, chance));
}

double least_share_within(double deviations)
{
    return 1.0 - 4.0 / (9.0 * deviations * deviations);
}

double normal_share_within(double deviations)
{
    return std::erf(deviations / std::numbers::sqrt2);
}

}  // namespace smartstart
