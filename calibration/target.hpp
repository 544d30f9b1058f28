#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/outcome/outcome_info.hpp"

namespace smartstart {

/// A published figure that a result can be held against.
struct Target {
    std::string name{};                   ///< of the figure, such as "youth_care_use"
    std::vector<std::string> outcomes{};  ///< their values are added up
    double times{1.0};                    ///< what the sum is multiplied by
    std::string place{};                  ///< name of a municipality; empty for the whole region
    std::string group{"all"};
    int year{};          ///< the simulated year that is looked at
    double figure{};     ///< in units of the outcome: a share from 0 to 1, persons, ...
    double tolerance{};  ///< how far off the model may be, as a share of the figure
    bool required{};     ///< the model must hit it; others are told only
    std::string source{};
};

/// Reads a file of targets (`format: smartstart-targets 1`) against the outcomes that a result has:
///
///     year: 2025
///     tolerance: 15 %
///     region: ../scenarios/regions/hart-van-brabant   # adds inhabitants by municipality and age
///     targets:
///       total_fertility: {outcomes: [fertility_15_19, fertility_20_24], times: 5, value: 1.43,
///                         required: true, source: "CBS 85747NED, 2023"}
///
/// The value carries a percent sign where the outcome is a share. Throws InputError with every
/// mistake at once: unknown outcomes with the nearest known name, a value without a source, doubled
/// figures, and whatever the settings reader refuses.
std::vector<Target> read_targets(std::filesystem::path const& file,
                                 std::vector<OutcomeInfo> const& outcomes);

}  // namespace smartstart
