#include "engine/population/start/family_pattern.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace smartstart {
namespace {

double draw_from(std::vector<Slice> const& slices, CandidateLuck& luck)
{
    auto u = luck.uniform();
    for (auto const& slice : slices) {
        if (u < slice.share) {
            return slice.from + (slice.to - slice.from) * luck.uniform();
        }
        u -= slice.share;
    }
    return slices.back().from;
}

}  // namespace

double FamilyPattern::partner_age_gap(CandidateLuck& luck) const
{
    return draw_from(pattern_.partner_age_gap, luck);
}

double FamilyPattern::spacing(CandidateLuck& luck) const
{
    return draw_from(pattern_.sibling_spacing, luck);
}

double FamilyPattern::age_at_first_birth(CandidateLuck& luck) const
{
    double all = 0.0;
    for (auto const& row : pattern_.births) {
        all += row.births[0];
    }
    auto u = luck.uniform() * all;
    for (auto const& row : pattern_.births) {
        auto const is_last = &row == &pattern_.births.back();
        if (u >= row.births[0] && !is_last) {
            u -= row.births[0];
            continue;
        }
        // The last row is open: it thins out evenly to its end.
        return is_last ? row.to - (row.to - row.from) * std::sqrt(luck.uniform())
                       : row.from + (row.to + 1.0 - row.from) * luck.uniform();
    }
    return pattern_.births.back().from;
}

double FamilyPattern::chance_of_a_next_child(std::size_t children, double youngest) const
{
    std::array<double, 4> births{};
    for (auto const& row : pattern_.births) {
        for (std::size_t order = 0; order < 4; ++order) {
            births[order] += row.births[order];
        }
    }
    auto const order = std::min<std::size_t>(children, 3);
    auto const ratio = births[order - 1] > 0.0 ? births[order] / births[order - 1] : 0.0;
    // Fourth and later births per third birth are a sum of ever smaller chances.
    auto const goes_on = order == 3 ? ratio / (1.0 + ratio) : std::min(1.0, ratio);
    double share = 0.0;
    for (auto const& slice : pattern_.sibling_spacing) {
        auto const part = (youngest - slice.from) / (slice.to - slice.from);
        share += slice.share * std::clamp(part, 0.0, 1.0);
    }
    return goes_on * share;
}

double FamilyPattern::fertile_at(double age) const
{
    auto const& last = pattern_.births.back();
    return std::clamp((last.to - age) / (last.to - last.from), 0.0, 1.0);
}

}  // namespace smartstart
