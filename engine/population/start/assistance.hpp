#pragma once

#include <cstddef>
#include <vector>

#include "engine/population/start/hardship.hpp"

namespace smartstart {

/// A household that could live on social assistance.
struct Claimant {
    std::size_t family{};
    double need{};  ///< higher first
    bool low_income{};
    Circumstances circumstances;
};

/// What the tables say about social assistance in one municipality.
struct AssistanceWanted {
    double persons{};  ///< heads of 18 to pension age
    double minors{};
};

/// Chooses the families that live on social assistance: minors by kind of family, then people who
/// live alone, then whoever is left over (couples, parents of grown children, people who live with
/// others); as many under the low-income line as links.csv says, as far as there are.
std::vector<std::size_t> choose_assistance(StartPopulation const& population,
                                           std::vector<Claimant> claimants,
                                           AssistanceWanted const& wanted, Links const& links);

}  // namespace smartstart
