#pragma once

#include <cstdint>
#include <string>

#include "analysis/statistics/comparison.hpp"
#include "analysis/statistics/money.hpp"
#include "analysis/text/language.hpp"

namespace smartstart {

/// Whether a table may carry the colour codes of terminals.
enum class Colour : std::uint8_t { off, on };

/// Where a table goes.
enum class Output : std::uint8_t { file, terminal };

/// Colour on a terminal, unless NO_COLOR is set to anything (no-color.org).
Colour colour_for(Output output);

/// Every outcome for the whole region and everybody in the last year: both values, the difference
/// with its 90 % interval, and the verdict. Ends with a line break.
/// After it a sentence where all that was compared, in any year, place and group, is exactly equal.
std::string outcome_table(Comparison const& comparison, Language language, Colour colour);

/// Money by payer, break-even, and the chance that the other is cheaper by a year.
std::string money_table(Money const& money, Language language, Colour colour);

}  // namespace smartstart
