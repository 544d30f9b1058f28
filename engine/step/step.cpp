#include "engine/step/step.hpp"

#include <array>

namespace smartstart {

void Step::begin(World& /*world*/, StartPopulation const& /*start*/) const {}

std::string_view label(Phase phase)
{
    constexpr std::array<std::string_view, 6> names{"people", "strain", "signal",
                                                    "help",   "effect", "settle"};
    return names[static_cast<std::size_t>(phase)];
}

}  // namespace smartstart
