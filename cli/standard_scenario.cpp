#include "cli/standard_scenario.hpp"

#include <array>
#include <string>
#include <system_error>

#include "engine/base/error.hpp"

namespace smartstart {

std::optional<std::filesystem::path> project_file(std::string_view name)
{
    namespace fs = std::filesystem;
    std::error_code ignored;
    auto const program = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    for (auto const& folder : std::array{fs::path{}, program.parent_path() / "share/smartstart",
                                         program.parent_path().parent_path()}) {
        if (fs::exists(folder / name, ignored)) {
            return folder / name;
        }
    }
    return std::nullopt;
}

std::filesystem::path standard_scenario()
{
    constexpr auto name = "scenarios/today-30-70.yaml";
    if (auto const found = project_file(name)) {
        return *found;
    }
    throw InputError{"there is no " + std::string{name} +
                     " here, nor where the program was installed. Name a scenario with --scenario, "
                     "such as '--scenario mine.yaml'."};
}

}  // namespace smartstart
