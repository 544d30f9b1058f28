#pragma once

#include <filesystem>
#include <string_view>

#include "engine/store/result.hpp"

namespace smartstart {

/// Puts a file on disk so that it is there whole or not at all: written to NAME.new, forced to the
/// disk, renamed, and the folder forced to the disk. Makes the folder where it is missing.
/// Throws OutputExists, or StoreError that says why the disk refused and what is safe.
void put_on_disk(std::filesystem::path const& name, std::string_view bytes, Overwrite overwrite);

/// Throws StoreError where put_on_disk would not get to write this: better before hours of work
/// than after them. Makes the folder where it is missing, and leaves nothing else behind.
void check_can_be_put(std::filesystem::path const& name);

}  // namespace smartstart
