#pragma once

#include <vector>

namespace smartstart {

/// How log-odds of a share go with the number of risk factors: `odds` are those of the groups with
/// 0, 1, 2, ... factors, not numbers where nobody is in the group.

/// The least step from a group to the next that has people; not a number where no two groups can be
/// compared.
double least_step_in(std::vector<double> const& odds);

/// R2 of the straight line through them.
double straightness_in(std::vector<double> const& odds);

}  // namespace smartstart
