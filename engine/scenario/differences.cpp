#include <set>
#include <string>

#include "engine/scenario/scenario.hpp"
#include "engine/scenario/signature.hpp"

namespace smartstart {

std::vector<SettingDifference> differences(SettingsFile const& base, SettingsFile const& other,
                                           int last_year)
{
    auto const before = settings_that_count(base);
    auto const after = settings_that_count(other);
    std::set<std::string> paths;
    for (auto const* all : {&before, &after}) {
        for (auto const& [path, marks] : *all) {
            paths.insert(path);
        }
    }
    std::vector<SettingDifference> found;
    for (auto const& path : paths) {
        auto const written_before = before.contains(path) ? before.at(path) : Marks{};
        auto const written_after = after.contains(path) ? after.at(path) : Marks{};
        auto const one = by_size(written_before);
        auto const two = by_size(written_after);
        if (one == two) {
            continue;
        }
        int first = 0;
        if (!one.empty() && !two.empty()) {
            while (first <= last_year && signature(one, first) == signature(two, first)) {
                ++first;
            }
        }
        if (first <= last_year) {
            found.push_back({path, written_before, written_after, first});
        }
    }
    return found;
}

}  // namespace smartstart
