#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "analysis/statistics/interval.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// Yearly rates at which later money counts less. 2.25 % is the Dutch standard for social
/// cost-benefit analysis since 2021 (Werkgroep discontovoet 2020); 4 % shows what a payer with
/// little patience sees.
inline constexpr std::array discount_rates{0.0, 0.0225, 0.04};

/// Money of one kind over all years together, in euros.
struct MoneyLine {
    std::string payer;
    std::string item;
    std::string side;
    double base{};
    double other{};
    Estimate difference;  ///< other minus base
};

/// What one payer (or all together) pays more, or less when negative, over all years, in euros.
struct NetDifference {
    std::string payer;             ///< empty for all together
    std::string name_nl, name_en;  ///< how the payer reads to people; the label where nobody said
    std::array<Estimate, discount_rates.size()> by_rate;
};

/// What all payers together paid more up to and including a year, in euros, undiscounted.
struct Balance {
    int year{};
    Estimate difference;
    Band spread{};  ///< between replicates
    /// Share of replicates in which the other was cheaper by then; equally dear counts half.
    double share_cheaper{};
};

/// The first year from which the other stays no more expensive, counting from the start.
struct BreakEven {
    std::vector<std::optional<int>> by_replicate;  ///< nothing: not within the years simulated
    double share{};                                ///< of replicates that break even
    /// The years by which 5, 50 and 95 % of the replicates had broken even for good; nothing when
    /// fewer than that did within the years simulated.
    std::optional<int> early;
    std::optional<int> middle;
    std::optional<int> late;
};

/// What two scenarios cost, paired by replicate, for the whole region.
struct Money {
    std::string base;          ///< name of the scenario compared with
    std::string other;         ///< name of the scenario compared
    bool identical{};          ///< not a cent differs
    std::optional<int> start;  ///< first year in which they differ; later money is discounted to it
    std::vector<MoneyLine> lines;    ///< those with any money in either scenario
    std::vector<NetDifference> net;  ///< every payer, then all together; empty without money
    std::vector<Balance> balance;    ///< every year
    /// All payers together at the second discount rate, by replicate, in euros. Discounted to the
    /// first year of the results, whenever they begin to differ, so that pairs of the same years
    /// can be set side by side.
    std::vector<double> total_by_replicate;
    BreakEven break_even;  ///< empty lists when identical
};

/// Throws InputError when the two may not be compared (see `compare`).
Money compare_money(Result const& base, Result const& other);

/// Break-even from what was paid more in each year: (replicate, year), in cents.
BreakEven break_even(std::vector<std::vector<std::int64_t>> const& yearly,
                     std::vector<int> const& years);

}  // namespace smartstart
