#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/commands.hpp"

namespace smartstart {

/// Tells how far the results of plain runs in a folder are, as a table, and answers with the same
/// as CSV. Nothing where there are none.
std::optional<std::string> tell_of_results(std::filesystem::path const& folder, Language language);

}  // namespace smartstart
