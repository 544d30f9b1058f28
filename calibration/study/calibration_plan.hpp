#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "calibration/fitting/method.hpp"
#include "calibration/observations/target.hpp"
#include "calibration/study/unknown.hpp"
#include "engine/run/prepare.hpp"

namespace smartstart {

/// A calibration as its file asks for it.
struct CalibrationPlan {
    std::string name;     ///< stem of the file
    std::string written;  ///< the file, text for text
    std::filesystem::path scenario;
    std::filesystem::path targets_file;
    RunOptions options;  ///< years, scale and settings of every run
    std::uint64_t seed{};
    std::vector<Unknown> unknowns;
    std::vector<Target> targets;
    MethodPlan method;
    int draws{};    ///< of the posterior that are kept
    int checked{};  ///< of these, spread over them, that are run again, to see the fit after
    std::shared_ptr<Prepared const> base;  ///< the scenario with its own values

    /// Settings of a run at a point (in coordinates).
    std::vector<std::string> settings_at(Eigen::VectorXd const& point) const;
};

/// Reads a file of format `smartstart-calibration 1`:
///
///     scenario: ../scenarios/today-30-70.yaml
///     targets: targets/hart-van-brabant-2025.yaml
///     years: 2025-2025
///     scale: 1/20
///     seed: 20250101
///     waves: {points: [100, 80, 80], repeated: 20 %}       # see method_settings.hpp
///     posterior: {draws: 200, checked: 40}
///     unknowns:
///       debts.entry: {}                                      # prior of the parameter file
///       debts.poor: {prior: {kind: normal, low: 0.3, high: 0.6}}
///
/// Throws InputError with every mistake at once.
CalibrationPlan read_calibration_plan(std::filesystem::path const& file);

}  // namespace smartstart
