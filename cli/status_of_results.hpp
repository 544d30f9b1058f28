#pragma once

#include <filesystem>
#include <string>

#include "cli/commands.hpp"

namespace smartstart {

/// Tells how far the results of plain runs in a folder are, as a table and, where a name is given,
/// as CSV. False where there are none. Throws StoreError.
bool tell_of_results(std::filesystem::path const& folder, std::string const& csv,
                     Language language);

}  // namespace smartstart
