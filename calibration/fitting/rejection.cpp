#include "calibration/fitting/rejection.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <Eigen/QR>
#include <fmt/format.h>

#include "engine/base/error.hpp"
#include "engine/base/mix.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Where regression moves a parameter: its coordinate, or for one between two bounds the logit of
/// where it lies between them.
class Scale {
public:
    explicit Scale(Prior const& prior) : bounded_{prior.kind() == PriorKind::uniform}
    {
        if (bounded_) {
            low_ = prior.quantile(edge);
            width_ = prior.quantile(1.0 - edge) - low_;
        }
    }
    double open(double coordinate) const
    {
        if (!bounded_) {
            return coordinate;
        }
        auto const share = std::clamp((coordinate - low_) / width_, edge, 1.0 - edge);
        return std::log(share / (1.0 - share));
    }
    double close(double opened) const
    {
        return bounded_ ? low_ + width_ / (1.0 + std::exp(-opened)) : opened;
    }

private:
    static constexpr double edge = 1e-9;
    bool bounded_;
    double low_{}, width_{};
};

/// The runs that did not fail: points, and how far each figure is from the published one.
struct Made {
    Points points;
    MatrixXd off;
};

Made made_of(Question const& question, Points const& points,
             std::vector<std::vector<OnLink>> const& outcomes, Runs& runs)
{
    Made made{Points(points.rows(), points.cols()),
              MatrixXd(static_cast<Index>(question.figures.size()), points.cols())};
    runs.readings.resize(question.figures.size());
    Index have = 0;
    for (Index i = 0; i < points.cols(); ++i) {
        auto const& outcome = outcomes[static_cast<std::size_t>(i)];
        if (outcome.empty()) {
            continue;
        }
        made.points.col(have) = points.col(i);
        for (std::size_t k = 0; k < outcome.size(); ++k) {
            made.off(static_cast<Index>(k), have) = outcome[k].value - link_of(question.figures[k]);
            runs.readings[k].push_back({outcome[k].value, outcome[k].variance});
        }
        ++have;
    }
    made.points.conservativeResize(Eigen::NoChange, have);
    made.off.conservativeResize(Eigen::NoChange, have);
    runs.points = made.points;
    return made;
}

/// The places of the nearest, in the order of the runs.
std::vector<Index> nearest(VectorXd const& distances, Index count)
{
    std::vector<Index> places(static_cast<std::size_t>(distances.size()));
    std::iota(places.begin(), places.end(), Index{0});
    std::ranges::stable_sort(places, {}, [&](Index at) { return distances[at]; });
    places.resize(static_cast<std::size_t>(count));
    std::ranges::sort(places);
    return places;
}

/// Points as if their runs had shown the figures: less what the regression says of being off.
Points moved(Question const& question, Points const& points, MatrixXd const& off,
             VectorXd const& weights)
{
    VectorXd const roots = weights.cwiseSqrt();
    MatrixXd terms(points.cols(), off.rows() + 1);
    terms << VectorXd::Ones(points.cols()), off.transpose();
    Eigen::CompleteOrthogonalDecomposition<MatrixXd> const fit{
        MatrixXd{roots.asDiagonal() * terms}};
    Points result(points.rows(), points.cols());
    for (Index k = 0; k < points.rows(); ++k) {
        Scale const scale{question.priors[static_cast<std::size_t>(k)]};
        VectorXd opened(points.cols());
        for (Index i = 0; i < opened.size(); ++i) {
            opened[i] = scale.open(points(k, i));
        }
        VectorXd const slopes = fit.solve(VectorXd{roots.cwiseProduct(opened)}).tail(off.rows());
        opened -= off.transpose() * slopes;
        for (Index i = 0; i < opened.size(); ++i) {
            result(k, i) = scale.close(opened[i]);
        }
    }
    return result;
}

}  // namespace

AbcResult by_rejection(Question const& question, RunAll const& run_all, RejectionPlan const& plan)
{
    auto const points = latin_hypercube(question.priors, plan.runs, mix(plan.seed, 1), 1);
    std::vector<RunKey> keys;
    for (Index i = 0; i < points.cols(); ++i) {
        keys.push_back({static_cast<std::uint32_t>(i), 0});
    }
    AbcResult result;
    auto made = made_of(question, points, run_all(points, keys), result.runs);
    if (2 * made.points.cols() < points.cols()) {
        throw InputError{
            "more than half of the first runs failed; look whether the priors allow values that "
            "make no sense."};
    }
    auto const kept = static_cast<Index>(plan.accept * static_cast<double>(made.points.cols()));
    auto const least = 2 * made.off.rows() + 10;
    if (kept < least) {
        throw InputError{fmt::format(
            "{} runs are kept, but {} figures need {} at least; ask for more runs, or accept a "
            "larger share.",
            kept, made.off.rows(), least)};
    }
    made.off = median_deviations(made.off).cwiseInverse().asDiagonal() * made.off;
    VectorXd const distances = made.off.colwise().norm();
    auto const places = nearest(distances, kept);
    VectorXd const near = distances(places);
    auto const tolerance = near.maxCoeff();
    result.weights = (1.0 - (near.array() / tolerance).square()).max(0.0);
    result.weights /= result.weights.sum();
    result.points = moved(question, made.points(Eigen::all, places), made.off(Eigen::all, places),
                          result.weights);
    result.populations.push_back({tolerance, plan.accept, plan.runs});
    return result;
}

}  // namespace smartstart
