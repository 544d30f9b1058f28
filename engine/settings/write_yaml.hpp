#pragma once

#include <map>
#include <string>

#include "engine/settings/tree.hpp"

namespace smartstart {

/// A value as YAML on one line: `30 %`, `{2025: 30 %, 2030: 50 %}`, `[school, doctor]`.
std::string one_line(SettingsNode const& node);

/// A tree as YAML, keys sorted, sections on lines of their own: equal trees give equal bytes, and
/// reading them again gives the same tree.
std::string write_yaml(SettingsNode const& root);

/// Every value that is no section, by dotted path, on one line each.
std::map<std::string, std::string> all_values(SettingsNode const& root);

/// The same with each path taken apart by its marks; what is no path stands at mark 0.
std::map<std::string, std::map<int, std::string>> all_marks(SettingsNode const& root);

}  // namespace smartstart
