#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/statistics/interval.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// A quotient of two means with its 90 % interval (Fieller 1954). Without an interval when the
/// divisor cannot be told from zero: then the quotient could be anything. Over draws of the
/// parameters (see `estimate`) the interval is where the quotient of the next draw would lie, the
/// luck of its replicates included.
struct Quotient {
    double value{};
    std::optional<double> low;
    std::optional<double> high;
};
Quotient quotient(std::vector<double> const& above, std::vector<double> const& below,
                  std::size_t draws = 0);

/// What one outcome gains over all years together, in the whole region.
struct Gained {
    std::size_t outcome{};  ///< position in the result
    Estimate person_years;  ///< counted more (+) or less (-), such as child-years away from home
    /// Euros paid more by all payers together for each person-year gained; below zero when the
    /// gain came with less money. Undiscounted.
    Quotient euros_each;
};

/// How much less later money counts.
struct Discounting {
    double rate{};             ///< a year; 0: all years count the same
    std::optional<int> start;  ///< the year whose money counts in full; nothing: the first one
};

/// What was put in, and where how much less was paid for it, over all years together, in euros.
struct Effort {
    Estimate front;         ///< paid more at the front
    Estimate back;          ///< paid more at the back of the same budget, by plan or by need
    Estimate outside;       ///< paid more for everything outside that budget
    Quotient less_at_back;  ///< euros less there for each extra euro at the front
    Quotient less_outside;
    Estimate public_money;  ///< paid more by all payers but households and society
    /// Euros less for households and society for each extra euro of the others: the marginal value
    /// of public funds (Hendren and Sprung-Keyser 2020) as far as the ledger has it in money. What
    /// nobody pays, such as suffering, is not in it. Not a number without the payer `household`.
    Quotient public_value;
};

Effort compare_effort(Result const& base, Result const& other, Discounting const& discounting);

/// Of outcomes that count who are so (OutcomeInfo::is_state) and have a better side.
std::vector<Gained> gained_person_years(Result const& base, Result const& other);

}  // namespace smartstart
