#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/settings/setting_form.hpp"
#include "engine/settings/tree.hpp"

namespace smartstart {

/// A merged tree of settings and everything that is wrong with it so far. All views share it.
struct SettingsDocument {
    /// A key that was asked for and is not there. Held apart, because a misspelt key beside it may
    /// explain it: then the two are one problem.
    struct Missing {
        std::string path;
        Problem problem;
    };

    SettingsNode root;
    std::vector<Problem> problems;
    std::vector<Missing> missing;
    std::map<std::string, SettingForm> forms;               ///< asked for, by dotted path
    std::map<std::string, std::vector<std::string>> lines;  ///< of each file, for excerpts
    std::deque<SettingsNode> stand_ins;                     ///< for sections that are missing
    bool unusable = false;  ///< a file could not be read as YAML at all, so reading on is no use

    void keep_lines(std::string const& file, std::string const& text);
    Problem problem_at(Place const& place, std::string text) const;
    void note(Place const& place, std::string text);
    void note_missing(Place const& place, std::string path, std::string text);
};

/// Keys of this tree that nobody read, and keys that were asked for but are neither there nor there
/// under a misspelt name.
std::vector<Problem> open_problems(SettingsDocument const& document, SettingsNode const& root);

/// In order of file, line and column; the same problem once.
std::vector<Problem> sorted(std::vector<Problem> problems);

/// ` Is 'x' meant?` with the nearest of these names; empty where none is near.
std::string guess(std::string_view misspelt, std::vector<std::string> const& known);

/// ` Known are 'a', 'b' and 'c'.`; empty when there are none, or too many to read.
std::string listed(std::vector<std::string> const& known);

}  // namespace smartstart
