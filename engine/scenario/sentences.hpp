#pragma once

#include "engine/scenario/scenario.hpp"

namespace smartstart {

/// A difference as a sentence in both languages: "Share of the money at the front end: 30 % in
/// 2025, 50 % in 2030 (was 30 %)." The setting is named by its path where no words are known.
Text sentence_of(SettingDifference const& difference);

}  // namespace smartstart
