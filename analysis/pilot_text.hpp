#pragma once

#include <string>

#include "analysis/language.hpp"
#include "analysis/pilot_plan.hpp"

namespace smartstart {

/// What the measurement of pilots can find, what is learnt from one to the next, and what figures
/// that are there already say, for a terminal.
std::string pilot_text(PilotPlan const& plan, Language language);

}  // namespace smartstart
