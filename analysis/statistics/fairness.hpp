#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/statistics/interval.hpp"
#include "engine/outcome/outcome_info.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// A number in two scenarios, paired by replicate.
struct Paired {
    Estimate base;
    Estimate other;
    Estimate difference;  ///< other minus base
};

/// How an outcome is spread over households from poor to rich, in the whole region in one year.
struct Gradient {
    std::size_t outcome{};  ///< position in the result
    /// Value of the lowest income fifth minus that of the highest, in units of the outcome.
    Paired gap;
    /// Concentration index (Wagstaff, Paci and van Doorslaer 1991) over the income fifths: 0 when
    /// income does not matter, below 0 when the outcome is found most among the poor; -1 to 1.
    Paired index;
    /// Replicates without a gap in one of the two scenarios, as nobody is in a fifth; none where
    /// all counts are equal.
    int missing{};
    bool equal{};  ///< all counts of all fifths are the same, in every replicate
};

/// Of every outcome that is counted by income fifth and is a share of people. `year` by position.
std::vector<Gradient> gradients(Result const& base, Result const& other, std::size_t year);

/// The index from values and numbers of people by group, poorest first; nothing when nobody or
/// nothing was counted.
std::optional<double> concentration_index(std::vector<double> const& values,
                                          std::vector<double> const& people);

}  // namespace smartstart
