#include "engine/scenario/signature.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "engine/base/sha256.hpp"
#include "engine/settings/form.hpp"

namespace smartstart {

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

Marks by_size(Marks marks)
{
    for (auto& [mark, text] : marks) {
        if (auto const kind = kind_of(text); !kind.empty()) {
            text = fmt::format("{} {}", comparable(text), kind);
        }
    }
    return marks;
}

std::map<std::string, Marks> settings_that_count(SettingsFile const& file)
{
    constexpr std::array only_describes{"title",   "question",   "replicates",
                                        "publish", "disclosure", "traces"};
    auto all = file.marks();
    std::erase_if(all, [&](auto const& setting) {
        auto const top = setting.first.substr(0, setting.first.find('.'));
        return std::ranges::find(only_describes, top) != only_describes.end();
    });
    return all;
}

SettledUntil::SettledUntil(SettingsFile const& file)
{
    std::map<int, std::string> lines;  // by the year in which something is otherwise
    for (auto& [path, written] : settings_that_count(file)) {
        if (path == "years" || written.empty()) {
            continue;
        }
        auto const marks = by_size(std::move(written));
        // Between these years nothing changes.
        std::set<int> turns{0};
        for (auto const& [mark, text] : marks) {
            turns.insert({mark, mark + 1});
        }
        std::optional<std::string> before;
        for (auto const year : turns) {
            auto value = signature(marks, year);
            if (value != before) {
                lines[year] += fmt::format("{} {} {}\n", path, year, value);
            }
            before = std::move(value);
        }
    }
    std::string digest;
    for (auto const& [year, text] : lines) {
        digest = sha256(digest + text);
        since_.emplace_back(year, digest);
    }
}

std::string SettledUntil::digest(int year) const
{
    auto const after =
        std::ranges::lower_bound(since_, year, {}, [](auto& one) { return one.first; });
    return after == since_.begin() ? sha256("") : std::prev(after)->second;
}

}  // namespace smartstart
