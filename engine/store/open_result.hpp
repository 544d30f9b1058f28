#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/store/hdf5.hpp"
#include "engine/store/seal.hpp"

namespace smartstart {

/// A file that is ours by its format and version, and what its seal says of its bytes: whole or
/// none.
struct ResultOnDisk {
    hdf5::File file;
    Seal seal;
};

/// Throws InputError for a file that is absent, not ours, of another format version, cut short or
/// damaged, and says which.
ResultOnDisk open_result(std::filesystem::path const& name);

/// Throws InputError about this file.
[[noreturn]] void refuse_result(std::filesystem::path const& name, std::string const& why);

/// What to tell about a damaged file and what to do.
std::string damage_text(std::string_view why);

}  // namespace smartstart
