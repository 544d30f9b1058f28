#include "calibration/observations/target_fit.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/store/result_values.hpp"

namespace smartstart {
namespace {

template <class List, class Matches>
std::optional<std::size_t> position(List const& list, Matches const& matches)
{
    auto const found = std::find_if(list.begin(), list.end(), matches);
    return found == list.end() ? std::nullopt : std::optional<std::size_t>{found - list.begin()};
}

/// The model's value in each replicate; empty where the result cannot tell.
std::vector<double> model_values(Result const& result, Target const& target)
{
    auto const year = position(result.years, [&](int one) { return one == target.year; });
    auto const group =
        position(result.groups, [&](GroupInfo const& one) { return one.label == target.group; });
    auto const place = target.place.empty()
                           ? std::optional{result.municipalities.size()}
                           : position(result.municipalities, [&](PlaceInfo const& one) {
                                 return one.name == target.place;
                             });
    if (!year || !group || !place) {
        return {};
    }
    std::vector<double> sums(result.replicates.size());
    for (auto const& id : target.outcomes) {
        auto const outcome =
            position(result.outcomes, [&](OutcomeInfo const& one) { return one.id == id; });
        if (!outcome) {
            return {};
        }
        auto const values = replicate_values(result, {*outcome, *year, *place, *group});
        std::transform(values.begin(), values.end(), sums.begin(), sums.begin(),
                       [&](double one, double sum) { return sum + target.times * one; });
    }
    if (std::any_of(sums.begin(), sums.end(), [](double one) { return std::isnan(one); })) {
        return {};
    }
    return sums;
}

bool shown_as_share(Result const& result, Target const& target)
{
    auto const outcome = position(
        result.outcomes, [&](OutcomeInfo const& one) { return one.id == target.outcomes.front(); });
    return target.times == 1.0 && outcome && result.outcomes[*outcome].units == "1";
}

TargetFit fit_target(Result const& result, Target const& target)
{
    TargetFit fit{.target = target, .is_share = shown_as_share(result, target)};
    auto const values = model_values(result, target);
    if (values.empty()) {
        fit.verdict = TargetVerdict::not_in_result;
        return fit;
    }
    double sum = 0.0;
    for (auto const one : values) {
        sum += one;
    }
    fit.mean = sum / static_cast<double>(values.size());
    fit.lowest = *std::min_element(values.begin(), values.end());
    fit.highest = *std::max_element(values.begin(), values.end());
    fit.off = target.off(fit.mean);
    fit.verdict =
        std::abs(fit.off) <= target.tolerance ? TargetVerdict::hit : TargetVerdict::missed;
    return fit;
}

}  // namespace

std::vector<TargetFit> fit_targets(Result const& result, std::vector<Target> const& targets)
{
    std::vector<TargetFit> fits;
    for (auto const& target : targets) {
        fits.push_back(fit_target(result, target));
    }
    return fits;
}

bool all_required_hit(std::vector<TargetFit> const& fits)
{
    return std::all_of(fits.begin(), fits.end(), [](TargetFit const& fit) {
        return !fit.target.required || fit.verdict == TargetVerdict::hit;
    });
}

}  // namespace smartstart
