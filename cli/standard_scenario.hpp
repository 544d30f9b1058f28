#pragma once

#include <filesystem>

namespace smartstart {

/// The scenario of today: here, or else where the program was installed or built. Throws InputError
/// where it is nowhere.
std::filesystem::path standard_scenario();

}  // namespace smartstart
