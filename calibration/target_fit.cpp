#include "calibration/target_fit.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

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
    fit.off = target.figure == 0.0 ? fit.mean : (fit.mean - target.figure) / target.figure;
    fit.verdict =
        std::abs(fit.off) <= target.tolerance ? TargetVerdict::hit : TargetVerdict::missed;
    return fit;
}

std::string number(TargetFit const& fit, double value)
{
    if (fit.is_share) {
        return fmt::format("{:.{}f} %", 100.0 * value, std::abs(value) < 0.02 ? 2 : 1);
    }
    return std::abs(value) >= 100.0 ? fmt::format("{:.0f}", value) : fmt::format("{:.2f}", value);
}

std::string_view word(TargetVerdict verdict)
{
    switch (verdict) {
        case TargetVerdict::hit:
            return "hit";
        case TargetVerdict::missed:
            return "missed";
        default:
            return "not in the result";
    }
}

std::string place_text(Target const& target)
{
    auto const place = target.place.empty() ? std::string{"region"} : target.place;
    return target.group == "all" ? place : place + ", " + target.group;
}

std::string model_text(TargetFit const& fit)
{
    return fit.verdict == TargetVerdict::not_in_result
               ? std::string{"-"}
               : fmt::format("{} ({} to {})", number(fit, fit.mean), number(fit, fit.lowest),
                             number(fit, fit.highest));
}

std::string summary(std::vector<TargetFit> const& fits)
{
    auto const count = [&](auto const& wanted) {
        return std::count_if(fits.begin(), fits.end(), wanted);
    };
    auto const required = count([](TargetFit const& fit) { return fit.target.required; });
    auto const required_hit = count([](TargetFit const& fit) {
        return fit.target.required && fit.verdict == TargetVerdict::hit;
    });
    auto const hit = count([](TargetFit const& fit) { return fit.verdict == TargetVerdict::hit; });
    return fmt::format("{} of {} figures hit; of the {} required ones {}.", hit, fits.size(),
                       required, required_hit);
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

std::string fit_text(std::vector<TargetFit> const& fits)
{
    std::string text = fmt::format("{:<30} {:<18} {:>10} {:>30} {:>8}  {}\n", "figure", "where",
                                   "published", "model (lowest to highest)", "off", "verdict");
    for (auto const& fit : fits) {
        text += fmt::format("{:<30} {:<18} {:>10} {:>30} {:>+7.1f}%  {}{}\n", fit.target.name,
                            place_text(fit.target), number(fit, fit.target.figure), model_text(fit),
                            100.0 * fit.off, word(fit.verdict),
                            fit.target.required ? "" : " (not required)");
    }
    return text + summary(fits) + "\n";
}

std::string fit_markdown(std::vector<TargetFit> const& fits, Result const& result)
{
    std::string text = fmt::format(
        "# First fit: published levels against the model\n\n"
        "Made by `smartstart run scenarios/today-30-70.yaml --years 2025-2025 --replicates 2` and "
        "then `smartstart "
        "validate results/today-30-70.h5 --format markdown`. Scenario `{}`, seed {}, {} "
        "replicates, {:.4g} of the "
        "households. {}\n\n"
        "| figure | where | published | model (lowest to highest) | off | verdict | source |\n"
        "| --- | --- | ---: | ---: | ---: | --- | --- |\n",
        result.scenario, result.seed, result.replicates.size(), result.scale, summary(fits));
    for (auto const& fit : fits) {
        text += fmt::format("| {} | {} | {} | {} | {:+.1f} % | {}{} | {} |\n", fit.target.name,
                            place_text(fit.target), number(fit, fit.target.figure), model_text(fit),
                            100.0 * fit.off, word(fit.verdict),
                            fit.target.required ? "" : " (not required)", fit.target.source);
    }
    return text;
}

}  // namespace smartstart
