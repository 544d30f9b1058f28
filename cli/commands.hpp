#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/text/language.hpp"
#include "cli/exit.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace smartstart {

class Executor;

/// A command that the program knows: how it is called, and what it does when it was called.
struct Command {
    CLI::App* call{};
    std::function<Exit()> act;
};

// One file each. A new command is one file, one line here and one in all_commands.cpp.
Command add_run(CLI::App& program, Language language, Executor& executor);
Command add_check(CLI::App& program, Language language);
Command add_explain(CLI::App& program, Language language);
Command add_describe(CLI::App& program, Language language);
Command add_compare(CLI::App& program, Language language);
Command add_digest(CLI::App& program, Language language);
Command add_reproduce(CLI::App& program, Language language);
Command add_validate(CLI::App& program, Language language);
Command add_calibrate(CLI::App& program, Language language);
Command add_sensitivity(CLI::App& program, Language language);
Command add_explore(CLI::App& program, Language language);
Command add_story(CLI::App& program, Language language);
Command add_status(CLI::App& program, Language language);
Command add_merge(CLI::App& program, Language language);
Command add_submit(CLI::App& program, Language language);
Command add_trial(CLI::App& program, Language language);
Command add_evaluate(CLI::App& program, Language language);

/// Every command. Runs of a study are shared out by the executor.
std::vector<Command> all_commands(CLI::App& program, Language language, Executor& executor);

/// The text in the language that the user reads.
inline std::string in_language(Language language, std::string dutch, std::string english)
{
    return language == Language::dutch ? std::move(dutch) : std::move(english);
}

}  // namespace smartstart
