#pragma once

#include <string>
#include <vector>

#include "calibration/fitting/repeats.hpp"
#include "calibration/fitting/waves.hpp"
#include "calibration/observations/reading.hpp"
#include "calibration/study/calibration_plan.hpp"
#include "engine/store/posterior_file.hpp"

namespace smartstart {

/// All that a calibration has seen, on its way into a file.
struct Evidence {
    CalibrationPlan const& study;
    TargetReader const& reader;
    std::vector<Observation> const& observations;  ///< [target]
    std::vector<std::size_t> const& fitted;        ///< target of each figure that was fitted
    Posterior const& posterior;
    Points draws;                                   ///< kept draws, in coordinates, in columns
    std::vector<std::vector<TargetCounts>> before;  ///< [run][target], with the scenario's values
    std::vector<std::vector<TargetCounts>> after;   ///< [run][target], of draws that were lived
    Points lived;                                   ///< those draws, in columns
};

std::vector<PosteriorTable> tables_of(Evidence const& evidence);

/// What truths that are known came to: ranks and z of each, and how intervals held.
std::vector<PosteriorTable> tables_of(CalibrationPlan const& study, Repeats const& repeats);

}  // namespace smartstart
