#pragma once

#include <array>
#include <string>

#include "engine/settings/settings.hpp"
#include "engine/step/structure.hpp"

namespace smartstart {

/// What the next level of a skill is made of. CES after Cunha, Heckman and Schennach (2010);
/// translog after Agostinelli and Wiswall (2016), in which investment gives more to a child of
/// lower skill; or log-linear.
class Technology {
public:
    /// Own cognitive, own social-emotional, investment, and the parents' two skills; in logs.
    using Inputs = std::array<double, 5>;

    /// Which skill it makes: the place of its own level among the inputs.
    enum class Makes : std::uint8_t { cognition, social };

    /// Reads `<prefix>_cognitive`, `_social`, `_investment`, `_parent_cognitive`, `_parent_social`,
    /// `_exponent`, `_level` and `_shock_variance`; of all technologies `translog_interaction` and
    /// `translog_mean_product`.
    Technology(Settings const& own, std::string const& prefix, Makes makes, SkillGrowth growth);

    /// Without the shock. CES: level + (1/phi) log sum share * exp(phi * input); phi near 0 is
    /// log-linear. The others: sum share * input, and in the translog form also interaction *
    /// (own skill * investment - their mean product).
    double next(Inputs const& inputs) const;
    double shock_sd() const { return shock_sd_; }

private:
    Inputs share_{};        ///< adds up to 1
    double exponent_{};     ///< phi; substitution = 1 / (1 - phi)
    double level_{};        ///< keeps the mean within an age at 0
    double interaction_{};  ///< of own skill and investment
    std::size_t own_{};     ///< the input that is the skill's own level
    double shock_sd_{};
};

}  // namespace smartstart
