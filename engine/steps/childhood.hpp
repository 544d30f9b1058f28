#pragma once

#include <algorithm>

#include "engine/population/civil.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/structure.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {

/// What a childhood that was lived here weighs in adult life. Read from the parameter file `risks`,
/// with the causal share that the scenario's structure chooses: effects of a childhood are
/// published with covariates held constant; the raw association is larger, and what is left between
/// siblings smaller.
class Childhood {
public:
    explicit Childhood(Setup const& setup)
        : usual_{factor(setup.levers.section("steps").section("risks"), "usual_childhood")}
    {
        auto const own = setup.levers.section("steps").section("risks");
        auto const raw = factor(own, "childhood_share_raw");
        auto const sibling = factor(own, "childhood_share_sibling");
        auto const causes = Structure::read(setup).causes;
        share_ = causes == CausalShare::raw ? raw : causes == CausalShare::sibling ? sibling : 1.0;
    }

    /// Risk factors borne on average through childhood beyond the usual number. Nothing is known of
    /// those who were adult at the start: they count as usual.
    double burden(CivilView const& people, std::span<std::uint16_t const> adversity, Row row) const
    {
        return known(people, row) *
               (share_ * (adversity[row] / static_cast<double>(months_of_childhood) - usual_));
    }

    /// The same for someone who may still be a child: on average over the months lived so far.
    double burden_so_far(CivilView const& people, std::span<std::uint16_t const> adversity, Row row,
                         Month now) const
    {
        auto const lived = std::clamp(people.age_in_months(row, now), 1, months_of_childhood);
        return known(people, row) *
               (share_ * (adversity[row] / static_cast<double>(lived) - usual_));
    }

private:
    static constexpr int months_of_childhood = 18 * 12;

    /// A factor and not a condition: generations live side by side, which no processor foresees.
    static double known(CivilView const& people, Row row)
    {
        return people.has_known_childhood(row) ? 1.0 : 0.0;
    }

    double usual_;
    double share_{1.0};  ///< of the adjusted effect
};

}  // namespace smartstart::steps
