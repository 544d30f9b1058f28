#pragma once

#include <cstdint>
#include <vector>

#include "engine/population/region.hpp"
#include "engine/population/start/candidates.hpp"

namespace smartstart {

/// How many times each candidate household stands in one municipality.
struct Weighed {
    std::vector<double> tilts;          ///< of raking: the first guess for the next municipality
    std::vector<double> weights;        ///< before rounding, at full size
    std::vector<std::uint32_t> copies;  ///< at the scale asked for
};

struct WeighProblem {
    Candidates const& candidates;
    Municipality const& place;
    std::vector<double> const& first_tilts;  ///< empty for none
    std::uint64_t seed{};
    double scale{};
};

/// Rakes the candidates to all margins of a municipality, then rounds and repairs. Throws
/// InputError when a cell has people whom no candidate household can hold.
Weighed weigh(WeighProblem const& problem);

}  // namespace smartstart
