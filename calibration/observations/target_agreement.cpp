#include <algorithm>
#include <cmath>
#include <limits>

#include "calibration/observations/target.hpp"

namespace smartstart {
namespace {

/// The most that is shown as 0: what rounds to it.
double most_shown_as_nothing(Target const& target)
{
    auto const& disclosure = target.disclosure;
    if (disclosure.kind == Disclosure::Kind::percent) {
        return 0.5 * std::pow(10.0, -disclosure.decimals - 2);
    }
    if (disclosure.kind == Disclosure::Kind::rounded) {
        return 0.5 * disclosure.base / (target.out_of > 0.0 ? target.out_of : 1.0);
    }
    return 0.0;
}

}  // namespace

double Target::off(double value) const
{
    auto const whole = at_most.value_or(figure);
    if (whole == 0.0) {
        auto const most = most_shown_as_nothing(*this);
        return std::abs(value) <= most
                   ? 0.0
                   : std::copysign(std::numeric_limits<double>::infinity(), value);
    }
    return at_most ? std::max(0.0, value / whole - 1.0) : (value - whole) / whole;
}

Target::Agreeing Target::agreeing() const
{
    if (at_most.value_or(figure) == 0.0) {
        return {0.0, most_shown_as_nothing(*this)};
    }
    if (at_most) {
        return {0.0, *at_most * (1.0 + tolerance)};
    }
    auto const [low, high] = std::minmax(figure * (1.0 - tolerance), figure * (1.0 + tolerance));
    return {low, high};
}

}  // namespace smartstart
