#pragma once

#include <string>

#include "analysis/text/language.hpp"
#include "engine/run/story.hpp"

namespace smartstart {

/// The whole story for people: how things stand at the start, then what the worlds share once and
/// what they do not side by side, and totals of each. `base` and `other` are the titles of the
/// scenarios. Says that it is made up.
std::string story_text(Story const& story, std::string const& base, std::string const& other,
                       Language language);

}  // namespace smartstart
