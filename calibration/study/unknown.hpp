#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "calibration/statistics/prior.hpp"
#include "engine/run/prepare.hpp"

namespace smartstart {

/// A number of the model that is calibrated: a setting, and what is known of it beforehand.
struct Unknown {
    std::string name;     ///< of its own: the setting without `steps.`
    std::string setting;  ///< dotted path, such as "steps.debts.entry"
    std::string unit;  ///< what stands behind the number: " per year", " %", " months", or nothing
    double written{};  ///< the value in the scenario, in that unit
    std::string meaning, source;
    Prior prior;
    double low{}, high{};  ///< the ends that the prior is given with, as it has them

    /// A value (as the prior has it: a share from 0 to 1 for percentages) as it is set.
    std::string text(double value) const;
    /// A coordinate of the prior as the number that is set: a percentage is 100 times a share.
    double as_set(double coordinate) const;
};

/// Reads the section `unknowns` of a calibration of this scenario; what is wrong is noted.
std::vector<Unknown> read_unknowns(Settings const& section, SettingsFile const& scenario);

/// Refuses priors with an end that the model does not take, where every run would fail.
void check_ends(Settings const& section, std::vector<Unknown> const& unknowns,
                std::filesystem::path const& scenario, RunOptions const& options);

/// Is `value` a place where the prior expects the parameter, but for one in a thousand?
bool expects(Prior const& prior, double value);

}  // namespace smartstart
