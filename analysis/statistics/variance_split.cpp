#include "analysis/statistics/variance_split.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <vector>

namespace smartstart {
namespace {

/// Some of the three: a bit each.
using Factors = unsigned;
constexpr Factors structure = 1;
constexpr Factors draw = 2;
constexpr Factors replicate = 4;
constexpr Factors all_factors = 7;
constexpr std::array single{structure, draw, replicate};

bool is_within(Factors some, Factors others)
{
    return (some & others) == some;
}

/// The values, their sizes, and their means over what is not told apart.
class Crossed {
public:
    Crossed(std::span<double const> values, std::array<std::size_t, 3> sizes)
        : values_{values}, sizes_{sizes}
    {
        for (Factors told = 0; told <= all_factors; ++told) {
            auto& means = means_.at(told);
            means.resize(static_cast<std::size_t>(size_of(told)));
            for (std::size_t at = 0; at < values.size(); ++at) {
                means[place(at, told)] += values[at];
            }
            auto const together = static_cast<double>(values.size()) / size_of(told);
            for (double& mean : means) {
                mean /= together;
            }
        }
    }

    /// How many combinations there are of these.
    double size_of(Factors told) const
    {
        double size = 1.0;
        for (std::size_t i = 0; i < sizes_.size(); ++i) {
            size *= is_within(single.at(i), told) ? static_cast<double>(sizes_.at(i)) : 1.0;
        }
        return size;
    }

    /// 0 where one of these has a single member.
    double freedom_of(Factors together) const
    {
        double freedom = 1.0;
        for (std::size_t i = 0; i < sizes_.size(); ++i) {
            freedom *=
                is_within(single.at(i), together) ? static_cast<double>(sizes_.at(i)) - 1.0 : 1.0;
        }
        return freedom;
    }

    /// Of what these do together beyond what fewer of them do.
    double mean_square(Factors together) const
    {
        double sum = 0.0;
        for (std::size_t at = 0; at < values_.size(); ++at) {
            double effect = 0.0;
            for (Factors part = 0; part <= together; ++part) {
                if (is_within(part, together)) {
                    bool const odd = (std::popcount(together ^ part) & 1) != 0;
                    effect += (odd ? -1.0 : 1.0) * means_.at(part)[place(at, part)];
                }
            }
            sum += effect * effect;
        }
        return sum / freedom_of(together);
    }

private:
    /// Where the mean of a value is among those of these factors.
    std::size_t place(std::size_t at, Factors told) const
    {
        std::array<std::size_t, 3> const members{at / (sizes_[1] * sizes_[2]),
                                                 at / sizes_[2] % sizes_[1], at % sizes_[2]};
        std::size_t found = 0;
        for (std::size_t i = 0; i < sizes_.size(); ++i) {
            if (is_within(single.at(i), told)) {
                found = found * sizes_.at(i) + members.at(i);
            }
        }
        return found;
    }

    std::span<double const> values_;
    std::array<std::size_t, 3> sizes_;
    std::array<std::vector<double>, 8> means_;
};

/// The component of variance of each set of factors: a mean square is expected to be the sum of the
/// components of all sets that hold it, each as often as the rest has combinations.
std::array<double, 8> components(Crossed const& crossed)
{
    std::array<double, 8> found{};
    for (Factors some = all_factors; some > 0; --some) {  // a set comes after all that hold it
        if (crossed.freedom_of(some) == 0.0) {
            continue;
        }
        double rest = crossed.mean_square(some);
        for (Factors more = some + 1; more <= all_factors; ++more) {
            if (is_within(some, more)) {
                rest -= crossed.size_of(all_factors ^ more) * found.at(more);
            }
        }
        found.at(some) = rest / crossed.size_of(all_factors ^ some);
    }
    return found;
}

}  // namespace

VarianceSplit split_variance(std::span<double const> values, std::size_t structures,
                             std::size_t draws)
{
    auto const replicates = values.size() / structures / draws;
    auto const found = components(Crossed{values, {structures, draws, replicates}});
    VarianceSplit split;
    split.structure = std::max(0.0, found[structure]);
    split.parameters = std::max(0.0, found[draw] + found[structure | draw]);
    split.luck = replicates < 2 ? std::numeric_limits<double>::quiet_NaN()
                                : std::max(0.0, found[replicate] + found[structure | replicate] +
                                                    found[draw | replicate] + found[all_factors]);
    return split;
}

}  // namespace smartstart
