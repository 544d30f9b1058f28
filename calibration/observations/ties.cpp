#include "calibration/observations/ties.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include <Eigen/Cholesky>

#include "calibration/observations/target.hpp"

namespace smartstart {
namespace {

using Eigen::Index;

constexpr double never = -std::numeric_limits<double>::infinity();

/// Chances of the counts least, least + 1, ..., each times exp(log_scale).
struct Counts {
    double least{}, log_scale{};
    std::vector<double> chances{1.0};
};

/// Chances of what a cell can have been, the emulator's uncertainty taken in.
Counts counts_of(Observation const& cell, Foreseen const& foreseen)
{
    std::vector<double> logs;
    auto one = cell;
    one.log_law.clear();
    for (auto count = cell.low; count <= cell.high; count += 1.0) {
        one.low = one.high = count;
        auto const shown = cell.log_law.empty() ? 0.0 : cell.log_law[logs.size()];
        logs.push_back(
            std::isfinite(shown)
                ? shown + log_chance(one, foreseen.mean, foreseen.variance, foreseen.dispersion)
                : never);
    }
    Counts counts{cell.low, *std::ranges::max_element(logs), {}};
    for (auto const log : logs) {
        counts.chances.push_back(std::isfinite(counts.log_scale) ? std::exp(log - counts.log_scale)
                                                                 : 0.0);
    }
    return counts;
}

Counts sum_of(Counts const& one, Counts const& other)
{
    Counts sum{one.least + other.least, one.log_scale + other.log_scale, {}};
    sum.chances.assign(one.chances.size() + other.chances.size() - 1, 0.0);
    for (std::size_t i = 0; i < one.chances.size(); ++i) {
        for (std::size_t j = 0; j < other.chances.size(); ++j) {
            sum.chances[i + j] += one.chances[i] * other.chances[j];
        }
    }
    return sum;
}

/// The chance that a sum, which has this count, is shown as this total.
double shown_as(Observation const& total, double count)
{
    if (count < total.low || count > total.high) {
        return 0.0;
    }
    auto const at = static_cast<std::size_t>(count - total.low);
    return total.log_law.empty() ? 1.0 : std::exp(total.log_law[at]);
}

double log_density(Eigen::VectorXd const& off, Eigen::MatrixXd const& covariance)
{
    Eigen::LLT<Eigen::MatrixXd> const factor{covariance};
    Eigen::VectorXd const white = factor.matrixL().solve(off);
    return -0.5 * white.squaredNorm() - factor.matrixLLT().diagonal().array().log().sum();
}

/// The series that this target belongs to; a new one where it is the first.
Series& series_with(std::vector<std::pair<Target const*, Series>>& all, Target const& target)
{
    for (auto& [first, series] : all) {
        if (first->outcomes == target.outcomes && first->times == target.times &&
            first->place == target.place && first->group == target.group &&
            first->over_years == target.over_years) {
            return series;
        }
    }
    return all.emplace_back(&target, Series{{}, {}, target.over_years}).second;
}

}  // namespace

bool Ties::in_row(std::size_t figure) const
{
    auto const holds = [&](std::vector<std::size_t> const& figures) {
        return std::ranges::find(figures, figure) != figures.end();
    };
    return holds(said_by_cells) || std::ranges::any_of(rows, [&](TableRow const& row) {
               return row.total == figure || holds(row.cells);
           });
}

Ties Ties::of_runs() const
{
    Ties ties;
    for (auto const& row : rows) {
        ties.rows.push_back({row.cells, {}});
        if (row.total) {
            ties.said_by_cells.push_back(*row.total);
        }
    }
    return ties;
}

Ties ties_of(std::vector<Target> const& targets, std::vector<std::size_t> const& fitted)
{
    Ties ties;
    std::vector<std::pair<Target const*, Series>> series;
    for (std::size_t figure = 0; figure < fitted.size(); ++figure) {
        auto const& target = targets[fitted[figure]];
        if (target.over_years > 0.0) {
            auto& own = series_with(series, target);
            own.figures.push_back(figure);
            own.years.push_back(target.year);
        }
        if (target.total_of.empty()) {
            continue;
        }
        TableRow row{{}, figure};
        for (std::size_t other = 0; other < fitted.size(); ++other) {
            if (std::ranges::find(target.total_of, targets[fitted[other]].name) !=
                target.total_of.end()) {
                row.cells.push_back(other);
            }
        }
        ties.rows.push_back(std::move(row));
    }
    for (auto& [first, one] : series) {
        if (one.figures.size() > 1) {
            ties.series.push_back(std::move(one));
        }
    }
    return ties;
}

double log_chance_of(TableRow const& row, std::vector<Observation> const& figures,
                     std::vector<Foreseen> const& foreseen)
{
    Counts all;
    for (auto const cell : row.cells) {
        all = sum_of(all, counts_of(figures[cell], foreseen[cell]));
    }
    double chance = 0.0;
    for (std::size_t i = 0; i < all.chances.size(); ++i) {
        auto const count = all.least + static_cast<double>(i);
        chance += all.chances[i] * (row.total ? shown_as(figures[*row.total], count) : 1.0);
    }
    return chance > 0.0 ? all.log_scale + std::log(chance) : never;
}

double log_tie_of(Series const& series, std::vector<Observation> const& figures,
                  std::vector<Foreseen> const& foreseen)
{
    auto const size = static_cast<Index>(series.figures.size());
    Eigen::VectorXd off(size);
    Eigen::MatrixXd together(size, size);
    for (Index i = 0; i < size; ++i) {
        auto const at = static_cast<std::size_t>(i);
        auto const& figure = figures[series.figures[at]];
        auto const& seen = foreseen[series.figures[at]];
        off[i] = link_of(figure) - seen.mean;
        for (Index j = 0; j < size; ++j) {
            auto const to = static_cast<std::size_t>(j);
            auto const apart = std::abs(series.years[at] - series.years[to]);
            together(i, j) = figure.discrepancy_sd * figures[series.figures[to]].discrepancy_sd *
                             std::pow(series.over_years, apart);
        }
        together(i, i) += seen.variance + seen.dispersion * link_variance_of(figure);
    }
    return log_density(off, together) -
           log_density(off, Eigen::MatrixXd{together.diagonal().asDiagonal()});
}

}  // namespace smartstart
