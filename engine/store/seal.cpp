#include "engine/store/seal.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "engine/base/sha256.hpp"

namespace smartstart {
namespace {

constexpr std::string_view opening = "\nsmartstart-seal sha256 ";
constexpr std::size_t digits = 64;
constexpr std::size_t length = opening.size() + digits + 1;

}  // namespace

std::string seal_of(std::string_view bytes)
{
    return std::string{opening} + sha256(bytes) + "\n";
}

Seal seal_on(std::filesystem::path const& name)
{
    std::ifstream file{name, std::ios::binary};
    std::string const all{std::istreambuf_iterator<char>{file}, {}};
    std::string_view const bytes{all};
    auto const end = bytes.substr(bytes.size() - std::min(bytes.size(), length));
    auto const at = end.rfind(opening);
    if (at == std::string_view::npos) {
        return Seal::none;
    }
    if (at != 0 || end.back() != '\n') {
        return Seal::cut;
    }
    return seal_of(bytes.substr(0, bytes.size() - length)) == end ? Seal::whole : Seal::broken;
}

}  // namespace smartstart
