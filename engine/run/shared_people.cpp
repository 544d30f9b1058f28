#include "engine/run/shared_people.hpp"

#include <map>
#include <numeric>

#include "engine/base/error.hpp"
#include "engine/population/start/start_population.hpp"
#include "engine/run/assemble.hpp"

namespace smartstart {

struct SharedPeople::Made {
    std::uint64_t seed;
    double scale;
    StartPopulation start;
};

SharedPeople::SharedPeople(Prepared const& first)
    : made_{std::make_unique<Made const>(
          Made{first.scenario.seed, first.scenario.scale,
               make_start_population(first.blueprint->region(), first.scenario.seed,
                                     first.scenario.scale)})}
{
}

SharedPeople::~SharedPeople() = default;
SharedPeople::SharedPeople(SharedPeople&&) noexcept = default;
SharedPeople& SharedPeople::operator=(SharedPeople&&) noexcept = default;

std::optional<std::vector<Result>> SharedPeople::live(std::vector<Prepared> const& scenarios,
                                                      unsigned threads,
                                                      Listener const& listener) const
{
    std::vector<std::vector<int>> wanted;
    for (auto const& [scenario, blueprint] : scenarios) {
        if (scenario.seed != made_->seed || scenario.scale != made_->scale) {
            throw BrokenPromise{"'" + scenario.name +
                                "' has another seed or scale than its people"};
        }
        wanted.emplace_back(static_cast<std::size_t>(scenario.replicates));
        std::iota(wanted.back().begin(), wanted.back().end(), 0);
    }
    std::vector<std::map<int, ReplicateResult>> kept(scenarios.size());
    auto const ended =
        live_all({scenarios, made_->start, wanted, threads}, listener,
                 [&](std::size_t scenario, int replicate, ReplicateResult&& numbers) {
                     kept[scenario][replicate] = std::move(numbers);
                 });
    if (ended == Ended::stopped) {
        return {};
    }
    std::vector<Result> results;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        results.push_back(labelled_result(scenarios[i]));
        for (auto const& [replicate, numbers] : kept[i]) {
            append(results.back(), replicate, numbers);
        }
    }
    return results;
}

}  // namespace smartstart
