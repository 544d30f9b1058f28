#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace smartstart {

/// The last line of a result file: the SHA-256 of all bytes before it. HDF5 does not look beyond
/// its own end, so that every reader opens a sealed file.
std::string seal_of(std::string_view bytes);

enum class Seal : std::uint8_t {
    whole,   ///< every byte is as it was written
    broken,  ///< the file was damaged
    cut,     ///< the file ends within its seal
    none,    ///< another program wrote in the file and dropped it
};
/// Looks at a file before HDF5 does: a damaged file can crash that library or keep it busy for
/// ever.
Seal seal_on(std::filesystem::path const& name);

}  // namespace smartstart
