#pragma once

#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/run/study/study.hpp"

namespace smartstart::studies {

/// Whether these paths are one setting, or one is a mark of the other: `steps.fertility.level` and
/// `steps.fertility.level.30`.
bool overlap(std::string const& path, std::string const& other);

/// What a study's draws set although it is set already: by the command line, by the study for every
/// run, by a choice of a switch, or by a scenario, over the parameter files or otherwise than the
/// scenario that it extends or that is run beside it. One of the two would not count, and a draw
/// that wins makes different scenarios equal. Each at its place. Throws InputError where a scenario
/// cannot be read.
std::vector<Problem> set_twice(Study const& study);

/// Where a scenario's settings say this, and the line there. The place of what holds it, where the
/// setting itself is not written.
Problem place_in(SettingsFile const& scenario, std::string const& path);

}  // namespace smartstart::studies
