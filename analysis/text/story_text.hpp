#pragma once

#include <string>
#include <vector>

#include "analysis/text/language.hpp"
#include "engine/run/story.hpp"

namespace smartstart {

/// What changed for a child and its family from one month to the next, in plain words. Nothing
/// where nothing did. `before` is nothing for the first month, which then tells how things stand.
std::vector<std::string> changes(std::optional<DiaryPage> const& before,
                                 std::optional<DiaryPage> const& after, Language language);

/// The whole story for people: what the worlds share once, and after that side by side. `base` and
/// `other` are the titles of the scenarios. Says that it is made up.
std::string story_text(Story const& story, std::string const& base, std::string const& other,
                       Language language);

}  // namespace smartstart
