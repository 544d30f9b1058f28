#pragma once

#include <map>
#include <string>
#include <vector>

namespace smartstart {

class SettingsFile;

/// What the values of a path over time stand at; none: the setting is one value.
enum class PathMarks { none, years, any };

/// What a setting must look like, as the part of the model that reads it asked for it.
struct SettingForm {
    /// share, rate, euro, months, month, years, number, whole, flag, text, texts (in Dutch and in
    /// English), words and wholes (lists) or choice
    std::string kind;
    std::string wanted;              ///< in words, with an example
    PathMarks marks{};               ///< may also be several values by year, or by year or age
    std::vector<std::string> words;  ///< of a choice
};

/// The form of every setting that was asked for up to now, by dotted path; those that the scenario
/// leaves out are among them.
std::map<std::string, SettingForm> const& forms_of(SettingsFile const& file);

}  // namespace smartstart
