#include "calibration/pages/compared.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "calibration/pages/page_parts.hpp"
#include "calibration/statistics/diagnostics.hpp"
#include "calibration/statistics/evidence.hpp"
#include "engine/base/error.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

MatrixXd columns_of(PosteriorTable const& table, std::vector<std::string> const& names)
{
    MatrixXd points(static_cast<Index>(names.size()), static_cast<Index>(table.rows()));
    for (std::size_t k = 0; k < names.size(); ++k) {
        auto const column = static_cast<std::size_t>(std::ranges::find(table.columns, names[k]) -
                                                     table.columns.begin());
        for (std::size_t row = 0; row < table.rows(); ++row) {
            points(static_cast<Index>(k), static_cast<Index>(row)) = table.at(row, column);
        }
    }
    return points;
}

std::vector<double> means_of(MatrixXd const& points)
{
    Eigen::VectorXd const mean = points.rowwise().mean();
    return {mean.data(), mean.data() + mean.size()};
}

std::vector<double> sds_of(MatrixXd const& points)
{
    Eigen::VectorXd const mean = points.rowwise().mean();
    Eigen::VectorXd const sd = ((points.colwise() - mean).rowwise().squaredNorm() /
                                std::max(1.0, static_cast<double>(points.cols()) - 1.0))
                                   .cwiseSqrt();
    return {sd.data(), sd.data() + sd.size()};
}

Grid grid_of(Beside const& both)
{
    Grid grid{{"parameter", "mean", "other mean", "apart, in sds", "sd", "other sd over sd"}, {}};
    for (std::size_t k = 0; k < both.settings.size(); ++k) {
        grid.rows.push_back(
            {both.settings[k], number(both.mean[k]), number(both.other_mean[k]),
             fmt::format("{:+.2f}", (both.other_mean[k] - both.mean[k]) / both.sd[k]),
             number(both.sd[k]), fmt::format("{:.2f}", both.other_sd[k] / both.sd[k])});
    }
    return grid;
}

std::string apart(Beside const& both, std::size_t draws)
{
    return fmt::format(
        "A classifier tells the two samples apart in {:.2f} of the cases (0.50 where they are "
        "alike, give or take {:.2f}); their kernel means differ by {:.4f} (squared; about 0 where "
        "they are alike).",
        both.told_apart, 0.5 / std::sqrt(static_cast<double>(draws)), both.discrepancy);
}

/// Of the target file, which is the last that was read.
std::string targets_digest(PosteriorFile const& posterior)
{
    return posterior.inputs.empty() ? std::string{} : posterior.inputs.back().second;
}

/// Which of two calibrations the figures speak for.
std::string believed(PosteriorFile const& posterior, PosteriorFile const& other)
{
    auto const& own = posterior.table("posterior", "evidence");
    auto const* const theirs = other.maybe_table("posterior", "evidence");
    auto const is_known = theirs != nullptr && std::isfinite(own.at(0, 0) + theirs->at(0, 0));
    if (!is_known || posterior.targets != other.targets ||
        targets_digest(posterior) != targets_digest(other)) {
        return "They are not of the same figures, or have no log evidence, so that figures cannot "
               "say which is to be believed.";
    }
    auto const belief = belief_in({own.at(0, 0), theirs->at(0, 0)});
    return fmt::format(
        "Both are of the same figures. Their log evidences are {:.2f} and {:.2f} (standard errors "
        "{:.3f} and {:.3f}): who held both models for as likely beforehand should believe this one "
        "with {:.0f} % now.",
        own.at(0, 0), theirs->at(0, 0), own.at(0, 1), theirs->at(0, 1), 100.0 * belief.front());
}

/// What stands in the section, whichever form it takes.
struct Said {
    std::string title;
    std::vector<std::string> lines;
    Grid grid;
};

Said said_of(PosteriorFile const& posterior, PosteriorFile const& other)
{
    auto const& ours = posterior.table("posterior", "draws");
    auto const& theirs = other.table("posterior", "draws");
    auto const both = beside(ours, theirs);
    return {"Beside another calibration: " + other.calibration,
            {believed(posterior, other), apart(both, ours.rows() + theirs.rows())},
            grid_of(both)};
}

}  // namespace

Beside beside(PosteriorTable const& ours, PosteriorTable const& other)
{
    Beside both;
    for (auto const& name : ours.columns) {
        if (std::ranges::find(other.columns, name) != other.columns.end()) {
            both.settings.push_back(name);
        }
    }
    if (both.settings.empty()) {
        throw InputError{"the two calibrations have no parameter in common."};
    }
    MatrixXd one = columns_of(ours, both.settings);
    MatrixXd two = columns_of(other, both.settings);
    both.mean = means_of(one);
    both.sd = sds_of(one);
    both.other_mean = means_of(two);
    both.other_sd = sds_of(two);
    both.told_apart = told_apart(one, two);
    for (Index k = 0; k < one.rows(); ++k) {
        auto const unit = std::max(1e-300, both.sd[static_cast<std::size_t>(k)]);
        one.row(k) /= unit;
        two.row(k) /= unit;
    }
    both.discrepancy =
        kernel_discrepancy(one, two, std::sqrt(static_cast<double>(both.settings.size())));
    return both;
}

std::string compared_markdown(PosteriorFile const& posterior, PosteriorFile const* other)
{
    if (other == nullptr) {
        return {};
    }
    auto const said = said_of(posterior, *other);
    return fmt::format("\n## {}\n\n{}\n{}", said.title, list(said.lines, {}), markdown(said.grid));
}

std::string compared_html(PosteriorFile const& posterior, PosteriorFile const* other)
{
    if (other == nullptr) {
        return {};
    }
    auto const said = said_of(posterior, *other);
    return fmt::format("<h2>{}</h2>\n{}{}", html(said.title), html(said.lines, {}),
                       html(said.grid));
}

}  // namespace smartstart
