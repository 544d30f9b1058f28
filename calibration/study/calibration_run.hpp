#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "calibration/study/calibration_plan.hpp"
#include "calibration/study/model_runs.hpp"
#include "engine/store/posterior_file.hpp"

namespace smartstart {

/// Where a calibration goes and how it speaks.
struct CalibrationAsked {
    std::filesystem::path folder{"results"};
    Found earlier{Found::refuse};  ///< what to do with runs that are there already
    unsigned threads{1};
    std::function<bool()> goes_on;
    std::function<void(std::string const&)> tell{};  ///< a line of what happens; may be empty
    int truths{};  ///< known ones that the calibration is tried on afterwards
};

/// What a calibration came to.
struct Calibrated {
    std::filesystem::path file;  ///< FOLDER/NAME.posterior.h5
    std::filesystem::path runs;  ///< FOLDER/NAME.runs: every run that was made
    PosteriorFile posterior;
    std::size_t made{};  ///< runs that were made now; the others were there already
};

/// Calibrates: runs of the scenario as it stands, waves of runs, the posterior, and runs of its
/// draws. Every run is safe on disk as soon as it is whole; with Found::go_on the same posterior
/// comes out, bit for bit, whatever was made before and on however many threads. Throws InputError,
/// OutputExists, StoreError, CalibrationStopped.
Calibrated calibrate_study(CalibrationPlan const& study, CalibrationAsked const& asked);

}  // namespace smartstart
