#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/run/life_keeper.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/replicate.hpp"

namespace smartstart {

/// Where a run is; told after every simulated year.
struct Progress {
    std::string_view scenario;  ///< name of the scenario; where several share a past, the first one
    int replicate{};            ///< from 0
    int year{};                 ///< that is done
    std::int64_t done{};        ///< simulated years so far, of all replicates of all scenarios
    std::int64_t all{};
};

/// How a run tells and is told. Both are called by one thread at a time; both may be empty.
struct Listener {
    std::function<void(Progress const&)> progress;
    /// Asked before each replicate of a scenario. Once it answers true no other starts; those that
    /// run are finished. Where lives are kept on disk it is asked before each year, and those that
    /// run are kept and left.
    std::function<bool()> wants_to_stop;
    /// Told what went wrong and stopped nothing.
    std::function<void(std::string const& sentence)> warns{};
};

/// Scenarios times replicates. All scenarios have one region, seed and scale, so they share the
/// people that they start with.
struct Ensemble {
    std::vector<Prepared> const& scenarios;
    StartPopulation const& start;
    /// Per scenario the numbers of the replicates to live.
    std::vector<std::vector<int>> replicates;
    unsigned threads{1};
    /// Told, by one thread, once nobody looks at `start` any more: it may be emptied then. A
    /// country needs the room.
    std::function<void()> start_is_over{};
    LifeKeeping keeping{};
};

enum class Ended : std::uint8_t { whole, stopped };

/// Takes what one replicate of one scenario (by position) produced. Called by one thread at a time,
/// in no particular order.
using Keep = std::function<void(std::size_t scenario, int replicate, ReplicateResult&&)>;

/// Lives every replicate asked for. Scenarios that are the same up to a month live up to that month
/// once. The numbers are the same for any number of threads and any order of the scenarios. A fault
/// within a replicate names it.
Ended live_all(Ensemble const& ensemble, Listener const& listener, Keep const& keep);

}  // namespace smartstart
