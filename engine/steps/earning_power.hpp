#pragma once

#include <algorithm>
#include <cmath>

#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"

namespace smartstart::steps {

/// How the power to earn follows from skills and an inherited standing, N(0,1) over people; the
/// rest is luck. Of those who were adult at the start as well, whose skills follow their education:
/// were their earnings of chance alone, parents with more would not have children with more skills.
class EarningPower {
public:
    explicit EarningPower(Setup const& setup)
        : cognitive_{within<double>(part_limits, setup.own, "power_of_cognitive")},
          social_{within<double>(part_limits, setup.own, "power_of_social")},
          standing_{within<double>(part_limits, setup.own, "power_of_standing")},
          luck_{std::sqrt(std::max(
              0.0, 1.0 - cognitive_ * cognitive_ - social_ * social_ - standing_ * standing_))}
    {
    }
    /// All are N(0,1).
    struct Parts {
        double cognitive{}, social{}, standing{}, luck{};
    };
    float of(Parts const& parts) const
    {
        return static_cast<float>(cognitive_ * parts.cognitive + social_ * parts.social +
                                  standing_ * parts.standing + luck_ * parts.luck);
    }

private:
    double cognitive_, social_, standing_, luck_;
};

}  // namespace smartstart::steps
