#include <algorithm>
#include <cmath>
#include <optional>

#include "calibration/waves.hpp"
#include "engine/run/executor.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::VectorXd;

bool always()
{
    return true;
}

}  // namespace

Bank Bank::fit(Question const& question, Runs const& runs, Bank const* start, unsigned threads)
{
    Bank bank;
    bank.figures_ = question.figures;
    bank.standard_ = Standard::of(runs.points);
    bank.threads_ = threads;
    auto const places = bank.standard_(runs.points);
    std::vector<std::optional<TargetEmulator>> fitted(question.figures.size());
    run_jobs(fitted.size(), threads, always, [&](std::size_t figure) {
        auto const* before = start != nullptr ? &start->emulators_[figure] : nullptr;
        std::optional<TargetEmulator> moved;
        if (before != nullptr) {
            // Length scales are in units of the spread of the points, which has changed.
            moved = *before;
            moved->shape.log_lengths +=
                (start->standard_.spread.array().log() - bank.standard_.spread.array().log())
                    .matrix();
        }
        fitted[figure] = fit_emulator(places, runs.readings[figure],
                                      {question.figures[figure].figure, question.dispersion},
                                      moved ? &*moved : nullptr);
    });
    for (auto& one : fitted) {
        bank.emulators_.push_back(std::move(*one));
    }
    return bank;
}

double Bank::dispersion(std::size_t figure) const
{
    return std::exp(emulators_[figure].log_dispersion);
}

std::vector<GaussianProcess::Prediction> Bank::predict(Points const& points) const
{
    auto const places = standard_(points);
    std::vector<GaussianProcess::Prediction> all(emulators_.size());
    run_jobs(all.size(), threads_, always,
             [&](std::size_t figure) { all[figure] = emulators_[figure].process.predict(places); });
    return all;
}

VectorXd Bank::log_likelihood(Points const& points) const
{
    return log_likelihood(points, {{&figures_, 1.0}}, threads_);
}

VectorXd Bank::log_likelihood(Points const& points, std::vector<Weighed> const& seen,
                              unsigned threads) const
{
    auto const places = standard_(points);
    std::vector<VectorXd> parts(emulators_.size());
    run_jobs(parts.size(), threads, always, [&](std::size_t figure) {
        auto const there = emulators_[figure].process.predict(places);
        VectorXd part = VectorXd::Zero(points.cols());
        for (auto const& [figures, weight] : seen) {
            for (Index i = 0; i < part.size(); ++i) {
                part[i] += weight * log_chance((*figures)[figure], there.means[i],
                                               there.variances[i], dispersion(figure));
            }
        }
        parts[figure] = std::move(part);
    });
    VectorXd sum = VectorXd::Zero(points.cols());
    for (auto const& part : parts) {
        sum += part;
    }
    return sum;
}

VectorXd Bank::implausibility(Points const& points) const
{
    auto const all = predict(points);
    VectorXd first = VectorXd::Zero(points.cols());
    VectorXd second = first;
    for (std::size_t figure = 0; figure < all.size(); ++figure) {
        auto const& observation = figures_[figure];
        auto const own = dispersion(figure) * link_variance_of(observation) +
                         observation.discrepancy_sd * observation.discrepancy_sd;
        for (Index i = 0; i < points.cols(); ++i) {
            auto const z = std::abs(all[figure].means[i] - link_of(observation)) /
                           std::sqrt(all[figure].variances[i] + own);
            if (z > first[i]) {
                second[i] = first[i];
                first[i] = z;
            } else {
                second[i] = std::max(second[i], z);
            }
        }
    }
    return all.size() > 10 ? second : first;
}

}  // namespace smartstart
