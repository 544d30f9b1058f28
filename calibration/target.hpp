#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/outcome/outcome_info.hpp"

namespace smartstart {

/// What a figure is for.
enum class TargetUse : std::uint8_t {
    calibrate,  ///< the parameters are fitted to it, and it is looked at
    validate,   ///< kept out of every fit: it tells how good a fit is where nobody fitted
};

/// How a count was let out of the place where it was counted.
struct Disclosure {
    enum class Kind : std::uint8_t { exact, rounded, suppressed, percent };
    Kind kind{Kind::exact};
    int base{1};         ///< rounded: to multiples of this
    int below{10};       ///< suppressed: counts under this are left out
    bool zeros_shown{};  ///< suppressed: a 0 would have been shown
    int decimals{};      ///< percent: decimals of the percentage
};

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
    TargetUse use{TargetUse::calibrate};
    double out_of{};  ///< of how many the figure is a share; 0: of as many as the model has
    Disclosure disclosure{};
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
/// Further keys of a target: `use: calibrate | validate` (calibrate), `out_of` (how many a share is
/// of), `observation: {kind: exact | rounded | suppressed | percent, base, below, zeros_shown,
/// decimals}`. The value carries a percent sign where the outcome is a share. Throws InputError
/// with every mistake at once: unknown outcomes with the nearest known name, a value without a
/// source, doubled figures, a share over 100 %, what names or numbers people (privacy.hpp), and
/// whatever the settings reader refuses.
std::vector<Target> read_targets(std::filesystem::path const& file,
                                 std::vector<OutcomeInfo> const& outcomes);

}  // namespace smartstart
