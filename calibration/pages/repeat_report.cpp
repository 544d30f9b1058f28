#include "calibration/pages/repeat_report.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "calibration/pages/page_parts.hpp"
#include "calibration/statistics/rank_power.hpp"
#include "calibration/statistics/ranks.hpp"

namespace smartstart {
namespace {

constexpr int points_of_ecdf = 20;
constexpr std::size_t enough_truths = 200;
constexpr double most_off = 0.03, least_sd = 0.9, most_sd = 1.1, most_bias = 0.25;

std::vector<Placed> ranks_of(PosteriorFile const& posterior, std::size_t parameter)
{
    auto const& table = posterior.table("repeats", "ranks");
    std::vector<Placed> ranks;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        ranks.push_back({.rank = static_cast<int>(table.at(row, parameter))});
    }
    return ranks;
}

/// Points at which the ranks of a parameter leave the band.
int outside(std::vector<double> const& ecdf, Band const& band)
{
    auto count = 0;
    for (std::size_t i = 0; i < ecdf.size(); ++i) {
        count += ecdf[i] < band.low[i] - 1e-12 || ecdf[i] > band.high[i] + 1e-12 ? 1 : 0;
    }
    return count;
}

Grid held_of(PosteriorFile const& posterior, Band const& band)
{
    auto const& table = posterior.table("repeats", "held");
    Grid grid{{"setting", "50 % intervals that hold", "80 %", "90 %", "mean z", "sd of z",
               "ranks outside the band"},
              {}};
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto const percent = [&](std::size_t column) {
            return fmt::format("{:.1f} %", 100.0 * table.at(row, column));
        };
        auto const luck =
            row == 0
                ? std::string{"-"}
                : fmt::format("{} of {}",
                              outside(ecdf_of(ranks_of(posterior, row - 1), points_of_ecdf), band),
                              points_of_ecdf);
        grid.rows.push_back({row == 0 ? "all together" : posterior.settings[row - 1], percent(0),
                             percent(1), percent(2), fmt::format("{:+.2f}", table.at(row, 3)),
                             fmt::format("{:.2f}", table.at(row, 4)), luck});
    }
    return grid;
}

/// Ranks of one parameter: share below, minus what even ranks have, over the band.
std::string drawing(std::string const& name, std::vector<double> const& ecdf, Band const& band)
{
    constexpr double width = 240.0, height = 110.0, most = 0.2;
    auto const x = [&](double at) { return 6.0 + (width - 12.0) * at; };
    auto const y = [&](double off) { return 66.0 - 40.0 * std::clamp(off / most, -1.0, 1.0); };
    std::string line = fmt::format("{:.1f},{:.1f}", x(0.0), y(0.0));
    auto upper = line, lower = std::string{};
    for (std::size_t i = 0; i < ecdf.size(); ++i) {
        auto const at = band.at[i];
        line += fmt::format(" {:.1f},{:.1f}", x(at), y(ecdf[i] - at));
        upper += fmt::format(" {:.1f},{:.1f}", x(at), y(band.high[i] - at));
        lower = fmt::format(" {:.1f},{:.1f}", x(at), y(band.low[i] - at)) + lower;
    }
    return fmt::format(
        "<svg class=\"ranks\" role=\"img\" aria-label=\"ranks of {0}\" viewBox=\"0 0 {1} {2}\" "
        "width=\"{1}\"><text x=\"6\" y=\"14\">{0}</text><polygon fill=\"#dde6f2\" "
        "points=\"{3}{4}\"/><polyline fill=\"none\" stroke=\"#1a5fb4\" stroke-width=\"2\" "
        "points=\"{5}\"/></svg>\n",
        html(name), width, height, upper, lower, line);
}

Band band_of(PosteriorFile const& posterior)
{
    auto const repeats = static_cast<int>(posterior.table("repeats", "ranks").rows());
    return ecdf_band(repeats, points_of_ecdf, 0.95);
}

std::string intro(PosteriorFile const& posterior)
{
    return fmt::format(
        "{} truths were drawn from where the points of the last wave came from, each was run once, "
        "and what the run shows was calibrated on with the same emulators. Limits: intervals of "
        "all "
        "parameters together within {:.0f} points of what they promise, standard deviation of z "
        "from {} to {}, and no parameter with a mean z over {} either way.",
        posterior.table("repeats", "ranks").rows(), 100.0 * most_off, least_sd, most_sd, most_bias);
}

/// What a trial of this size would have shown.
std::string could_be_seen(int truths)
{
    constexpr double narrow = 0.7;
    return fmt::format(
        "Had the posteriors been {} times as wide as they should be, {:.0f} % of the 90 % "
        "intervals "
        "would hold, and the ranks of one parameter would show it with a chance of {:.0f} % "
        "(chi-square over {} bins, at 5 %).",
        narrow, 100.0 * share_held(narrow, 0.9),
        100.0 * chance_seen(binned(rank_chances(narrow, ranked_among), points_of_ecdf), truths),
        points_of_ecdf);
}

constexpr std::string_view title = "On truths that are known";

}  // namespace

std::vector<std::string> repeat_findings(PosteriorFile const& posterior)
{
    auto const& table = posterior.table("repeats", "held");
    std::vector<std::string> lines;
    auto const truths = posterior.table("repeats", "ranks").rows();
    auto const say = [&](bool fits, std::string const& what) {
        auto const* const verdict = fits ? "Holds: " : "Does not hold: ";
        lines.push_back((truths < enough_truths ? "" : verdict) + what);
    };
    if (truths < enough_truths) {
        lines.push_back(
            fmt::format("{} truths are too few for a verdict (from {}); shares have a "
                        "standard error of up to {:.1f} points.",
                        truths, enough_truths,
                        50.0 / std::sqrt(static_cast<double>(truths * posterior.settings.size()))));
    }
    constexpr std::array promised{0.5, 0.8, 0.9};
    for (std::size_t i = 0; i < promised.size(); ++i) {
        say(std::abs(table.at(0, i) - promised.at(i)) <= most_off,
            fmt::format("{:.1f} % of the {:.0f} % intervals hold the truth.",
                        100.0 * table.at(0, i), 100.0 * promised.at(i)));
    }
    say(table.at(0, 4) >= least_sd && table.at(0, 4) <= most_sd,
        fmt::format("the standard deviation of z is {:.2f}.", table.at(0, 4)));
    std::size_t worst = 1;
    for (std::size_t row = 1; row < table.rows(); ++row) {
        worst = std::abs(table.at(row, 3)) > std::abs(table.at(worst, 3)) ? row : worst;
    }
    say(std::abs(table.at(worst, 3)) < most_bias,
        fmt::format("the largest mean z is {:+.2f}, of {}.", table.at(worst, 3),
                    posterior.settings[worst - 1]));
    lines.push_back(could_be_seen(static_cast<int>(truths)));
    return lines;
}

std::string repeats_markdown(PosteriorFile const& posterior)
{
    if (posterior.maybe_table("repeats", "held") == nullptr) {
        return {};
    }
    return fmt::format("\n## {}\n\n{}\n\n{}\n{}", title, intro(posterior),
                       list(repeat_findings(posterior), {}),
                       markdown(held_of(posterior, band_of(posterior))));
}

std::string repeats_html(PosteriorFile const& posterior)
{
    if (posterior.maybe_table("repeats", "held") == nullptr) {
        return {};
    }
    auto const band = band_of(posterior);
    std::string drawings;
    for (std::size_t k = 0; k < posterior.settings.size(); ++k) {
        drawings +=
            drawing(posterior.settings[k], ecdf_of(ranks_of(posterior, k), points_of_ecdf), band);
    }
    return fmt::format(
        "<h2>{}</h2>\n<p>{}</p>\n{}{}<p>Share of the ranks below each point, minus "
        "what even ranks have (full height: 0.2 either way). Coloured: where 95 in "
        "100 calibrations that are right stay at all points together.</p>\n{}",
        title, html(intro(posterior)), html(repeat_findings(posterior), {}), drawings,
        html(held_of(posterior, band)));
}

}  // namespace smartstart
