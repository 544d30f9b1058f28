#include "cli/validate_trials.hpp"

#include <algorithm>
#include <map>
#include <thread>
#include <vector>

#include "analysis/statistics/trial_effect.hpp"
#include "engine/run/model.hpp"
#include "engine/run/trial/live_trials.hpp"

namespace smartstart {

TrialNumbers effects_of(TrialPlan const& plan, Listener const& listener)
{
    std::map<std::filesystem::path, std::vector<trials::Trial>> by_scenario;
    for (auto const& trial : trials::read_trials(plan.files)) {
        by_scenario[trial.scenario].push_back(trial);
    }
    RunOptions options;
    options.scale = plan.scale;
    options.replicates = plan.replicates;
    auto const threads = std::max(1U, std::thread::hardware_concurrency());
    TrialNumbers numbers;
    for (auto const& [scenario, own] : by_scenario) {
        auto const prepared = prepare({scenario}, options, our_model());
        auto const lived = trials::live_trials(prepared.front(), own, threads, listener).value();
        for (std::size_t i = 0; i < own.size(); ++i) {
            for (std::size_t measure = 0; measure < own[i].measures.size(); ++measure) {
                numbers[own[i].name + "." + own[i].measures[measure].name] =
                    trial_effect(own[i], lived[i], measure).effect.value;
            }
        }
    }
    return numbers;
}

}  // namespace smartstart
