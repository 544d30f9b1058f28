#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/scenario.hpp"

namespace smartstart {

/// What decides the value of a setting in a year: the text before it and, between two marks, the
/// one after. Equal in two scenarios where the setting is.
std::string signature(Marks const& marks, int year);

/// The same marks with one spelling for each quantity: `0.5 million euro` is `500 thousand euro`.
Marks by_size(Marks marks);

/// Every setting that can make a difference: those that only describe are left out.
std::map<std::string, Marks> settings_that_count(SettingsFile const& file);

/// What the settings of a scenario say of the years before any given one, as a digest: that of two
/// scenarios is equal exactly when `differences` finds none in those years, but for the years that
/// are reported, which change nothing that happens.
class SettledUntil {
public:
    explicit SettledUntil(SettingsFile const& file);
    /// SHA-256 of all that counts in the years before this one.
    std::string digest(int year) const;

private:
    std::vector<std::pair<int, std::string>> since_;  ///< year of a change, digest from then on
};

}  // namespace smartstart
