#include "engine/run/study/plan.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace smartstart::studies {
namespace {

constexpr std::size_t blocks_wanted = 256;

std::size_t parts(std::size_t all, std::size_t size)
{
    return (all + size - 1) / size;
}

/// The smallest size that cuts this many into at most so many parts.
std::size_t size_for(std::size_t all, std::size_t most_parts)
{
    return std::max<std::size_t>(1, parts(all, std::max<std::size_t>(1, most_parts)));
}

std::string name_of(Variation const& combination, std::size_t draw, int replicate)
{
    return fmt::format("{}-draw{:05}-replicate{:05}",
                       combination.name.empty() ? "runs" : combination.name, draw, replicate);
}

}  // namespace

Plan::Plan(Study study, BlockSize size) : study_{std::move(study)}, combined_{combinations(study_)}
{
    auto const draw_step = static_cast<std::size_t>(size.draws);
    for (std::size_t index = 0; index < combined_.size(); ++index) {
        for (std::size_t first = 0; first < draws(); first += draw_step) {
            for (auto from = 0; from < study_.replicates; from += size.replicates) {
                auto& block =
                    blocks_.emplace_back(Block{name_of(combined_[index], first, from), {}});
                auto const end = std::min(study_.replicates, from + size.replicates);
                for (auto draw = first; draw < std::min(draws(), first + draw_step); ++draw) {
                    for (auto replicate = from; replicate < end; ++replicate) {
                        block.units.push_back({index, draw, replicate});
                    }
                }
            }
        }
    }
}

std::size_t Plan::draws() const
{
    return std::max<std::size_t>(1, study_.draws.size());
}

std::int64_t Plan::runs() const
{
    return static_cast<std::int64_t>(combined_.size() * draws() * study_.scenarios.size()) *
           study_.replicates;
}

BlockSize block_size_for(Study const& study)
{
    auto const combined = combinations(study).size();
    auto const draws = std::max<std::size_t>(1, study.draws.size());
    auto const replicates = static_cast<std::size_t>(study.replicates);
    auto const by_draw = blocks_wanted / (combined * draws);
    if (by_draw > 0) {
        return {1, static_cast<int>(size_for(replicates, by_draw))};
    }
    auto const by_combination = std::max<std::size_t>(1, blocks_wanted / combined);
    return {static_cast<int>(size_for(draws, by_combination)), study.replicates};
}

int luck_of(std::size_t draw, int replicate)
{
    constexpr int draw_step = 100'000;
    return draw_step * static_cast<int>(draw) + replicate;
}

}  // namespace smartstart::studies
