#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

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

/// The hazards of one step of time, worked out once for all in whom something was over less than
/// ten years ago.
class ReturnHazards {
public:
    ReturnHazards(MoverStayer const& of, Clock const& clock)
        : of_{of}, clock_{clock}, most_{of.most(clock.dt())}
    {
        for (std::size_t months = 0; months < recent_.size(); ++months) {
            recent_[months] =
                of.hazard(static_cast<Moment>(clock.now.index - static_cast<int>(months)), clock);
        }
    }
    /// Of the prone, for what was over in the month `since`.
    double at(Moment since) const
    {
        auto const months = static_cast<std::size_t>(std::max(0, clock_.now.index - since));
        return months < recent_.size() ? recent_[months] : of_.hazard(since, clock_);
    }

    double most() const { return most_; }

private:
    MoverStayer of_;
    Clock clock_;
    double most_;
    std::array<double, 120> recent_{};
};

}  // namespace smartstart
