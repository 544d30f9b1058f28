#pragma once

#include <string>
#include <vector>

#include "calibration/study/calibration_plan.hpp"
#include "engine/store/posterior_file.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// What makes two calibrations the same: settings with their files, calibration, targets, and the
/// noise tables that these name.
std::string identity_of_study(CalibrationPlan const& study);

/// The file of a calibration with these tables; `labels` is a result without replicates of its
/// runs.
PosteriorFile posterior_file_of(CalibrationPlan const& study, Result const& labels,
                                std::vector<PosteriorTable> tables);

}  // namespace smartstart
