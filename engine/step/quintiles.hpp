#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>
#include <span>
#include <string>

#include "engine/base/error.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/population/fact.hpp"

namespace smartstart {

/// Counts of households by log income, from 403 euro to 1.2 million in bins of 0.5 %, out of which
/// quintiles come. Whole numbers, so that the order of counting does not matter.
struct IncomeCounts {
    static constexpr double lowest = 6.0;
    static constexpr double width = 0.005;
    static constexpr std::size_t bins = 1600;
    std::array<std::int64_t, bins> counts{};

    /// Of a number.
    static std::size_t bin(double log_income)
    {
        return static_cast<std::size_t>(
            std::clamp((log_income - lowest) / width, 0.0, static_cast<double>(bins - 1)));
    }
    IncomeCounts& operator+=(IncomeCounts const& other)
    {
        std::transform(counts.begin(), counts.end(), other.counts.begin(), counts.begin(),
                       std::plus<>{});
        return *this;
    }
    /// The quintile of each bin, 1 to 5: the middle of the bin decides.
    std::array<std::uint8_t, bins> quintiles() const
    {
        auto const all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
        std::array<std::uint8_t, bins> result{};
        std::int64_t below = 0;
        for (std::size_t i = 0; i < bins; ++i) {
            auto const rank = 2 * below + counts[i];
            result[i] =
                static_cast<std::uint8_t>(1 + 5 * rank / std::max<std::int64_t>(1, 2 * all + 1));
            below += counts[i];
        }
        return result;
    }
};

/// Ranks the households that are `counted` by their log income: each gets its quintile. Throws
/// BrokenPromise where an income is no number.
template <class Counted>
void give_quintiles(std::span<float const> log_income, std::span<std::uint8_t> quintile,
                    Counted const& counted)
{
    auto const households = log_income.size();
    auto const all = sum_rows(households, IncomeCounts{}, [&](Row household, IncomeCounts& tally) {
        if (counted(household)) {
            if (std::isnan(log_income[household])) {
                throw BrokenPromise{"the log income of household row " + std::to_string(household) +
                                    " is no number."};
            }
            ++tally.counts[IncomeCounts::bin(log_income[household])];
        }
    });
    for_each_row(households, [&, quintiles = all.quintiles()](Row household) {
        if (counted(household)) {
            quintile[household] = quintiles[IncomeCounts::bin(log_income[household])];
        }
    });
}

}  // namespace smartstart
