#pragma once

#include <filesystem>
#include <string_view>

#include "engine/settings/settings.hpp"

namespace smartstart {

/// The file that stands at this key, from the folder of the file that names it; empty, and said at
/// the key why, where it cannot be read.
std::filesystem::path file_at(Settings const& settings, std::string_view key,
                              std::filesystem::path const& folder);

}  // namespace smartstart
