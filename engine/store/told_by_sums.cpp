#include "engine/store/told_by_sums.hpp"

#include <cmath>
#include <utility>

namespace smartstart {
namespace {

bool is_in(CountSum const& sum, std::size_t count)
{
    constexpr double rounding = 1e-9;  // of a few ones added and taken away
    return std::abs(sum[count]) > rounding;
}

/// Takes a count out of every sum but one, which becomes number `own`; says whether one has it.
bool leave_in_one(std::vector<CountSum>& sums, std::size_t own, std::size_t count)
{
    auto best = own;
    for (auto i = own; i < sums.size(); ++i) {
        best = std::abs(sums[i][count]) > std::abs(sums[best][count]) ? i : best;
    }
    if (own == sums.size() || !is_in(sums[best], count)) {
        return false;
    }
    std::swap(sums[own], sums[best]);
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (i == own || !is_in(sums[i], count)) {
            continue;
        }
        auto const times = sums[i][count] / sums[own][count];
        for (std::size_t k = 0; k < sums[i].size(); ++k) {
            sums[i][k] -= times * sums[own][k];
        }
    }
    return true;
}

}  // namespace

std::vector<std::size_t> told_by(std::vector<CountSum> sums, std::vector<bool> const& is_unknown)
{
    std::size_t own = 0;
    for (std::size_t count = 0; count < is_unknown.size(); ++count) {
        if (is_unknown[count] && leave_in_one(sums, own, count)) {
            ++own;
        }
    }
    for (std::size_t i = 0; i < own; ++i) {
        auto unknown = 0;
        std::vector<std::size_t> shown;
        for (std::size_t count = 0; count < is_unknown.size(); ++count) {
            if (!is_in(sums[i], count)) {
                continue;
            }
            if (is_unknown[count]) {
                ++unknown;
            } else {
                shown.push_back(count);
            }
        }
        if (unknown == 1 && !shown.empty()) {
            return shown;
        }
    }
    return {};
}

}  // namespace smartstart
