#include "calibration/statistics/quick_look.hpp"

#include <cmath>
#include <limits>
#include <memory>
#include <type_traits>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <nlopt.h>

#include "calibration/statistics/luck.hpp"

namespace smartstart {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double outside = -1e300;  ///< stands for minus infinity, which the optimiser cannot take
constexpr int most_evaluations = 4000;

/// Where the search may go.
struct Box {
    VectorXd low, high, sd;
    explicit Box(std::vector<Prior> const& priors)
        : low(static_cast<Index>(priors.size())), high(low.size()), sd(low.size())
    {
        constexpr double tail = 5e-4;
        for (Index k = 0; k < low.size(); ++k) {
            auto const& prior = priors[static_cast<std::size_t>(k)];
            low[k] = prior.quantile(tail);
            high[k] = prior.quantile(1.0 - tail);
            sd[k] = prior.sd();
        }
    }
};

double evaluate(unsigned count, double const* at, double* slopes, void* density)
{
    (void)slopes;
    MatrixXd const point = Eigen::Map<VectorXd const>{at, static_cast<Index>(count)};
    auto const value = (*static_cast<LogDensity const*>(density))(point)[0];
    return std::isfinite(value) ? value : outside;
}

Peak climb(LogDensity const& density, Box const& box, VectorXd start)
{
    start = start.cwiseMax(box.low).cwiseMin(box.high);
    std::unique_ptr<std::remove_pointer_t<nlopt_opt>, decltype(&nlopt_destroy)> const optimiser{
        nlopt_create(NLOPT_LN_BOBYQA, static_cast<unsigned>(start.size())), &nlopt_destroy};
    auto own = density;
    VectorXd const step = 0.1 * box.sd;
    nlopt_set_lower_bounds(optimiser.get(), box.low.data());
    nlopt_set_upper_bounds(optimiser.get(), box.high.data());
    nlopt_set_max_objective(optimiser.get(), &evaluate, &own);
    nlopt_set_initial_step(optimiser.get(), step.data());
    nlopt_set_maxeval(optimiser.get(), most_evaluations);
    nlopt_set_ftol_abs(optimiser.get(), 1e-11);
    nlopt_set_xtol_rel(optimiser.get(), 1e-9);
    auto const before = start;
    Peak peak{start, outside, {}};
    // A search that ends early leaves the best point that it saw, which is what is wanted.
    nlopt_optimize(optimiser.get(), peak.point.data(), &peak.log_density);
    if (!peak.point.allFinite()) {
        peak.point = before;
    }
    peak.log_density = density(peak.point)[0];
    return peak;
}

/// Minus the second slopes of the log density, by differences of a hundredth of a prior's width,
/// around the point moved in where that would leave the box.
MatrixXd bend_at(LogDensity const& density, Box const& box, VectorXd point)
{
    VectorXd const step = 0.01 * box.sd;
    point = point.cwiseMax(box.low + 1.01 * step).cwiseMin(box.high - 1.01 * step);
    auto const size = point.size();
    MatrixXd bend(size, size);
    for (Index i = 0; i < size; ++i) {
        for (Index j = 0; j <= i; ++j) {
            MatrixXd corners = point.replicate(1, 4);
            auto const along = [&](Index k) { return 0.5 * step[k] * (i == j ? 2.0 : 1.0); };
            corners.row(i) += along(i) * Eigen::RowVector4d{1.0, 1.0, -1.0, -1.0};
            if (i != j) {
                corners.row(j) += along(j) * Eigen::RowVector4d{1.0, -1.0, 1.0, -1.0};
            } else {
                corners.col(1) = corners.col(2) = point;
            }
            VectorXd const seen = density(corners);
            bend(i, j) = bend(j, i) =
                -(seen[0] - seen[1] - seen[2] + seen[3]) / (step[i] * step[j]);
        }
    }
    return bend;
}

/// The inverse, where no direction may be wider than the prior.
MatrixXd covariance_of(MatrixXd const& bend, Box const& box)
{
    MatrixXd const scaled = box.sd.asDiagonal() * bend * box.sd.asDiagonal();
    if (!scaled.allFinite()) {
        return box.sd.cwiseAbs2().asDiagonal();
    }
    Eigen::SelfAdjointEigenSolver<MatrixXd> const parts{scaled};
    VectorXd const widths = parts.eigenvalues().cwiseMax(1.0).cwiseInverse();
    MatrixXd const turned = box.sd.asDiagonal() * parts.eigenvectors();
    return turned * widths.asDiagonal() * turned.transpose();
}

}  // namespace

Peak highest_point(LogDensity const& density, std::vector<Prior> const& priors,
                   MatrixXd const& starts)
{
    Box const box{priors};
    Peak best{{}, -std::numeric_limits<double>::infinity(), {}};
    for (Index i = 0; i < starts.cols(); ++i) {
        auto peak = climb(density, box, starts.col(i));
        if (best.point.size() == 0 || peak.log_density > best.log_density) {
            best = std::move(peak);
        }
    }
    best.covariance = covariance_of(bend_at(density, box, best.point), box);
    return best;
}

Sample quick_look(LogDensity const& density, std::vector<Prior> const& priors,
                  MatrixXd const& starts, std::uint64_t seed)
{
    auto const peak = highest_point(density, priors, starts);
    Eigen::LLT<MatrixXd> const factor{peak.covariance};
    KeyedLuck const luck{seed, "quick look"};
    Box const box{priors};
    Sample sample;
    sample.ensembles = 4;
    sample.chains = 10;
    sample.generations = 100;
    auto const size = peak.point.size();
    sample.points.resize(size, 4000);
    for (Index i = 0; i < sample.points.cols(); ++i) {
        VectorXd normals(size);
        for (Index k = 0; k < size; ++k) {
            normals[k] =
                luck.normal(0, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(k));
        }
        sample.points.col(i) =
            (peak.point + factor.matrixL() * normals).cwiseMax(box.low).cwiseMin(box.high);
    }
    sample.log_density = VectorXd::Constant(sample.points.cols(), peak.log_density);
    sample.rhat = sample.ess_bulk = sample.ess_tail =
        VectorXd::Constant(size, std::numeric_limits<double>::quiet_NaN());
    return sample;
}

}  // namespace smartstart
