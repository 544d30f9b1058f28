#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/id.hpp"
#include "engine/base/quantity.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {

/// What the command line asks beside the scenario file; each becomes an override of a setting.
struct RunOptions {
    std::optional<int> replicates;
    std::optional<std::uint64_t> seed;
    std::optional<std::string> scale;  ///< "1", "1/10"
    std::optional<std::string> years;  ///< "2025-2065"
    std::vector<std::string> set;      ///< "path=value"
};

/// A setting as it stands: one text at mark 0, or texts at years or ages.
using Marks = std::map<int, std::string>;

/// One setting that a scenario has otherwise than another.
struct SettingDifference {
    std::string path;  ///< dotted; a path over years as one setting
    Marks before;      ///< empty where it was absent
    Marks after;
    int first_year{};  ///< the first year in which it differs; 0 when from the very start
};

/// The question: what is simulated, for whom, how long and how often. The settings file stays open,
/// because the steps read their parameters and levers from it when they are made.
struct Scenario {
    SettingsFile file;
    std::string name;  ///< stem of the file
    Text title, question;
    Years years{};  ///< the years that are reported
    std::uint64_t seed{};
    int replicates{};
    int minimum_cell{};   ///< counts of fewer people are not written; 0: all are
    bool all_outcomes{};  ///< also those that only serve to be held against published figures
    std::vector<FamilyId> traced;     ///< households that are told of month by month
    std::uint64_t traces_left_out{};  ///< that were asked for, but would be published
    double scale{};                   ///< simulated share of the households, in (0, 1]
    std::filesystem::path region;     ///< folder with the region's tables; empty: not found
    int rehearsal_years{};            ///< years of growing up before the region's base year
    int base_year{};  ///< 1 January of this year is what the region's tables describe

    /// Stem of the file where its chain of `extends` begins; empty: it extends none.
    std::string base;
    std::vector<SettingDifference> changes;  ///< what it has otherwise than that base
    /// First month in which it can differ from its base; empty when it never does or has no base.
    std::optional<Month> start_of_difference;

    /// Tells from another settings file what this one has otherwise, and from when on.
    void compare_with(SettingsFile const& other, std::string const& name_of_other);

    /// Reads everything but the steps' own settings. Problems stay with `file` until finish().
    static Scenario read(std::filesystem::path const& path, RunOptions const& options);
};

/// What differs between two files. Settings that change nothing that happens (title, publish,
/// traces) are left out.
std::vector<SettingDifference> differences(SettingsFile const& base, SettingsFile const& other,
                                           int last_year);

}  // namespace smartstart
