#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/commands.hpp"

namespace smartstart {

/// Refuses any other word than these, in a sentence with a guess.
std::function<std::string(std::string const&)> one_of(std::vector<std::string> words);

/// `--set path=value`, written once for each setting.
void add_set_option(CLI::App& call, std::vector<std::string>& set, Language language);

}  // namespace smartstart
