#include "engine/run/other_run.hpp"

#include <map>
#include <sstream>

#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/run/assemble.hpp"
#include "engine/store/unfinished.hpp"

namespace smartstart {
namespace {

/// The lines of a resolved scenario by their paths: each level is two spaces deeper.
std::map<std::string, std::string> by_path(std::string const& resolved)
{
    std::map<std::string, std::string> values;
    std::vector<std::string> above;
    std::string path;
    std::istringstream lines{resolved};
    for (std::string line; std::getline(lines, line);) {
        auto const start = line.find_first_not_of(' ');
        auto const colon = line.find(':');
        if (start == std::string::npos) {
            continue;
        }
        if (line[start] == '-' || colon == std::string::npos) {  // goes on with the one before
            values[path] += line;
            continue;
        }
        above.resize(start / 2);
        above.push_back(line.substr(start, colon - start));
        path = fmt::format("{}", fmt::join(above, "."));
        values[path] = line.substr(colon + 1);
    }
    values.erase("replicates");
    std::erase_if(values, [](auto const& one) { return one.second.empty(); });  // of sections
    return values;
}

}  // namespace

std::vector<std::string> differing_settings(std::string const& resolved, std::string const& other)
{
    auto ours = by_path(resolved);
    std::vector<std::string> paths;
    for (auto const& [path, value] : by_path(other)) {
        auto const found = ours.extract(path);
        if (found.empty() || found.mapped() != value) {
            paths.push_back(path);
        }
    }
    for (auto const& [path, value] : ours) {
        paths.push_back(path);
    }
    return paths;
}

std::string differing_text(std::string const& resolved, std::string const& other)
{
    constexpr std::size_t most_told = 5;
    auto paths = differing_settings(resolved, other);
    if (paths.size() > most_told) {
        paths.resize(most_told);
        paths.emplace_back("...");
    }
    return paths.empty() ? "" : fmt::format(" Other than here is '{}'.", fmt::join(paths, "', '"));
}

void check_settings_of_unfinished(std::filesystem::path const& part, Prepared const& prepared)
{
    if (!std::filesystem::exists(part) || Unfinished::is_of(part, identity_of(prepared))) {
        return;
    }
    auto const settings = Unfinished::look(part).settings;
    auto const differs = differing_text(prepared.scenario.file.resolved(), settings);
    if (!settings.empty() && !differs.empty()) {
        throw InputError{Unfinished::other_run(part) + differs};
    }
}

}  // namespace smartstart
