#include "calibration/scorecard/pattern_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "calibration/scorecard/pattern_measure.hpp"

namespace smartstart {
namespace {

bool asked_for(PatternSources const& sources, Measure measure)
{
    return (!needs_other(measure) || sources.other != nullptr) &&
           (!needs_run(measure) || sources.verified != nullptr) &&
           (measure != Measure::trial || sources.trials != nullptr);
}

PatternFit fit_pattern(PatternSources const& sources, Pattern const& pattern)
{
    PatternFit fit{.pattern = pattern, .verdict = PatternVerdict::not_looked_at};
    if (!asked_for(sources, pattern.measure)) {
        return fit;
    }
    auto values = measured(sources, pattern);
    if (values.empty() || std::ranges::any_of(values, [](double one) { return std::isnan(one); })) {
        fit.verdict = PatternVerdict::not_in_result;
        return fit;
    }
    for (auto& one : values) {
        one *= pattern.unit == "%" ? 100.0 : 1.0;
    }
    fit.mean =
        std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    fit.lowest = std::ranges::min(values);
    fit.highest = std::ranges::max(values);
    fit.verdict = !pattern.is_bounded()                                 ? PatternVerdict::told
                  : fit.mean >= pattern.low && fit.mean <= pattern.high ? PatternVerdict::holds
                                                                        : PatternVerdict::fails;
    return fit;
}

bool has_outcome(Result const& result, std::string const& id)
{
    return std::ranges::find(result.outcomes, id, &OutcomeInfo::id) != result.outcomes.end();
}

}  // namespace

std::vector<PatternFit> fit_patterns(PatternSources const& sources,
                                     std::vector<Pattern> const& patterns)
{
    std::vector<PatternFit> fits;
    for (auto const& pattern : patterns) {
        fits.push_back(fit_pattern(sources, pattern));
    }
    return fits;
}

bool all_required_hold(std::vector<PatternFit> const& fits)
{
    return std::ranges::none_of(fits, [](PatternFit const& fit) {
        return fit.pattern.required && (fit.verdict == PatternVerdict::fails ||
                                        fit.verdict == PatternVerdict::not_in_result);
    });
}

bool wants_all_outcomes(Result const& result, Pattern const& pattern)
{
    return !pattern.required && std::ranges::any_of(pattern.outcomes, [&](std::string const& id) {
        return !has_outcome(result, id);
    });
}

}  // namespace smartstart
