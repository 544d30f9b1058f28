#pragma once

#include <algorithm>
#include <cmath>

#include "engine/base/clock.hpp"

namespace smartstart {

/// A return of what was over, in some people only: a share is prone to it, and among them the time
/// until it happens is Weibull. After t years a share F(t) = share * (1 - exp(-(t / scale)^shape))
/// has had it, which fits reports of maltreatment far better than one rate for all.
struct MoverStayer {
    double share{};     ///< of the people, prone
    double shape{1.0};  ///< below 1: soon or never
    double scale_years{1.0};

    /// The hazard that the prone gather between two times since it was over, in years.
    double hazard(double from, double to) const
    {
        auto const spent = [&](double years) {
            return years <= 0.0 ? 0.0 : std::pow(years / scale_years, shape);
        };
        return spent(to) - spent(from);
    }
    /// The same over the current step of time, for what was over in the month `since`.
    double hazard(Moment since, Clock const& clock) const
    {
        auto const from = (clock.now.index - since - 1) / 12.0 + clock.part * clock.dt();
        return hazard(std::max(0.0, from), std::max(0.0, from + clock.dt()));
    }
    /// No step of a month gathers more than this.
    double most(double dt) const { return hazard(0.0, dt); }
};

}  // namespace smartstart
