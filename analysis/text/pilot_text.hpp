#pragma once

#include <string>

#include "analysis/statistics/pilot_plan.hpp"
#include "analysis/text/language.hpp"

namespace smartstart {

/// What the measurement of pilots can find, what is learnt from one to the next, and what figures
/// that are there already say, for a terminal.
std::string pilot_text(PilotPlan const& plan, Language language);

}  // namespace smartstart
