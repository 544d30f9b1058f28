#pragma once

#include <vector>

#include "engine/scenario/scenario.hpp"

namespace smartstart {

/// A sentence about each setting that a scenario has otherwise than this base although nothing
/// comes of it, with the reason: it is read, but has no effect as the other settings stand, such as
/// the knowledge of places where nobody looks; or it differs only in years that nobody lives. Also
/// about each path over years whose first value holds, other than in the base, before it begins.
std::vector<Text> remarks_on_idle_settings(Scenario const& scenario, SettingsFile const& base);

}  // namespace smartstart
