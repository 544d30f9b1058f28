#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "engine/population/region.hpp"
#include "engine/population/schema.hpp"
#include "engine/population/start/start_population.hpp"
#include "engine/settings/settings.hpp"
#include "engine/world/world.hpp"

namespace smartstart {

/// The order of work within a month.
enum class Phase : std::uint8_t {
    people,  ///< births, deaths, moves, households
    strain,  ///< risks arise and fade
    signal,  ///< find-spots notice risks
    help,    ///< requests meet capacity
    effect,  ///< school, health, safety, work
    settle,  ///< costs are booked
};
std::string_view label(Phase phase);

/// One process of the model. Holds parameters and permissions only; all that changes is in World.
class Step {
public:
    Step() = default;
    virtual ~Step() = default;
    Step(Step const&) = delete;
    Step& operator=(Step const&) = delete;
    Step(Step&&) = delete;
    Step& operator=(Step&&) = delete;

    /// Fills the step's own columns once, before the first month. Row i is person i (family i) of
    /// the start population.
    virtual void begin(World& world, StartPopulation const& start) const;
    /// Lives one step of time.
    virtual void advance(World& world) const = 0;
};

/// All that a step may read and ask for when it is made.
struct Setup {
    Settings own;     ///< `steps.<name>`: this step's parameters
    Settings levers;  ///< the scenario as a whole: `investment`, `knowledge`, `integration`, ...
    Schema& schema;
    Region const& region;
    double scale;  ///< simulated share of the population
};

/// What a step says about itself and how to build it.
struct StepKind {
    std::string_view name;
    Phase phase{};
    std::string_view summary;
    std::unique_ptr<Step> (*build)(Setup&);
};

/// Every step the engine knows, in the order in which they run within a phase.
std::span<StepKind const> all_steps();

}  // namespace smartstart
