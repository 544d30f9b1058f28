#include "engine/store/seal.hpp"

#include <algorithm>
#include <fstream>

#include "engine/base/sha256.hpp"

namespace smartstart {
namespace {

constexpr std::string_view opening = "\nsmartstart-seal sha256 ";
constexpr std::size_t digits = 64;
constexpr std::size_t length = opening.size() + digits + 1;

std::string line_with(std::string const& digest)
{
    return std::string{opening} + digest + "\n";
}

/// The digest of so many bytes from here on.
std::string digest_of(std::ifstream& file, std::size_t bytes)
{
    constexpr std::size_t most = std::size_t{1} << 20U;
    std::string some(std::min(bytes, most), '\0');
    Sha256 digest;
    while (bytes > 0 &&
           file.read(some.data(), static_cast<std::streamsize>(std::min(bytes, most)))) {
        digest.add({some.data(), std::min(bytes, most)});
        bytes -= std::min(bytes, most);
    }
    return digest.digest();
}

}  // namespace

std::string seal_of(std::string_view bytes)
{
    return line_with(sha256(bytes));
}

Seal seal_on(std::filesystem::path const& name)
{
    std::ifstream file{name, std::ios::binary | std::ios::ate};
    auto const size = static_cast<std::size_t>(std::max<std::streamoff>(0, file.tellg()));
    std::string end(std::min(size, length), '\0');
    file.seekg(static_cast<std::streamoff>(size - end.size()));
    file.read(end.data(), static_cast<std::streamsize>(end.size()));
    auto const at = end.rfind(opening);
    if (at == std::string::npos) {
        return Seal::none;
    }
    if (at != 0 || end.back() != '\n') {
        return Seal::cut;
    }
    file.seekg(0);
    return line_with(digest_of(file, size - length)) == end ? Seal::whole : Seal::broken;
}

}  // namespace smartstart
