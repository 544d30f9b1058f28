#pragma once

#include <optional>

#include "analysis/report/report_json.hpp"
#include "engine/store/result.hpp"

namespace smartstart::report {

/// What the page shows beside outcomes and money: tables of life courses, fairness in the last
/// year, and what was put in and gained over all years.
Json tables(Result const& base, Result const& other);
Json fairness(Result const& base, Result const& other);
/// At each of the discount rates, with `start` the year whose money counts in full.
Json effort(Result const& base, Result const& other, std::optional<int> start);

}  // namespace smartstart::report
