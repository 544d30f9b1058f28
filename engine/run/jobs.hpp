#pragma once

#include <vector>

#include "engine/run/ensemble.hpp"
#include "engine/run/shared_past.hpp"

namespace smartstart {

/// One number of a replicate, and how the scenarios that want it live it.
struct Job {
    int replicate{};
    std::vector<Branch> branches;
};

/// Every number that is wanted of any scenario, in ascending order.
std::vector<Job> jobs_of(Ensemble const& ensemble);

}  // namespace smartstart
