#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/outcome/age_bands.hpp"
#include "engine/outcome/group.hpp"
#include "engine/outcome/outcome.hpp"

namespace smartstart {

struct Sight;

/// The values of one outcome over a run of one replicate.
struct Trajectory {
    /// [(year * municipalities + municipality) * groups + group], weighted back to the region.
    std::vector<double> numerators, denominators;
};

/// The reader that cannot disturb: it sees a World const&, once at the end of each year, finds
/// every row's municipality, groups and age once, and passes once over the people for all outcomes.
class Observer {
public:
    /// Asks for the columns that the outcomes need. `outcomes` must outlive the observer.
    Observer(Schema& schema, std::vector<OutcomeKind> const& outcomes);

    /// Room for the values of a run.
    std::vector<Trajectory> empty(std::size_t years, std::size_t municipalities) const;
    /// Adds the values of this moment as year number `year`. `weight` is how many people of the
    /// region one simulated person stands for.
    void look(World const& world, std::size_t year, double weight,
              std::vector<Trajectory>& trajectories) const;

private:
    /// Outcomes that count the same rows: those are found once for all of them.
    struct Audience {
        Counted counted{};
        AgeSpan ages;
        AgeBands::Range bands;
        std::vector<std::size_t> outcomes;
    };
    /// What one thread has counted.
    struct Part;
    void count(World const& world, Sight const& sight, Part& part) const;
    void add(World const& world, Members const& members, Audience const& audience,
             std::vector<Sums>& sums) const;
    /// All that is added row by row, and how many rows there were.
    std::unique_ptr<Part> count(World const& world) const;
    /// The sums of an outcome by municipality and group, with what only the civil register counts.
    std::vector<Tally> by_group(World const& world, std::size_t outcome, Sums& sums) const;

    std::vector<OutcomeKind> const* kinds_;
    std::vector<std::unique_ptr<Outcome>> outcomes_;
    AgeBands bands_;
    std::vector<Audience> audiences_;
    Grouping grouping_;
};

}  // namespace smartstart
