#pragma once

#include "calibration/scorecard/pattern_fit.hpp"
#include "engine/run/ensemble.hpp"

namespace smartstart {

/// Lives the trials of a validation inside the model. An effect is called after the trial's file
/// and what was measured: voorzorg.reports. Throws InputError where a trial or its scenario is
/// missing or wrong.
TrialNumbers effects_of(TrialPlan const& plan, Listener const& listener);

}  // namespace smartstart
