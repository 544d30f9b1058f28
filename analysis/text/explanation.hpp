#pragma once

#include <string>

#include "analysis/text/language.hpp"
#include "engine/scenario/scenario.hpp"

namespace smartstart {

/// In sentences: what a scenario asks, what it changes against its base, by how much and from when.
std::string explanation(Scenario const& scenario, Language language);

}  // namespace smartstart
