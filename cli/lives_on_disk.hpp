#pragma once

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "engine/run/life_keeper.hpp"

namespace smartstart {

/// What a run keeps on disk while it goes on, unless the user asks otherwise.
inline OnDisk usually_on_disk()
{
    constexpr double minute = 60.0;
    return {.every_seconds = minute};
}

/// The options of `run` that say what is kept.
void add_options_on_disk(CLI::App& call, OnDisk& asked, Language language);

}  // namespace smartstart
