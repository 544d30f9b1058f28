#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "analysis/statistics/indices.hpp"
#include "analysis/statistics/interval.hpp"
#include "analysis/study/study.hpp"
#include "engine/run/ensemble.hpp"
#include "engine/run/model.hpp"

namespace smartstart {

/// What the model says at one point of a study, per replicate: other minus base, in the last year,
/// whole region.
struct PointValues {
    std::vector<std::vector<double>> differences;  ///< (outcome of the study, replicate)
    /// Of all payers together at the second discount rate, discounted to the first year reported,
    /// in euros.
    std::vector<double> cost;
    double harm{};  ///< value of the sweep's harm in the other, mean over replicates
};

/// How a study is run.
struct StudyRun {
    Model const& model;
    unsigned threads{1};
    Listener listener;
    /// Told after each batch: points done, and all.
    std::function<void(std::size_t, std::size_t)> batch_done;
};

/// What a study of single numbers (Sobol, Morris or slopes) found.
struct Sensitivity {
    std::vector<UnitPoint> points;
    std::vector<PointValues> values;  ///< at the points
    /// For each structure of the study the values at its draws (the first half of the independent
    /// points of a Sobol design); empty without structures.
    std::vector<std::vector<PointValues>> structures;
    std::vector<OutcomeInfo> outcomes;  ///< of the study, in its order
};

/// Nothing when it was stopped. Throws InputError for an outcome that the model does not have, or
/// a setting that nothing reads.
std::optional<Sensitivity> live_sensitivity(Study const& study, StudyRun const& run);

/// One mixture of a sweep.
struct MixturePoint {
    std::vector<std::size_t> mixture;  ///< which value each lever takes
    Estimate cost;                     ///< net, against the base, in euros of the sweep's year
    double harm{};
    bool on_frontier{};  ///< no other is both cheaper and better, or as good in one and better in
                         ///< the other
};

/// What a sweep found, and the outcome that stands for harm.
struct Sweep {
    std::vector<MixturePoint> points;
    OutcomeInfo harm;
    int discounted_to{};  ///< the first year reported, the same for the costs of all points
};

std::optional<Sweep> live_sweep(Study const& study, StudyRun const& run);

/// Marks the points that no other beats. `better` is the way that the harm should go.
void mark_frontier(std::vector<MixturePoint>& points, Better better);

}  // namespace smartstart
