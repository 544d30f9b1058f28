#pragma once

#include <array>
#include <cmath>
#include <cstdint>

#include "engine/base/id.hpp"
#include "engine/random/random.hpp"

namespace smartstart {

/// Luck of which the children of one mother have a part in common at the same age, beyond what they
/// have from their parents: a neighbourhood, a school, a way of life. It is the mother's, by name,
/// so that neither a move nor her death changes it.
class SiblingLuck {
public:
    /// Two normals, N(0,1).
    using Pair = std::array<double, 2>;

    /// `share`: of the variance, 0 to 1. The questions put to mothers start at a multiple of four.
    SiblingLuck(double share, std::uint32_t stream, unsigned first_question)
        : kept_{std::sqrt(1.0 - share)},
          given_{std::sqrt(share)},
          stream_{stream},
          first_question_{first_question}
    {
    }

    /// What a child's own luck becomes in this period of its life. Who has no known mother keeps
    /// its own.
    Pair of(Random const& random, PersonId mother, int period, Pair const& own) const
    {
        if (mother == PersonId{} || given_ == 0.0) {
            return own;
        }
        auto const question = first_question_ + 4U * static_cast<unsigned>(period);
        auto common = random.draws(mother, stream_, Clock{});
        return {kept_ * own[0] + given_ * common.normal(question),
                kept_ * own[1] + given_ * common.normal(question + 1)};
    }

private:
    double kept_, given_;
    std::uint32_t stream_;
    unsigned first_question_;
};

}  // namespace smartstart
