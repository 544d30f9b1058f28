#pragma once

#include <string>

#include <yaml-cpp/exceptions.h>

#include "engine/settings/document.hpp"

namespace smartstart {

/// Notes why yaml-cpp refuses this text, where the person has to repair it and in plain words.
void note_refusal(SettingsDocument& document, std::string const& file, std::string const& text,
                  YAML::Exception const& error);

}  // namespace smartstart
