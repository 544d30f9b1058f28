#pragma once

#include <cstdint>
#include <vector>

#include "calibration/observations/target.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// What may be said of a model value against a figure.
enum class TargetVerdict : std::uint8_t {
    hit,            ///< the mean over replicates is within the tolerance
    missed,         ///< it is not
    not_in_result,  ///< the result lacks the year, the place or the outcome, or nobody was counted
};

/// One figure and what the model has for it.
struct TargetFit {
    Target target;
    bool is_share{};  ///< the figure is a share of people or households, shown as a percentage
    double mean{};    ///< over the replicates
    double lowest{};
    double highest{};
    double off{};  ///< how far the mean is off, as a share (Target::off)
    TargetVerdict verdict{};
};

std::vector<TargetFit> fit_targets(Result const& result, std::vector<Target> const& targets);

/// True when no required target was missed or could not be looked up.
bool all_required_hit(std::vector<TargetFit> const& fits);

}  // namespace smartstart
