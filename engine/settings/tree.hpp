#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.hpp"

namespace smartstart {

/// What can stand at a key.
enum class Shape { nothing, scalar, list, section };

/// One value of a settings file, or a section with its values, and what has been read of it.
struct SettingsNode {
    Shape shape = Shape::nothing;
    std::string key;   ///< empty for the root and in a list
    std::string text;  ///< of a scalar
    std::string base;  ///< the text that this one replaced, of a scalar or the first of a path
    Place key_place;
    Place place;  ///< of the value; of the key where the value starts on a later line
    std::vector<SettingsNode> children;

    bool read = false;    ///< somebody asked for it
    bool broken = false;  ///< what is wrong with it has been said: say no more about it
    std::set<std::string, std::less<>> asked;  ///< keys that somebody asked this section for

    SettingsNode* find(std::string_view child_key);
    SettingsNode const* find(std::string_view child_key) const;
    void drop(std::string_view child_key);
};

/// A section whose keys are all whole numbers, such as `{2025: 30 %, 2030: 50 %}`.
bool is_path(SettingsNode const& node);

/// `-12`, `0`, `2030`, but not `007`, `+3` or `1e3`.
bool is_whole_number(std::string_view text);

/// Puts one tree over another: sections key by key, all else is replaced whole.
void merge(SettingsNode& under, SettingsNode over);

/// PathMarks this value and all below it as read.
void mark_read(SettingsNode& node);

/// A key in a section: `steps` and `debts` give `steps.debts`.
std::string dotted(std::string_view path, std::string_view key);

/// The sections that a key stands in: `a` and `a.b` of `a.b.c`.
std::vector<std::string> sections_above(std::string_view path);

/// Values that are neither sections nor broken and that nobody has read, as dotted paths.
std::vector<std::string> unread_values(SettingsNode const& root);

/// What stands at a key, as the middle of a sentence: `is '50'`, `is a section`, `is empty`.
std::string describe(SettingsNode const& node);

/// A piece of the user's text for within a sentence: in quotes, on one line, cut when long.
std::string in_quotes(std::string_view text);

}  // namespace smartstart
