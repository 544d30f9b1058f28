#pragma once

#include "engine/store/result.hpp"

namespace smartstart {

/// Throws InputError with everything in which two runs differ though a comparison by replicate
/// needs them equal: program, tables of the region, base year, rehearsal, seed, scale, replicates,
/// years, municipalities, groups, outcomes, who pays for what. Scenarios and parameters may differ.
void check_pairing(Result const& base, Result const& other);

}  // namespace smartstart
