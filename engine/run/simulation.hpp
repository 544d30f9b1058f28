#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/outcome/life_course.hpp"
#include "engine/outcome/observer.hpp"
#include "engine/outcome/spread.hpp"
#include "engine/outcome/trace_eye.hpp"
#include "engine/population/region.hpp"
#include "engine/population/start/start_population.hpp"
#include "engine/run/model.hpp"
#include "engine/scenario/scenario.hpp"

namespace smartstart {

/// A scenario made ready to run: steps with their parameters, and columns. Does not change while
/// worlds are lived, so replicates share it.
class Blueprint {
public:
    /// Builds every step; what is wrong with their settings waits in the scenario's file. Throws
    /// BrokenPromise when the model's columns do not fit together.
    Blueprint(Scenario const& scenario, Model const& model, Region region);

    Schema const& schema() const { return schema_; }
    Observer const& observer() const { return *observer_; }
    LifeCourse const& life_course() const { return *life_course_; }
    Spread const& spread() const { return *spread_; }
    /// All tables of a run; of one that has seen nothing, what they are about.
    std::vector<LifeTable> tables(std::vector<Lived> const& lived,
                                  std::vector<double> const& spread) const;
    /// Of the households that are traced; null where none is.
    TraceEye const* trace_eye() const { return trace_eye_.get(); }
    Region const& region() const { return region_; }
    std::vector<StepKind> const& kinds() const { return kinds_; }
    std::vector<OutcomeKind> const& outcomes() const { return model_.outcomes; }

    /// The world of one replicate at the start of its rehearsal.
    World first_world(StartPopulation const& start, std::uint32_t replicate) const;
    /// That world before anybody is in it.
    World empty_world(std::uint32_t replicate) const;
    /// Lives one step of time: every step that is due, phase by phase.
    void advance(World& world) const;

    Month base() const { return base_; }
    Years years() const { return years_; }
    double scale() const { return scale_; }
    /// Called after each step, and after the civil register under the name "register". For laws and
    /// for measuring.
    std::function<void(std::string_view step, World const&)> after_step;

private:
    void add_people(World& world, StartPopulation const& start) const;
    void start_history(World& world) const;

    Model model_;
    Region region_;
    Schema schema_;
    Register register_;
    std::vector<StepKind> kinds_;
    std::vector<std::unique_ptr<Step>> steps_;
    std::unique_ptr<Observer> observer_;
    std::unique_ptr<LifeCourse> life_course_;
    std::unique_ptr<Spread> spread_;
    std::unique_ptr<TraceEye> trace_eye_;
    std::uint64_t seed_;
    double scale_;
    Month base_;
    int rehearsal_years_;
    Years years_;
};

}  // namespace smartstart
