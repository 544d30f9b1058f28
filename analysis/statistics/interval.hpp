#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace smartstart {

/// A mean and how sure it is. Of replicates of luck alone the interval is that of the mean: with
/// more of them it becomes as narrow as anyone wants. Of draws of the parameters it is that of the
/// number itself, given what is not known: more draws do not make it narrower.
struct Estimate {
    double mean{};  ///< not a number where there are no replicates
    double low{};   ///< of the 90 % interval; not a number with one replicate, or one draw
    double high{};
    double deviation{};  ///< standard deviation between replicates, or between draws
    int count{};         ///< replicates, or draws
    bool over_draws{};
};

/// Mean and 90 % interval, over the numbers that are numbers. `draws` is 0 for replicates of luck
/// alone (Student's t). Otherwise the replicates belong to so many draws of the parameters, one
/// draw after another. Then a draw counts with the mean of its replicates, and the luck that is
/// left in such means is taken out of their variance where a draw has two replicates or more
/// (analysis of variance); with one replicate it stays in. Of 40 draws or more the interval lies
/// between their quantiles of 5 and 95 %, drawn together by as much, but never closer than the mean
/// of the draws is known; of fewer it is where the next draw would lie (Student's t), since
/// quantiles of few numbers are too narrow.
Estimate estimate(std::span<double const> replicates, std::size_t draws = 0);

/// The mean over the replicates of each draw; the replicates themselves where `draws` is 0.
std::vector<double> by_draw(std::span<double const> replicates, std::size_t draws);

/// Half the width of the 90 % interval of a mean of `count` replicates with this deviation.
double half_width(double deviation, std::int64_t count);

/// A share of `count` replicates with its 90 % interval (Wilson, 1927), which also holds for few
/// replicates and for none or all of them.
Estimate share_estimate(double share, int count);

/// How many replicates it takes for that half width to come down to `wanted`; nothing where that
/// cannot be known (no spread known, or nothing but exactly zero will do).
std::optional<std::int64_t> replicates_for(double deviation, double wanted);

/// The quantiles 5, 25, 50, 75 and 95 % of replicates (linear between neighbours, type 7 of Hyndman
/// and Fan, 1996), over the numbers that are numbers; not numbers when there are none.
using Band = std::array<double, 5>;
Band band(std::span<double const> replicates);

}  // namespace smartstart
