#pragma once

#include <vector>

#include "calibration/observations/target.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {

/// Refuses what is wrong with several targets together: the same figure twice, and rows whose cells
/// and totals do not fit. `section` has the targets by name.
void check_together(Settings const& section, std::vector<Target> const& targets,
                    std::vector<OutcomeInfo> const& outcomes);

}  // namespace smartstart
