#include "calibration/statistics/prior.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

#include "engine/base/error.hpp"
#include "engine/random/random.hpp"

namespace smartstart {
namespace {

double logit(double share)
{
    return std::log(share / (1.0 - share));
}
double share_of(double logit)
{
    return 1.0 / (1.0 + std::exp(-logit));
}

/// Do these two numbers make a distribution of this kind?
bool make_sense(PriorKind kind, double a, double b)
{
    switch (kind) {
        case PriorKind::beta:
            return a > 0.0 && b > 0.0;
        case PriorKind::lognormal:
            return 0.0 < a && a < b;
        case PriorKind::logit:
            return 0.0 < a && a < b && b < 1.0;
        default:
            return a < b;
    }
}

}  // namespace

Prior::Prior(PriorKind kind, double a, double b) : kind_{kind}, a_{a}, b_{b}
{
    if (!make_sense(kind, a, b)) {
        throw BrokenPromise{"a prior got numbers that make no distribution."};
    }
    if (kind == PriorKind::uniform) {
        mean_ = 0.5 * (a + b);
        sd_ = (b - a) / std::sqrt(12.0);
        return;
    }
    if (kind == PriorKind::beta) {
        mean_ = boost::math::digamma(a) - boost::math::digamma(b);
        sd_ = std::sqrt(boost::math::trigamma(a) + boost::math::trigamma(b));
        return;
    }
    auto const low = coordinate(a);
    auto const high = coordinate(b);
    mean_ = 0.5 * (low + high);
    sd_ = (high - low) / (2.0 * normal_quantile(0.95));
}

double Prior::coordinate(double value) const
{
    switch (kind_) {
        case PriorKind::lognormal:
            return std::log(value);
        case PriorKind::logit:
        case PriorKind::beta:
            return logit(value);
        default:
            return value;
    }
}

double Prior::value(double coordinate) const
{
    switch (kind_) {
        case PriorKind::lognormal:
            return std::exp(coordinate);
        case PriorKind::logit:
        case PriorKind::beta:
            return share_of(coordinate);
        default:
            return coordinate;
    }
}

double Prior::quantile(double p) const
{
    switch (kind_) {
        case PriorKind::uniform:
            return a_ + (b_ - a_) * p;
        case PriorKind::beta:
            return logit(boost::math::ibeta_inv(a_, b_, p));
        default:
            return mean_ + sd_ * normal_quantile(p);
    }
}

double Prior::log_density(double coordinate) const
{
    if (kind_ == PriorKind::uniform) {
        return coordinate < a_ || coordinate > b_ ? -std::numeric_limits<double>::infinity()
                                                  : -std::log(b_ - a_);
    }
    if (kind_ == PriorKind::beta) {
        // The density of the share times the slope of the share over its logit, p (1 - p).
        auto const p = share_of(coordinate);
        return a_ * std::log(p) + b_ * std::log1p(-p) - std::log(boost::math::beta(a_, b_));
    }
    auto const z = (coordinate - mean_) / sd_;
    return -0.5 * z * z - std::log(sd_) - 0.5 * std::log(2.0 * std::numbers::pi);
}

}  // namespace smartstart
