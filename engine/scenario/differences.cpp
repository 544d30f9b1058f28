#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "engine/scenario/scenario.hpp"
#include "engine/settings/form.hpp"

namespace smartstart {
namespace {

/// What decides the value in a year: the text before it and, between two marks, the one after.
std::string signature(Marks const& marks, int year)
{
    auto const after = marks.upper_bound(year);
    if (after == marks.begin()) {
        return after->second;
    }
    auto const before = std::prev(after);
    if (before->first == year || after == marks.end() || after->second == before->second) {
        return before->second;
    }
    return std::to_string(before->first) + before->second + "/" + std::to_string(after->first) +
           after->second;
}

/// The same marks with one spelling for each quantity: `0.5 million euro` is `500 thousand euro`.
Marks by_size(Marks marks)
{
    for (auto& [mark, text] : marks) {
        if (auto const kind = kind_of(text); !kind.empty()) {
            text = fmt::format("{} {}", comparable(text), kind);
        }
    }
    return marks;
}

std::map<std::string, Marks> by_setting(SettingsFile const& file)
{
    constexpr std::array only_describes{"title", "question", "replicates"};
    auto all = file.marks();
    std::erase_if(all, [&](auto const& setting) {
        auto const top = setting.first.substr(0, setting.first.find('.'));
        return std::ranges::find(only_describes, top) != only_describes.end();
    });
    return all;
}

}  // namespace

std::vector<SettingDifference> differences(SettingsFile const& base, SettingsFile const& other,
                                           int last_year)
{
    auto const before = by_setting(base);
    auto const after = by_setting(other);
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
