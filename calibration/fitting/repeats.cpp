#include "calibration/fitting/repeats.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/base/error.hpp"
#include "engine/base/mix.hpp"
#include "engine/run/executor.hpp"

namespace smartstart {
namespace {

using Eigen::Index;

bool always()
{
    return true;
}

/// Chains of each of four ensembles: a repeat needs few draws, but its dimensions apart.
int chains_of(Question const& question)
{
    return std::max(8, static_cast<int>(question.priors.size()) + 2);
}

/// What is known before a truth is run.
std::vector<Weighed> known_before(Posterior const& posterior)
{
    if (!std::isfinite(posterior.last_temperature)) {
        return {};
    }
    return {posterior.bank.fitted(1.0 / posterior.last_temperature)};
}

Sample truths_of(Question const& question, Posterior const& posterior, RepeatPlan const& plan)
{
    auto const seen = known_before(posterior);
    LogDensity const density = [&](Points const& points) {
        return log_posterior(question.priors, posterior.bank, points, seen, plan.threads);
    };
    auto const chains = chains_of(question);
    return draw_sample(density, latin_hypercube(question.priors, 32 * chains, mix(plan.seed, 1), 1),
                       {.seed = mix(plan.seed, 2),
                        .chains = chains,
                        .warm_up = 200,
                        .generations = 200,
                        .most = 600,
                        .heat = 10.0});
}

/// The posterior of one truth, from what its run shows.
Sample calibrated(Question const& question, Posterior const& posterior,
                  std::vector<Observation> const& shown, Sampling const& sampling,
                  Points const& start)
{
    auto seen = known_before(posterior);
    auto const ties = question.ties.of_runs();
    seen.push_back({&shown, &ties, 1.0});
    LogDensity const density = [&](Points const& points) {
        return log_posterior(question.priors, posterior.bank, points, seen, 1);
    };
    return draw_sample(density, start, sampling);
}

}  // namespace

Repeats try_on_truths(Question const& question, Posterior const& posterior, ShowFigures const& show,
                      RepeatPlan const& plan)
{
    auto const before = truths_of(question, posterior, plan);
    auto const truths = before.thinned(plan.repeats);
    auto const shown = show(truths);
    std::vector<Index> good;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (!shown[i].empty()) {
            good.push_back(static_cast<Index>(i));
        }
    }
    if (good.empty()) {
        throw InputError{"every run of a known truth failed, so that nothing could be tried."};
    }
    auto const chains = chains_of(question);
    auto const start = before.thinned(32 * chains);
    std::vector<std::vector<Placed>> by_repeat(good.size());
    run_jobs(good.size(), plan.threads, always, [&](std::size_t job) {
        auto const truth = good[job];
        auto const sample = calibrated(question, posterior, shown[static_cast<std::size_t>(truth)],
                                       {.seed = mix(plan.seed, 10 + job),
                                        .chains = chains,
                                        .warm_up = 80,
                                        .generations = 70,
                                        .until_good = false,
                                        .heat = 5.0},
                                       start);
        for (Index k = 0; k < truths.rows(); ++k) {
            by_repeat[job].push_back(place(sample.points.row(k), truths(k, truth)));
        }
    });
    Repeats repeats{truths(Eigen::all, good), {}};
    repeats.placed.resize(question.priors.size());
    for (auto const& one : by_repeat) {
        for (std::size_t k = 0; k < one.size(); ++k) {
            repeats.placed[k].push_back(one[k]);
        }
    }
    return repeats;
}

}  // namespace smartstart
