#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "calibration/observations/observation.hpp"

namespace smartstart {

struct Target;

/// Figures that say less, or more, together than one by one. Figures are meant by their number.

/// Cells of a table of counts and their total: what is hidden in one cell, the others and the total
/// may give away.
struct TableRow {
    std::vector<std::size_t> cells;
    std::optional<std::size_t> total;
};

/// The same figure of several years: how far the model is off carries over from year to year
/// (AR(1)), so that they do not count as so many independent facts.
struct Series {
    std::vector<std::size_t> figures;
    std::vector<int> years;
    double over_years{};  ///< share of the discrepancy that is left after one year
};

struct Ties {
    std::vector<TableRow> rows;
    std::vector<Series> series;
    /// Totals of rows without a total: sums of what the cells say already.
    std::vector<std::size_t> said_by_cells{};
    /// Is this figure part of a row, or the sum of one, so that it has no chance of its own?
    bool in_row(std::size_t figure) const;
    /// What holds for the exact counts of a run: rows without totals, which say nothing more then,
    /// and no discrepancy.
    Ties of_runs() const;
};

/// The ties among targets; figure i is the target `fitted[i]`.
Ties ties_of(std::vector<Target> const& targets, std::vector<std::size_t> const& fitted);

/// What is known of the model's value of a figure, on its link scale, and how much wider than
/// counting its noise is.
struct Foreseen {
    double mean{}, variance{}, dispersion{1.0};
};

/// Log chance of a whole row: of all counts that its cells can have been, the chance of those that
/// add up to what the total can have been. [figure] for both lists.
double log_chance_of(TableRow const& row, std::vector<Observation> const& figures,
                     std::vector<Foreseen> const& foreseen);

/// What the discrepancies of a series add to the log chances of its figures one by one: their joint
/// normal density over the product of the single ones, on the link scale. Exact for means.
double log_tie_of(Series const& series, std::vector<Observation> const& figures,
                  std::vector<Foreseen> const& foreseen);

}  // namespace smartstart
