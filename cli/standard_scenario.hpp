#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace smartstart {

/// A file of the project, such as "calibration/patterns.yaml": here, or else where the program was
/// installed or built. Nothing where it is nowhere.
std::optional<std::filesystem::path> project_file(std::string_view name);

/// The scenario of today, found so. Throws InputError where it is nowhere.
std::filesystem::path standard_scenario();

}  // namespace smartstart
