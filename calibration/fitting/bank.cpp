#include <algorithm>
#include <cmath>
#include <optional>

#include "calibration/fitting/waves.hpp"
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
    bank.ties_ = question.ties;
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
    return log_likelihood(points, {fitted(1.0)}, threads_);
}

VectorXd Bank::log_likelihood(Points const& points, std::vector<Weighed> const& seen,
                              unsigned threads) const
{
    auto const places = standard_(points);
    std::vector<GaussianProcess::Prediction> there(emulators_.size());
    std::vector<VectorXd> parts(emulators_.size());
    run_jobs(parts.size(), threads, always, [&](std::size_t figure) {
        there[figure] = emulators_[figure].process.predict(places);
        VectorXd part = VectorXd::Zero(points.cols());
        for (auto const& [figures, ties, weight] : seen) {
            if (ties->in_row(figure)) {
                continue;
            }
            for (Index i = 0; i < part.size(); ++i) {
                part[i] += weight * log_chance((*figures)[figure], there[figure].means[i],
                                               there[figure].variances[i], dispersion(figure));
            }
        }
        parts[figure] = std::move(part);
    });
    VectorXd sum = VectorXd::Zero(points.cols());
    for (auto const& part : parts) {
        sum += part;
    }
    for (auto const& one : seen) {
        if (!one.ties->rows.empty() || !one.ties->series.empty()) {
            sum += one.weight * of_ties(one, there, threads);
        }
    }
    return sum;
}

VectorXd Bank::of_ties(Weighed const& seen, std::vector<GaussianProcess::Prediction> const& there,
                       unsigned threads) const
{
    VectorXd sum(there.front().means.size());
    run_jobs(static_cast<std::size_t>(sum.size()), threads, always, [&](std::size_t point) {
        auto const i = static_cast<Index>(point);
        std::vector<Foreseen> foreseen;
        for (std::size_t figure = 0; figure < there.size(); ++figure) {
            foreseen.push_back(
                {there[figure].means[i], there[figure].variances[i], dispersion(figure)});
        }
        sum[i] = 0.0;
        for (auto const& row : seen.ties->rows) {
            sum[i] += log_chance_of(row, *seen.figures, foreseen);
        }
        for (auto const& series : seen.ties->series) {
            sum[i] += log_tie_of(series, *seen.figures, foreseen);
        }
    });
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
