#pragma once

#include <filesystem>

#include "engine/run/life.hpp"
#include "engine/store/checkpoint.hpp"

namespace smartstart {

/// Writes a life, as it is at the beginning of a year, with all that was seen of it. Throws
/// StoreError, or FileInUse while another process writes the same file.
void write_life(Life const& life, CheckpointHead const& head, std::filesystem::path const& name);

/// The life in a checkpoint, to go on under this blueprint. Throws InputError, naming the file and
/// the place in it, when any of it is not what was written or not what this program holds.
Life read_life(CheckpointReader const& checkpoint, Blueprint const& blueprint);

}  // namespace smartstart
