#pragma once

#include <array>
#include <cstdint>

#include "engine/step/step.hpp"

namespace smartstart {

/// How skills grow out of skills and investment.
enum class SkillGrowth : std::uint8_t { ces, translog, log_linear };
/// How risk factors add up in a child's life.
enum class RiskShape : std::uint8_t { additive, threshold, interaction };
/// What waiting for help does to a child: nothing; recovery slows with the wait; problems worsen
/// sooner for as long as it lasts.
enum class WaitingEffect : std::uint8_t { none, linear, hazard };
/// How much of what goes together between a childhood and adult life is taken for cause.
enum class CausalShare : std::uint8_t { adjusted, raw, sibling };
/// What places of specialist help do beside helping: nothing, or free places draw lighter cases.
enum class CapacityResponse : std::uint8_t { slow, induced };
/// Whether anybody at a find-spot notices what was not asked for.
enum class Detection : std::uint8_t { on, off };
/// Which effects of programmes are believed.
enum class PriorSet : std::uint8_t { published, sceptical };

/// The forms between which the evidence does not decide, as a scenario chooses them under
/// `structure`. What is not written there is the first of its list.
struct Structure {
    SkillGrowth skills{};
    RiskShape risks{};
    WaitingEffect waiting{};
    CausalShare causes{};
    CapacityResponse capacity{};
    Detection detection{};
    PriorSet priors{};

    static Structure read(Setup const& setup);
};

/// What a number of risk factors adds to a log rate. The three shapes agree at none and at the most
/// that count (or at the threshold, where that is more): in between each factor adds the same
/// (additive), all of it comes at the threshold, or each factor adds more than the one before
/// (interaction: with the square of the number).
class RiskEffect {
public:
    struct Size {
        double per_risk{};   ///< of the additive shape
        double most{};       ///< factors beyond this number add nothing
        double threshold{};  ///< factors at which the threshold shape jumps
    };
    RiskEffect(RiskShape shape, Size const& size);

    double at(unsigned risks) const
    {
        return by_number_[risks < by_number_.size() ? risks : by_number_.size() - 1];
    }

private:
    std::array<double, 12> by_number_{};
};

}  // namespace smartstart
