#pragma once

#include "analysis/report/report_json.hpp"
#include "analysis/statistics/money.hpp"
#include "engine/store/result.hpp"

namespace smartstart::report {

/// What differs in money: by kind, by payer at each discount rate, added up over the years, and
/// when it is earned back. Labels stand as their positions in the lists of `base`.
Json money(Money const& money, Result const& base);

/// The budget for help in the whole region, means over replicates: per side and year what was
/// planned and what was spent, in euros, and per year the share of the front in both, with the
/// interval of the share of what was spent.
Json budget(Result const& result);

/// Where a label stands in a list; past its end where it is not there.
std::size_t position(std::vector<std::string> const& labels, std::string const& label);

}  // namespace smartstart::report
