#pragma once

#include <string>
#include <vector>

#include "engine/run/ensemble.hpp"
#include "engine/run/replicate.hpp"

namespace smartstart::test {

/// The project's scenarios at a size that a test can afford: one household in `one_in`, a rehearsal
/// of two years, and the years 2024 to 2029, unless the overrides say otherwise.
struct Small {
    std::vector<std::string> set;
    int one_in = 200;
    int replicates = 1;
};
std::vector<Prepared> small(std::vector<std::string> const& scenarios, Small const& size = {});

/// The people of a scenario; equal scenarios get the same.
StartPopulation people_of(Prepared const& prepared);

/// What every scenario and replicate produced, [scenario][replicate]. Lived on this many threads.
using Lives = std::vector<std::vector<ReplicateResult>>;
Lives lives_of(std::vector<Prepared> const& scenarios, unsigned threads = 1);

/// Names of what differs between two replicates: outcomes by id, "cents", "planned", "realised",
/// and tables by id. Empty when every number has the same bits.
std::vector<std::string> differences(ReplicateResult const& one, ReplicateResult const& other,
                                     Blueprint const& blueprint);

/// The names of the project's scenario files of Hart van Brabant.
std::vector<std::string> all_scenarios();

}  // namespace smartstart::test
