#pragma once

#include <string>
#include <vector>

#include "cli/commands.hpp"

namespace smartstart {

/// `--set path=value`, written once for each setting.
void add_set_option(CLI::App& call, std::vector<std::string>& set, Language language);

}  // namespace smartstart
