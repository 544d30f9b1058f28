#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "engine/scenario/scenario.hpp"

namespace smartstart {

/// Refuses any other word than these, in a sentence with a guess.
std::function<std::string(std::string const&)> one_of(std::vector<std::string> words);

/// `--set path=value`, written once for each setting.
void add_set_option(CLI::App& call, std::vector<std::string>& set, Language language);

/// `--seed S`, as it is written, so that the settings judge it.
void add_seed_option(CLI::App& call, std::optional<std::string>& seed, Language language);

/// Throws InputError where one of these names of settings is given as an option and by `--set`, or
/// a setting by `--set` twice: one of the two would be passed over in silence.
void refuse_twice(std::vector<std::string> const& set, std::vector<std::string> const& options);
/// The same for the options of a run that were given.
void refuse_twice(RunOptions const& options);

/// `--threads N`, which is looked at when the command acts.
void add_threads_option(CLI::App& call, int& threads, Language language);
/// How many threads were asked for, where 0 is as many as there are. Throws InputError for a number
/// that no machine has.
unsigned threads_for(int asked);

}  // namespace smartstart
