#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/population/region.hpp"
#include "engine/population/start/start_population.hpp"

namespace smartstart {

/// What the tables of hardship ask about a household.
struct Circumstances {
    std::optional<IncomeKind> kind;  ///< none in an institution
    std::uint8_t minors{};           ///< children at home under 18
    std::uint8_t claimants{};        ///< heads from 18 to pension age
    bool adult{};                    ///< has a head of 18 or over
    bool pension{};                  ///< the older head has reached pension age
};
Circumstances circumstances_of(StartPopulation const& population, StartFamily const& family,
                               Links const& links);

/// Gives every household its rank of income, and marks those with a low income, social assistance
/// and problem debts, as many as the tables of its municipality say. A common disadvantage per
/// family makes them meet in the same households.
void give_hardship(StartPopulation& population, Region const& region, std::uint64_t seed,
                   double scale);

}  // namespace smartstart
