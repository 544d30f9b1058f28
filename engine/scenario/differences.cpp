#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "engine/scenario/scenario.hpp"

namespace smartstart {
namespace {

/// A setting as it stands: one text, or texts at marks.
using Marks = std::map<int, std::string>;

bool is_mark(std::string const& key)
{
    return !key.empty() && key.size() <= 4 && std::ranges::all_of(key, [](unsigned char letter) {
        return letter >= '0' && letter <= '9';
    });
}

/// `a.b.2030: x` belongs to the setting `a.b` at mark 2030; `a.b: x` holds at every mark.
std::map<std::string, Marks> by_setting(SettingsFile const& file)
{
    constexpr std::array only_describes{"title", "question", "extends", "format"};
    std::map<std::string, Marks> all;
    for (auto const& [path, text] : file.values()) {
        auto const top = path.substr(0, path.find('.'));
        if (std::ranges::find(only_describes, top) != only_describes.end()) {
            continue;
        }
        auto const dot = path.rfind('.');
        auto const last = dot == std::string::npos ? path : path.substr(dot + 1);
        if (dot != std::string::npos && is_mark(last)) {
            all[path.substr(0, dot)][std::stoi(last)] = text;
        }
        else {
            all[path][0] = text;
        }
    }
    return all;
}

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

std::string as_written(Marks const& marks)
{
    if (marks.size() == 1) {
        return marks.begin()->second;
    }
    std::string text;
    for (auto const& [mark, value] : marks) {
        text += (text.empty() ? "{" : ", ") + std::to_string(mark) + ": " + value;
    }
    return text.empty() ? text : text + "}";
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
        auto const one = before.contains(path) ? before.at(path) : Marks{};
        auto const two = after.contains(path) ? after.at(path) : Marks{};
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
            found.push_back({path, as_written(one), as_written(two), first});
        }
    }
    return found;
}

}  // namespace smartstart
