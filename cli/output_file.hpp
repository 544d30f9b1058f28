#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// A file that a command writes because an option names it; without a name where nobody asked.
struct OutputFile {
    std::filesystem::path name;
    char const* option;
    char const* example;  ///< whose ending it must have
};

/// Throws InputError where one ends otherwise than it must: a result or a scenario that is named by
/// mistake would be lost.
void check_endings(std::vector<OutputFile> const& files);

/// Throws OutputExists where one is there and may not be replaced: before anything is read or
/// lived. The sentence comes behind what can be done.
void refuse_existing(std::vector<OutputFile> const& files, Overwrite overwrite,
                     std::string const& sentence = {});

/// What `--force` asks for.
Overwrite overwrite_for(bool force);

/// `--force`, for a command that writes such files.
void add_force_option(CLI::App& call, bool& force, Language language);

}  // namespace smartstart
