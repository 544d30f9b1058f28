#pragma once

#include <functional>

#include "calibration/scorecard/pattern.hpp"

namespace smartstart {

/// What the runs of a validation found. Counts are of outcomes, tables and items of money.
struct Verified {
    double changed_by_null_policy{};
    double changed_by_detection{};  ///< beside known cases and what they cost
    double shock_left{};            ///< share of a shock at 4 that is left at 12
    double shock_adult{};  ///< levels of education (low 1, middle 2, high 3) more at 30, per sd
};

/// How many parts of the work are done, and of how many.
using TellPart = std::function<void(int done, int all)>;

/// Lives the runs of the plan; a quarter of a minute of one processor. Throws InputError where a
/// scenario is missing or wrong.
Verified verify(VerificationPlan const& plan, TellPart const& tell);

}  // namespace smartstart
