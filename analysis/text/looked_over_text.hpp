#pragma once

#include <string>

#include "analysis/text/language.hpp"
#include "engine/run/look_over.hpp"

namespace smartstart {

/// For each scenario without mistakes that it has none, and what was read; then the remarks.
std::string sound_text(LookedOver const& found, Language language);

/// Every mistake with its place, its line and a caret, and how many there are. Empty for none.
std::string mistakes_text(LookedOver const& found, Language language);

}  // namespace smartstart
