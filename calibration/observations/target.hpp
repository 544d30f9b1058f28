#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "calibration/observations/disclosure.hpp"
#include "engine/outcome/outcome_info.hpp"
#include "engine/settings/values.hpp"

namespace smartstart {

/// What a figure is for.
enum class TargetUse : std::uint8_t {
    calibrate,  ///< the parameters are fitted to it, and it is looked at
    validate,   ///< kept out of every fit: it tells how good a fit is where nobody fitted
};

/// A published figure that a result can be held against.
struct Target {
    std::string name{};                   ///< of the figure, such as "youth_care_use"
    Text title{};                         ///< the name for people; empty: that of the outcome
    std::vector<std::string> outcomes{};  ///< their values are added up
    double times{1.0};                    ///< what the sum is multiplied by
    std::string place{};                  ///< name of a municipality; empty for the whole region
    std::string group{"all"};
    int year{};       ///< the simulated year that is looked at
    double figure{};  ///< in units of the outcome: a share from 0 to 1, persons, ...
    /// What was left out is at most this, in those units; the figure is then the middle of that.
    std::optional<double> at_most{};
    double tolerance{};  ///< how far off the model may be, as a share of the figure; none of a 0
    bool required{};     ///< the model must hit it; others are told only
    Text source{};
    TargetUse use{TargetUse::calibrate};
    double out_of{};  ///< of how many the figure is a share; 0: of as many as the model has
    Disclosure disclosure{};
    /// Share of the discrepancy that is left in the next year, where the same figure is a target of
    /// several years: how far the model is off is then not luck anew each year.
    double over_years{};
    /// Names of the targets that add up to this one: a row of a table with its total.
    std::vector<std::string> total_of{};

    /// How far off a value of the model is, as a share of the figure, or of the most that a figure
    /// which was left out can be; 0 for all that it can be. Of a figure of 0 nothing is a share: a
    /// value that would be let out as 0 is 0 off, and any other infinitely far.
    double off(double value) const;
    /// The values of the model that agree with it.
    struct Agreeing {
        double low{}, high{};
    };
    Agreeing agreeing() const;
};

/// What a target counts, where `info` is its first outcome: a sum of shares, or a multiple of one,
/// is a mean.
Figure figure_of(Target const& target, OutcomeInfo const& info);

/// Reads a file of targets (`format: smartstart-targets 1`) against the outcomes that a result has:
///
///     year: 2025
///     tolerance: 15 %
///     minimum: 10          # no count in this file is of fewer people; may be absent
///     region: ../scenarios/regions/hart-van-brabant   # adds inhabitants by municipality and age
///     targets:
///       total_fertility: {outcomes: [fertility_15_19, fertility_20_24], times: 5, value: 1.43,
///                         required: true, source: "CBS 85747NED, 2023"}
///
/// Further keys of a target: `title: {nl: ..., en: ...}` (that of the outcome), `year` and
/// `tolerance` of its own, `use: calibrate | validate` (calibrate), `out_of` (how many a share is
/// of), `observation` (disclosure.hpp; what was left out needs no value), `over_years` (also for
/// all), `total_of`. The value carries a percent sign where the outcome is a share. Throws
/// InputError with every mistake at once: unknown outcomes with the nearest known name, a value
/// without a source, doubled figures, cells under the minimum (or that leave fewer of what they are
/// a share of), an observation that is not of such a figure, a share over 100 %, what names or
/// numbers people (privacy.hpp), and whatever the settings reader refuses.
std::vector<Target> read_targets(std::filesystem::path const& file,
                                 std::vector<OutcomeInfo> const& outcomes);

}  // namespace smartstart
