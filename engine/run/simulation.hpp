#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/outcome/observer.hpp"
#include "engine/population/region.hpp"
#include "engine/population/start/start_population.hpp"
#include "engine/run/model.hpp"
#include "engine/scenario/scenario.hpp"

namespace smartstart {

/// A scenario made ready to run: steps with their parameters, columns, and the people it starts
/// with. Does not change while worlds are lived, so replicates share it.
class Blueprint {
public:
    /// Builds every step. Throws InputError with every problem of the scenario at once (when `check`
    /// says so), and BrokenPromise when the model's columns do not fit together.
    Blueprint(Scenario const& scenario, Model const& model, Region region,
              std::shared_ptr<StartPopulation const> start);

    Schema const& schema() const { return schema_; }
    Observer const& observer() const { return *observer_; }
    Region const& region() const { return region_; }
    std::vector<StepKind> const& kinds() const { return kinds_; }
    std::vector<OutcomeKind> const& outcomes() const { return model_.outcomes; }

    /// The world of one replicate at the start of its rehearsal.
    World first_world(std::uint32_t replicate) const;
    /// Lives one step of time: every step that is due, phase by phase.
    void advance(World& world) const;

    Month base() const { return base_; }
    Years years() const { return years_; }
    double scale() const { return scale_; }
    /// Called after each step, for laws and for measuring; not while running.
    std::function<void(std::string_view step, World const&)> after_step;

private:
    void add_people(World& world) const;
    void start_history(World& world) const;

    Model model_;
    Region region_;
    std::shared_ptr<StartPopulation const> start_;
    Schema schema_;
    Register register_;
    std::vector<StepKind> kinds_;
    std::vector<std::unique_ptr<Step>> steps_;
    std::unique_ptr<Observer> observer_;
    std::uint64_t seed_;
    double scale_;
    Month base_;
    int rehearsal_years_;
    Years years_;
};

/// All that one replicate of one scenario produced.
struct ReplicateResult {
    std::vector<Trajectory> outcomes;
    std::vector<std::int64_t> cents;            ///< (year, municipality, payer, item, side)
    std::vector<std::int64_t> planned, realised;  ///< (year, municipality, side)
};

/// Lives one replicate from rehearsal to the last year. `progress` is told each year that is done and
/// may answer "stop" (false): then nothing comes back.
std::optional<ReplicateResult> live(Blueprint const& blueprint, std::uint32_t replicate,
                                    std::function<bool(int year)> const& progress);

}  // namespace smartstart
