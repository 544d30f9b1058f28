#pragma once

#include <span>
#include <vector>

#include "cli/commands.hpp"

namespace smartstart {

/// The language asked for with `--language`, or else the one of the machine's locale.
Language language_of(std::span<char const* const> arguments);

/// Sets up how the program is called: its name, its help in this language, and `--language`. From
/// here on a file that may not grow any more is a refusal of the disk like others, and not the end
/// of the program.
void prepare_program(CLI::App& program, Language language);

/// The command line as it was given, and the language to answer in.
struct Call {
    std::span<char const* const> arguments;
    Language language{};
};

/// Reads the command line and does what it asks for. Says everything that is wrong with it.
Exit obey(CLI::App& program, Call const& call, std::vector<Command> const& commands);

}  // namespace smartstart
