#pragma once

#include <vector>

#include "engine/scenario/scenario.hpp"

namespace smartstart {

/// A difference as a sentence in both languages: "The front share of the budget rises from 30 % in
/// 2025 to 50 % in 2030 (base: 30 %)." Where it differs from the very start, "until and in 2025": a
/// path holds its first value before its first year as well. The book tells what parameters mean;
/// it may be empty.
Text sentence_of(SettingDifference const& difference, std::vector<Parameter> const& book);

/// When a scenario can first differ from its base, or that it never does.
Text start_sentence(Scenario const& scenario);

}  // namespace smartstart
