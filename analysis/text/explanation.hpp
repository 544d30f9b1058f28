#pragma once

#include <string>
#include <vector>

#include "analysis/text/language.hpp"
#include "engine/scenario/scenario.hpp"

namespace smartstart {

/// In sentences: what a scenario asks, what it changes against its base, by how much and from when.
/// The remarks are of what changes without effect, or earlier than may be meant.
std::string explanation(Scenario const& scenario, std::vector<Text> const& remarks,
                        Language language);

}  // namespace smartstart
