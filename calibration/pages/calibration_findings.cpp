#include "calibration/pages/calibration_findings.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "calibration/fitting/waves.hpp"

namespace smartstart {
namespace {

constexpr std::size_t most_pairs = 10;

/// Which runs met which of the fitted targets, within its tolerance: [target][point].
std::vector<std::vector<bool>> met(PosteriorFile const& posterior,
                                   std::vector<std::size_t> const& fitted)
{
    auto const& targets = posterior.table("targets", "fit");
    auto const& readings = posterior.table("waves", "readings");
    std::vector<std::vector<bool>> all(fitted.size(), std::vector<bool>(readings.rows()));
    for (std::size_t i = 0; i < fitted.size(); ++i) {
        auto const figure = targets.at(fitted[i], 0);
        auto const reach = targets.at(fitted[i], 1) * std::abs(figure);
        for (std::size_t point = 0; point < readings.rows(); ++point) {
            all[i][point] = std::abs(readings.at(point, i) - figure) <= reach;
        }
    }
    return all;
}

std::vector<std::string> never_met_together(PosteriorFile const& posterior)
{
    auto const& targets = posterior.table("targets", "fit");
    std::vector<std::size_t> fitted;
    for (std::size_t row = 0; row < targets.rows(); ++row) {
        if (targets.at(row, 2) > 0.5) {
            fitted.push_back(row);
        }
    }
    auto const runs = met(posterior, fitted);
    auto const ever = [&](std::size_t i) {
        return std::ranges::find(runs[i], true) != runs[i].end();
    };
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < fitted.size(); ++i) {
        for (std::size_t j = 0; j < i && lines.size() < most_pairs; ++j) {
            auto both = false;
            for (std::size_t point = 0; point < runs[i].size(); ++point) {
                both = both || (runs[i][point] && runs[j][point]);
            }
            if (!both && ever(i) && ever(j)) {
                lines.push_back(
                    fmt::format("{} and {}: each was met by some run, but never both by one.",
                                posterior.targets[fitted[j]], posterior.targets[fitted[i]]));
            }
        }
    }
    return lines;
}

}  // namespace

std::vector<std::string> unsettled(PosteriorFile const& posterior)
{
    constexpr double converged = 1.01, enough = 400.0;
    std::vector<std::string> lines;
    if (auto const* const method = posterior.maybe_table("posterior", "method")) {
        return {method->meaning};
    }
    auto const& waves = posterior.table("waves", "reports");
    auto const last = waves.rows() - 1;
    if (std::isnan(waves.at(last, 6))) {
        lines.emplace_back(
            "There was one wave only, so that nobody can see whether the means still move.");
    } else if (!(waves.at(last, 6) < most_moved)) {
        lines.push_back(
            fmt::format("With the last wave the means of the parameters moved by {:.2f} of their "
                        "standard deviations (root mean square; limit {}), one of them by {:.2f}.",
                        waves.at(last, 6), most_moved, waves.at(last, 8)));
    }
    if (!(waves.at(last, 3) >= least_inside)) {
        lines.push_back(fmt::format(
            "Only {:.3f} of the leave-one-out errors are within 3 standard deviations (limit {}).",
            waves.at(last, 3), least_inside));
    }
    if (waves.at(last, 2) > most_emulator_share) {
        lines.push_back(fmt::format(
            "What the emulators do not know is {:.3f} of what the figures leave open (limit {}); "
            "it is taken in, so that intervals are wider than more runs would make them.",
            waves.at(last, 2), most_emulator_share));
    }
    auto const& parameters = posterior.table("posterior", "parameters");
    for (std::size_t row = 0; row < parameters.rows(); ++row) {
        if (!(parameters.at(row, 8) < converged) || !(parameters.at(row, 9) > enough) ||
            !(parameters.at(row, 10) > enough)) {
            lines.push_back(
                fmt::format("{}: the sample itself is too small (R-hat {:.3f}, "
                            "effective sizes {:.0f} and {:.0f}).",
                            posterior.settings[row], parameters.at(row, 8), parameters.at(row, 9),
                            parameters.at(row, 10)));
        }
    }
    return lines;
}

std::string settled(PosteriorFile const& posterior)
{
    auto const& waves = posterior.table("waves", "reports");
    auto const last = waves.rows() - 1;
    return fmt::format(
        "Yes: with the last wave the means of the parameters moved by {:.2f} of their standard "
        "deviations (root mean square; limit {}), and no mean by more than {:.2f}.",
        waves.at(last, 6), most_moved, waves.at(last, 8));
}

std::vector<std::string> not_told(PosteriorFile const& posterior)
{
    constexpr double told = 0.1, alike = 0.8;
    std::vector<std::string> lines;
    auto const& table = posterior.table("posterior", "parameters");
    auto const& correlations = posterior.table("posterior", "correlations");
    for (std::size_t i = 0; i < table.rows(); ++i) {
        if (table.at(i, 7) < told) {
            lines.push_back(fmt::format("{}: not informed by the targets (contraction {:.2f}).",
                                        posterior.settings[i], table.at(i, 7)));
        }
        for (std::size_t j = 0; j < i; ++j) {
            auto const together = correlations.at(i, j);
            if (std::abs(together) > alike) {
                lines.push_back(fmt::format("{} and {}: hard to tell apart (correlation {:.2f}).",
                                            posterior.settings[j], posterior.settings[i],
                                            together));
            }
        }
    }
    return lines;
}

std::vector<std::string> contradictions(PosteriorFile const& posterior)
{
    constexpr double far = 2.0;
    std::vector<std::string> lines;
    auto const& table = posterior.table("targets", "fit");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.at(row, 9) > far) {
            lines.push_back(
                fmt::format("{}: the nearest run is {:.1f} standard deviations off; no "
                            "values of these parameters reach it.",
                            posterior.targets[row], table.at(row, 9)));
        }
    }
    auto const& together = posterior.table("targets", "together");
    if (together.at(0, 0) > together.at(0, 2)) {
        lines.push_back(
            fmt::format("All figures together are too far from even the likeliest draw: their "
                        "squared distances "
                        "are {:.1f}, and under {:.1f} in 95 of 100 cases where the model is right.",
                        together.at(0, 0), together.at(0, 2)));
    }
    auto const apart = never_met_together(posterior);
    lines.insert(lines.end(), apart.begin(), apart.end());
    return lines;
}

}  // namespace smartstart
