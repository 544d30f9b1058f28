#pragma once

#include <vector>

#include "analysis/report/report_json.hpp"
#include "analysis/statistics/comparison.hpp"

namespace smartstart::report {

/// What each number of an outcome in the page is a multiple of: so small a part of the last decimal
/// shown that rounding twice shows nowhere.
std::vector<double> steps_of(Comparison const& comparison);

/// Everybody, (outcome, place, line): the lines of the quantiles 5, 25, 75 and 95 % over the years,
/// packed; over the replicates that have a value in the partner as well, as the differences are.
Json fans(Result const& result, Result const& partner, std::vector<double> const& steps);

/// Of the fans of a base those that differ from the usual ones, because other replicates have a
/// value in this partner; by outcome and then by place, as text.
Json fans_that_differ(Json const& usual, Json const& found);

/// Everybody, (outcome, place): the cells of all years.
Json differences(Comparison const& comparison, std::vector<double> const& steps);

/// The years for which groups are shown, by position; the last one is among them.
std::vector<std::size_t> years_for_groups(Comparison const& comparison);

/// Whole region, (outcome, year for groups): the cells of all groups.
Json groups(Comparison const& comparison, std::vector<double> const& steps);

}  // namespace smartstart::report
