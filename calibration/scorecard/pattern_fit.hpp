#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "calibration/scorecard/pattern.hpp"
#include "calibration/scorecard/verification.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

enum class PatternVerdict : std::uint8_t {
    holds,          ///< the mean over replicates lies within the bounds
    fails,          ///< it does not
    told,           ///< there is no bound: the number is shown for the reader to judge
    not_in_result,  ///< the results lack a year, an outcome or a table
    not_looked_at,  ///< a second result or a run was not asked for
};

/// One pattern and what the model shows of it, in the unit of the pattern.
struct PatternFit {
    Pattern pattern;
    double mean{};  ///< over the replicates
    double lowest{};
    double highest{};
    PatternVerdict verdict{};
};

/// The effects of trials, by the name that a pattern calls them by.
using TrialNumbers = std::map<std::string, double>;

/// What patterns are looked for in.
struct PatternSources {
    Result const& base;
    Result const* other{};         ///< a scenario that differs from it
    Verified const* verified{};    ///< what runs of the validation found
    TrialNumbers const* trials{};  ///< what trials inside the model found
};

std::vector<PatternFit> fit_patterns(PatternSources const& sources,
                                     std::vector<Pattern> const& patterns);

/// True when no required pattern fails, or could not be found in a result that was given for it.
bool all_required_hold(std::vector<PatternFit> const& fits);

/// Whether a pattern that is not required looks at an outcome that this result does not have.
bool wants_all_outcomes(Result const& result, Pattern const& pattern);

}  // namespace smartstart
