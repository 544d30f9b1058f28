#include "calibration/pages/calibration_report.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "calibration/pages/calibration_findings.hpp"
#include "calibration/pages/compared.hpp"
#include "calibration/pages/held_out_page.hpp"
#include "calibration/pages/page_parts.hpp"
#include "calibration/pages/repeat_report.hpp"
#include "calibration/statistics/cutoffs.hpp"

namespace smartstart {
namespace {

Grid parameters_of(PosteriorFile const& posterior)
{
    auto const& table = posterior.table("posterior", "parameters");
    Grid grid{{"setting", "unit", "in the scenario", "before (5 to 95 %)", "after (5 to 95 %)",
               "contraction", "R-hat", "ESS"},
              {}};
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto const at = [&](std::size_t column) { return number(table.at(row, column)); };
        auto const unit = posterior.units[row];
        grid.rows.push_back(
            {posterior.settings[row], unit.empty() ? "-" : unit.substr(1), at(0),
             fmt::format("{} ({} to {})", at(2), at(1), at(3)),
             fmt::format("{} ({} to {})", at(5), at(4), at(6)),
             fmt::format("{:.2f}", table.at(row, 7)),
             std::isnan(table.at(row, 8)) ? "-" : fmt::format("{:.3f}", table.at(row, 8)), at(9)});
    }
    return grid;
}

/// Not a number is how far off nobody knows: no draw of the posterior was lived.
std::string verdict(double off, double tolerance)
{
    if (std::isnan(off)) {
        return "not looked at";
    }
    return std::abs(off) <= tolerance ? "hit" : "missed";
}

constexpr std::size_t off_before = 15, off_after = 16;  // columns of the fit

Grid targets_of(PosteriorFile const& posterior)
{
    auto const& table = posterior.table("targets", "fit");
    Grid grid{{"target", "used", "published", "before", "after (5 to 95 %)", "off after", "before",
               "after"},
              {}};
    grid.head[6] = "verdict before";
    grid.head[7] = "verdict after";
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto const at = [&](std::size_t column) { return table.at(row, column); };
        grid.rows.push_back(
            {posterior.targets[row], at(2) > 0.5 ? "fitted" : "held out", number(at(0)),
             number(at(3)),
             std::isnan(at(6))
                 ? "-"
                 : fmt::format("{} ({} to {})", number(at(6)), number(at(7)), number(at(8))),
             !std::isfinite(at(off_after)) ? "-" : fmt::format("{:+.1f} %", 100.0 * at(off_after)),
             verdict(at(off_before), at(1)), verdict(at(off_after), at(1))});
    }
    return grid;
}

struct Count {
    int hit{}, of{};
    bool looked_at{};

    std::string text() const { return looked_at ? std::to_string(hit) : "not looked at"; }
};

Count hits(PosteriorFile const& posterior, std::size_t column, double fitted)
{
    auto const& table = posterior.table("targets", "fit");
    Count count;
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.at(row, 2) == fitted) {
            ++count.of;
            count.looked_at = count.looked_at || !std::isnan(table.at(row, column));
            count.hit += verdict(table.at(row, column), table.at(row, 1)) == "hit" ? 1 : 0;
        }
    }
    count.looked_at = count.looked_at || count.of == 0;
    return count;
}

Grid waves_of(PosteriorFile const& posterior)
{
    auto const& table = posterior.table("waves", "reports");
    Grid grid{{"wave"}, {}};
    grid.head.insert(grid.head.end(), table.columns.begin(), table.columns.end());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        grid.rows.push_back({std::to_string(row + 1)});
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            grid.rows.back().push_back(number(table.at(row, column)));
        }
    }
    return grid;
}

/// Empty where the method finds none.
std::string evidence_said(PosteriorFile const& posterior)
{
    auto const& evidence = posterior.table("posterior", "evidence");
    return std::isfinite(evidence.at(0, 0))
               ? fmt::format(" The log evidence of the figures is {:.2f} (standard error {:.3f}).",
                             evidence.at(0, 0), evidence.at(0, 1))
               : std::string{};
}

std::string summary(PosteriorFile const& posterior)
{
    auto const before = hits(posterior, off_before, 1.0);
    auto const after = hits(posterior, off_after, 1.0);
    auto const held_before = hits(posterior, off_before, 0.0);
    auto const held_after = hits(posterior, off_after, 0.0);
    auto const& waves = posterior.table("waves", "reports");
    return fmt::format(
        "Scenario `{}`, seed {}: {} parameters against {} figures, {} runs in {} "
        "waves. Of the figures that were fitted {} of {} were within their tolerance "
        "before and {} after; of those held out {} of {} before and {} after.{}",
        posterior.scenario, posterior.seed, posterior.settings.size(), posterior.targets.size(),
        waves.at(waves.rows() - 1, 1), waves.rows(), before.text(), before.of, after.text(),
        held_before.text(), held_before.of, held_after.text(), evidence_said(posterior));
}

std::string limits(PosteriorFile const& posterior)
{
    auto const figures = std::max(1, hits(posterior, off_after, 1.0).of);
    return fmt::format(
        "Limits: R-hat under 1.01 and effective sizes over 400; at least 95 % of the leave-one-out "
        "errors within 3 standard deviations; about 90 % of the 90 % intervals hold; emulator "
        "variance under 0.02 of the figures' where the runs are to say more than the emulator. A "
        "part of the prior is implausible where figures are more than 3 standard deviations off: "
        "{:.0f} % of a law with one peak lie within them and {:.1f} % of a normal one, and the "
        "largest of {} normal figures stays under {:.1f} in 99 of 100 cases.",
        100.0 * least_share_within(3.0), 100.0 * normal_share_within(3.0), figures,
        largest_of(figures, 0.99));
}

/// For each parameter the prior as a thin bar and the posterior as a thick one, over the prior.
std::string drawing(PosteriorFile const& posterior)
{
    constexpr int row_height = 22, left = 330, width = 420;
    auto const& table = posterior.table("posterior", "parameters");
    std::string svg = fmt::format(
        "<svg role=\"img\" aria-label=\"posterior against prior\" viewBox=\"0 0 {} {}\">\n",
        left + width + 20, row_height * static_cast<int>(table.rows()) + 10);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        auto const low = table.at(row, 1);
        auto const high = table.at(row, 3);
        auto const x = [&](double value) {
            return left + width * std::clamp((value - low) / (high - low), -0.02, 1.02);
        };
        auto const y = row_height * static_cast<int>(row) + 16;
        svg += fmt::format(
            "<text x=\"0\" y=\"{}\">{}</text><line class=\"prior\" x1=\"{}\" x2=\"{}\" "
            "y1=\"{}\" y2=\"{}\"/><line class=\"posterior\" x1=\"{:.1f}\" "
            "x2=\"{:.1f}\" y1=\"{}\" y2=\"{}\"/><circle cx=\"{:.1f}\" cy=\"{}\" "
            "r=\"4\"/>\n",
            y, html(posterior.settings[row]), left, left + width, y - 4, y - 4, x(table.at(row, 4)),
            x(table.at(row, 6)), y - 4, y - 4, x(table.at(row, 0)), y - 4);
    }
    return svg +
           "</svg>\n<p>Thin: 5 to 95 % before; thick: after; dot: the value in the "
           "scenario.</p>\n";
}

constexpr std::string_view no_such = "None.";

}  // namespace

std::string calibration_markdown(PosteriorFile const& posterior, std::string const& cost,
                                 PosteriorFile const* other)
{
    std::string const none{no_such};
    return fmt::format(
        "# Calibration `{}`\n\nMade by `smartstart calibrate` with `--markdown`. {}{}\n\n"
        "## Is it settled?\n\n{}\n## What the targets cannot tell\n\n{}\n## Parameters\n\n{}\n"
        "## Figures, before and after\n\n{}\n## Figures held out\n\n{}\n{}\n"
        "## Figures out of reach\n\n{}\n"
        "## Waves\n\n{}\n{}\n{}{}",
        posterior.calibration, summary(posterior), cost.empty() ? "" : " " + cost,
        list(unsettled(posterior), settled(posterior)), list(not_told(posterior), none),
        markdown(parameters_of(posterior)), markdown(targets_of(posterior)),
        list(held_out_said(posterior), none), markdown(held_out_grid(posterior)),
        list(contradictions(posterior), none), markdown(waves_of(posterior)), limits(posterior),
        repeats_markdown(posterior), compared_markdown(posterior, other));
}

std::string calibration_html(PosteriorFile const& posterior, PosteriorFile const* other)
{
    std::string const none{no_such};
    return fmt::format(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Calibration {0}"
        "</title><style>body{{font:15px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 "
        "1rem}}table{{border-collapse:collapse}}td,th{{border-bottom:1px solid #ccc;padding:.2rem "
        ".5rem;text-align:left}}svg{{max-width:100%}}svg text{{font-size:13px}}.prior{{stroke:#999;"
        "stroke-width:1}}.posterior{{stroke:#1a5fb4;stroke-width:7}}</style></head><body>\n"
        "<h1>Calibration {0}</h1>\n<p>{1}</p>\n<h2>Is it settled?</h2>\n{9}<h2>What the targets "
        "cannot tell</h2>\n{2}"
        "<h2>Parameters</h2>\n{3}{4}<h2>Figures, before and after</h2>\n{5}"
        "<h2>Figures held out</h2>\n{11}{12}<h2>Figures out of "
        "reach</h2>\n{6}<h2>Waves</h2>\n{7}<p>{8}</p>\n{10}{13}</body></html>\n",
        html(posterior.calibration), html(summary(posterior)), html(not_told(posterior), none),
        drawing(posterior), html(parameters_of(posterior)), html(targets_of(posterior)),
        html(contradictions(posterior), none), html(waves_of(posterior)), html(limits(posterior)),
        html(unsettled(posterior), settled(posterior)), repeats_html(posterior),
        html(held_out_said(posterior), none), html(held_out_grid(posterior)),
        compared_html(posterior, other));
}

}  // namespace smartstart
