#pragma once

#include <array>
#include <string>

#include "engine/settings/settings.hpp"

namespace smartstart {

/// What the next level of a skill is made of: CES, after Cunha, Heckman and Schennach (2010).
class Technology {
public:
    /// Own cognitive, own social-emotional, investment, and the parents' two skills; in logs.
    using Inputs = std::array<double, 5>;

    /// Reads `<prefix>_cognitive`, `_social`, `_investment`, `_parent_cognitive`, `_parent_social`,
    /// `_exponent`, `_level` and `_shock_variance`.
    Technology(Settings const& own, std::string const& prefix);

    /// level + (1/phi) log sum share * exp(phi * input), without the shock; phi near 0 is
    /// log-linear.
    double next(Inputs const& inputs) const;
    double shock_sd() const { return shock_sd_; }

private:
    Inputs share_{};     ///< adds up to 1
    double exponent_{};  ///< phi; substitution = 1 / (1 - phi)
    double level_{};     ///< keeps the mean within an age at 0
    double shock_sd_{};
};

}  // namespace smartstart
