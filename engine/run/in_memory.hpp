#pragma once

#include <map>
#include <optional>
#include <vector>

#include "engine/run/ensemble.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// A scenario, and the numbers of the replicates in which it is lived.
struct Lives {
    Prepared prepared;
    std::vector<int> replicates;
};

/// What came of each replicate, by its number, without any file. The scenarios share the people
/// that they start with, and no number of a replicate. Nothing when it was stopped.
std::optional<std::map<int, ReplicateResult>> live_in_memory(std::vector<Lives> const& all,
                                                             unsigned threads,
                                                             Listener const& listener);

/// The result of one scenario in memory, with small counts too. Nothing when it was stopped.
std::optional<Result> run_in_memory(Prepared const& prepared, unsigned threads,
                                    Listener const& listener);

}  // namespace smartstart
