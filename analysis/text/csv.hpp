#pragma once

#include <iosfwd>
#include <span>

#include "analysis/statistics/comparison.hpp"
#include "analysis/statistics/money.hpp"

namespace smartstart {

/// Every cell of every comparison as one line of CSV (RFC 4180, UTF-8, decimal point), with a head.
/// A number that does not exist is left empty.
void write_csv(std::ostream& out, std::span<Comparison const> comparisons);

/// Money of every comparison as CSV: by payer, item and side over all years, in euros.
void write_money_csv(std::ostream& out, std::span<Money const> moneys);

}  // namespace smartstart
