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

/// `--threads N`, which is looked at when the command acts.
void add_threads_option(CLI::App& call, int& threads, Language language);
/// How many threads were asked for, where 0 is as many as there are. Throws InputError for a number
/// that no machine has.
unsigned threads_for(int asked);

}  // namespace smartstart
