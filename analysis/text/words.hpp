#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "analysis/statistics/comparison.hpp"
#include "analysis/text/language.hpp"

namespace smartstart {

/// "better", "no relevant difference", "cannot tell" … in a language.
std::string verdict_text(Verdict verdict, Language language);
/// The same as a word for files, the same in every language: "no_relevant_difference".
std::string verdict_name(Verdict verdict);

/// What those of these verdicts mean that do not speak for themselves, a line for each; empty where
/// there is none.
std::string meant_by(std::set<Verdict> const& verdicts, Language language);

/// The verdict of a cell, with the replicates to add where that is why it cannot be told, and those
/// that have no value. Of many to add it says that they are: few replicates do not
/// tell how many more it takes.
std::string verdict_sentence(Cell const& cell, Language language);

std::string const& long_name(OutcomeInfo const& outcome, Language language);

/// How numbers of one outcome are shown: shares as percentages, with as many decimals as the
/// smallest difference that matters asks for.
struct NumberFormat {
    double factor{1.0};  ///< what a value is multiplied by before it is shown
    int decimals{};
    std::string unit;  ///< behind the number, such as "%" or "points"; empty for a bare number
};
NumberFormat number_format(OutcomeInfo const& outcome, double relevant, Language language);

/// The unit of a difference between two values of an outcome: percentages differ by points of a
/// percentage.
std::string unit_of_difference(OutcomeInfo const& outcome, Language language);

/// "1 replicate", "20 replicates".
std::string replicates_text(std::size_t count, Language language);

}  // namespace smartstart
