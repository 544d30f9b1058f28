#pragma once

#include <string>
#include <string_view>

#include "engine/run/replicate.hpp"
#include "engine/run/simulation.hpp"
#include "engine/store/packed.hpp"

namespace smartstart::studies {

/// How the numbers of a run stand in its packed lists: per outcome numerators and denominators,
/// then spent, planned and realised cents, then the tables, then the traces.
struct RunLists {
    std::size_t outcomes{};
    std::size_t tables{};
    std::size_t traces{};

    std::size_t numerators(std::size_t outcome) const { return 2 * outcome; }
    std::size_t cents() const { return 2 * outcomes; }
    std::size_t planned() const { return cents() + 1; }
    std::size_t realised() const { return cents() + 2; }
    std::size_t table(std::size_t position) const { return cents() + 3 + position; }
    std::size_t trace(std::size_t fact) const { return table(tables) + fact; }
    std::size_t count() const { return trace(traces); }
};

RunLists lists_of(Blueprint const& blueprint);

std::string packed(ReplicateResult const& numbers);

}  // namespace smartstart::studies
