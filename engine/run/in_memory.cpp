#include "engine/run/in_memory.hpp"

#include <numeric>
#include <utility>

#include "engine/run/assemble.hpp"

namespace smartstart {

std::optional<std::map<int, ReplicateResult>> live_in_memory(std::vector<Lives> const& all,
                                                             unsigned threads,
                                                             Listener const& listener)
{
    auto const& first = all.front().prepared;
    auto start =
        make_start_population(first.blueprint->region(), first.scenario.seed, first.scenario.scale);
    std::vector<Prepared> scenarios;
    std::vector<std::vector<int>> wanted;
    for (auto const& [prepared, replicates] : all) {
        scenarios.push_back(prepared);
        wanted.push_back(replicates);
    }
    std::map<int, ReplicateResult> kept;
    auto const ended =
        live_all({scenarios, start, std::move(wanted), threads, [&] { start = {}; }}, listener,
                 [&](std::size_t, int replicate, ReplicateResult&& numbers) {
                     kept[replicate] = std::move(numbers);
                 });
    if (ended == Ended::stopped) {
        return {};
    }
    return kept;
}

std::optional<Result> run_in_memory(Prepared const& prepared, unsigned threads,
                                    Listener const& listener)
{
    std::vector<int> replicates(static_cast<std::size_t>(prepared.scenario.replicates));
    std::iota(replicates.begin(), replicates.end(), 0);
    auto const lived = live_in_memory({{prepared, std::move(replicates)}}, threads, listener);
    if (!lived) {
        return {};
    }
    auto result = labelled_result(prepared);
    for (auto const& [replicate, numbers] : *lived) {
        append(result, replicate, numbers);
    }
    return result;
}

}  // namespace smartstart
