#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/run/replicate.hpp"
#include "engine/run/simulation.hpp"

namespace smartstart {

/// One world on its way, and what was seen of it so far. A copy of it may go on under another
/// scenario that was the same until now: so scenarios share a past.
class Life {
public:
    /// A month is lived in `parts` equal steps: one, unless convergence is looked at.
    Life(Blueprint const& blueprint, StartPopulation const& start, std::uint32_t replicate,
         int parts);
    /// A life that is to be filled from a checkpoint.
    Life(Blueprint const& blueprint, std::uint32_t replicate);

    int next_year() const { return world_.clock.now.year(); }
    /// Lives the next calendar year under this scenario.
    void live_year(Blueprint const& blueprint);
    World const& world() const { return world_; }
    /// What was seen; ends this life.
    ReplicateResult finish(Blueprint const& blueprint) &&;

    /// Names all that it consists of, for who keeps it on disk.
    template <class Self, class Visit>
    static void each_part(Self& self, Visit const& visit)
    {
        auto& [world, seen, lived, traced] = self;
        visit("world", world);
        visit("seen", seen);
        visit("lived", lived);
        visit("traced", traced);
    }

private:
    Life(Blueprint const& blueprint, World&& world);
    void look_at_month(Blueprint const& blueprint);
    void look_at_year(Blueprint const& blueprint);

    World world_;
    ReplicateResult seen_;
    std::vector<Lived> lived_;
    TracePages traced_;  ///< empty before the first year that is reported
};

/// Lives one replicate from rehearsal to the last year. `progress` is told each year that is done
/// and may answer "stop" (false): then nothing comes back.
std::optional<ReplicateResult> live(Blueprint const& blueprint, StartPopulation const& start,
                                    std::uint32_t replicate,
                                    std::function<bool(int year)> const& progress);

}  // namespace smartstart
