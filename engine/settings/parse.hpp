#pragma once

#include <string>

#include "engine/settings/document.hpp"
#include "engine/settings/tree.hpp"

namespace smartstart {

/// The name that stands for the command line in places.
inline constexpr auto command_line = "command line";

/// Reads YAML, strictly. Doubled keys, merge keys, anchors, tags, numbers that look octal, `.inf`,
/// `.nan`, decimal commas and control characters are noted with their place and marked broken.
/// What is not YAML, holds several documents or is nested too deeply is noted too, makes the
/// document unusable, and gives an empty section.
SettingsNode parse(SettingsDocument& document, std::string const& file, std::string const& text);

}  // namespace smartstart
