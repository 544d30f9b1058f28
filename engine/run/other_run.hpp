#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/run/prepare.hpp"

namespace smartstart {

/// Dotted paths of settings that differ between two scenarios as they were resolved; the number of
/// replicates is none of them.
std::vector<std::string> differing_settings(std::string const& resolved, std::string const& other);

/// The addition to a sentence that names what differs; empty where no setting does.
std::string differing_text(std::string const& resolved, std::string const& other);

/// Throws InputError, naming what differs, where an unfinished file says that it is of other
/// settings.
void check_settings_of_unfinished(std::filesystem::path const& part, Prepared const& prepared);

}  // namespace smartstart
