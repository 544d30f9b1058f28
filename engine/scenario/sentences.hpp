#pragma once

#include <vector>

#include "engine/scenario/scenario.hpp"

namespace smartstart {

/// A difference as a sentence in both languages: "The share of the money at the front goes from 30
/// % to {2025: 30 %, 2030: 50 %}, from 2026." The setting is named by its path where no words are
/// known.
Text sentence_of(SettingDifference const& difference);

}  // namespace smartstart
