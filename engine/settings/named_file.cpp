#include "engine/settings/named_file.hpp"

#include "engine/settings/source_text.hpp"

namespace smartstart {

std::filesystem::path file_at(Settings const& settings, std::string_view key,
                              std::filesystem::path const& folder)
{
    auto const name = settings.get<std::string>(key);
    if (name.empty()) {
        return {};
    }
    auto const source = read_source(folder / name);
    if (!source.trouble.empty()) {
        settings.reject(key, "is '" + name + "', which cannot be used: " + source.trouble);
        return {};
    }
    return folder / name;
}

}  // namespace smartstart
