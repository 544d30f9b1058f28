#include "calibration/emulators/emulator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include <Eigen/QR>
#include <nlopt.h>

namespace smartstart {
namespace {

using Eigen::VectorXd;

constexpr double length_mean = 1.5, length_sd = 1.0;
constexpr double least_length = -1.5, most_length = 5.0;
constexpr double dispersion_sd = 2.0;
constexpr double least_dispersion = -0.1, most_dispersion = 5.0;
constexpr int evaluations = 40, evaluations_from_start = 25;

/// What the optimiser works on: [log variance, log lengths..., log dispersion].
class Problem {
public:
    Problem(Eigen::MatrixXd const& places, std::vector<Reading> const& readings,
            Dispersion dispersion)
        : dispersion_{dispersion}
    {
        auto const count = static_cast<Eigen::Index>(readings.size());
        seen_.places = places;
        seen_.values.resize(count);
        noise_.resize(count);
        for (Eigen::Index i = 0; i < count; ++i) {
            auto const& reading = readings[static_cast<std::size_t>(i)];
            seen_.values[i] = reading.value;
            noise_[i] = reading.noise_variance;
            extra_ += reading.replicates - 1;
            within_ += reading.within;
        }
    }

    Eigen::Index size() const { return seen_.places.rows() + 2; }
    VectorXd const& noise() const { return noise_; }
    NoisyValues const& seen() const { return seen_; }

    GaussianProcess process(VectorXd const& at) const
    {
        auto seen = seen_;
        seen.noise_variances = noise_ * std::exp(at[size() - 1]);
        return {seen, shape(at), Trend::linear};
    }
    ProcessShape shape(VectorXd const& at) const
    {
        return {Smoothness::matern52, at[0], at.segment(1, size() - 2)};
    }

    /// Log posterior up to a constant, and its slopes where they are wanted.
    double value(VectorXd const& at, double* slopes) const
    {
        auto const process = this->process(at);
        auto const log_dispersion = at[size() - 1];
        auto const lengths = at.segment(1, size() - 2).array();
        auto const pull = (lengths - length_mean) / (length_sd * length_sd);
        auto const shrink = std::exp(-log_dispersion);
        auto const sum = process.log_evidence() - 0.5 * (pull * (lengths - length_mean)).sum() -
                         0.5 * (extra_ * log_dispersion + within_ * shrink) -
                         0.5 * std::pow(log_dispersion / dispersion_sd, 2.0);
        if (slopes != nullptr) {
            Eigen::Map<VectorXd> out{slopes, size()};
            out = process.log_evidence_slopes();
            out.segment(1, size() - 2).array() -= pull;
            out[size() - 1] += -0.5 * (extra_ - within_ * shrink) -
                               log_dispersion / (dispersion_sd * dispersion_sd);
            if (dispersion_ == Dispersion::counting) {
                out[size() - 1] = 0.0;
            }
        }
        return sum;
    }

private:
    NoisyValues seen_;
    VectorXd noise_;
    Dispersion dispersion_;
    double extra_{}, within_{};
};

/// Variance that a straight trend leaves over, and that the noise does not explain.
double rough_variance(Problem const& problem)
{
    auto const& places = problem.seen().places;
    Eigen::MatrixXd trend(places.cols(), places.rows() + 1);
    trend.col(0).setOnes();
    trend.rightCols(places.rows()) = places.transpose();
    auto const& values = problem.seen().values;
    VectorXd const rest = values - trend * trend.colPivHouseholderQr().solve(values);
    auto const free = std::max<double>(1.0, static_cast<double>(trend.rows() - trend.cols()));
    auto const spread = (values.array() - values.mean()).square().mean();
    return std::max({rest.squaredNorm() / free - problem.noise().mean(), 0.02 * spread, 1e-8});
}

double evaluate(unsigned count, double const* at, double* slopes, void* problem)
{
    return static_cast<Problem const*>(problem)->value(
        Eigen::Map<VectorXd const>{at, static_cast<Eigen::Index>(count)}, slopes);
}

TargetEmulator fit_once(Eigen::MatrixXd const& places, std::vector<Reading> const& readings,
                        Dispersion dispersion, TargetEmulator const* start)
{
    Problem problem{places, readings, dispersion};
    auto const size = problem.size();
    auto const rough = std::log(rough_variance(problem));
    VectorXd lowest = VectorXd::Constant(size, least_length);
    VectorXd highest = VectorXd::Constant(size, most_length);
    lowest[0] = rough - 8.0;
    highest[0] = rough + 6.0;
    auto const estimated = dispersion == Dispersion::estimated;
    lowest[size - 1] = estimated ? least_dispersion : 0.0;
    highest[size - 1] = estimated ? most_dispersion : 0.0;
    VectorXd at = VectorXd::Constant(size, length_mean);
    at[0] = start != nullptr ? start->shape.log_variance : rough;
    at[size - 1] = start != nullptr ? start->log_dispersion : 0.0;
    if (start != nullptr) {
        at.segment(1, size - 2) = start->shape.log_lengths;
    }
    at = at.cwiseMax(lowest).cwiseMin(highest);
    std::unique_ptr<std::remove_pointer_t<nlopt_opt>, decltype(&nlopt_destroy)> const optimiser{
        nlopt_create(NLOPT_LD_LBFGS, static_cast<unsigned>(size)), &nlopt_destroy};
    nlopt_set_lower_bounds(optimiser.get(), lowest.data());
    nlopt_set_upper_bounds(optimiser.get(), highest.data());
    nlopt_set_max_objective(optimiser.get(), &evaluate, &problem);
    nlopt_set_maxeval(optimiser.get(), start != nullptr ? evaluations_from_start : evaluations);
    nlopt_set_ftol_abs(optimiser.get(), 1e-3);
    auto const before = at;
    double best = 0.0;
    // A line search that ends early leaves the best point that it saw, which is what is wanted.
    nlopt_optimize(optimiser.get(), at.data(), &best);
    if (!at.allFinite()) {
        at = before;
    }
    return {problem.process(at), problem.shape(at), at[size - 1], problem.value(at, nullptr),
            readings};
}

}  // namespace

Standard Standard::of(Eigen::MatrixXd const& points)
{
    Standard standard;
    standard.centre = points.rowwise().mean();
    standard.spread = (points.colwise() - standard.centre)
                          .rowwise()
                          .squaredNorm()
                          .array()
                          .
                          operator/(static_cast<double>(points.cols()))
                          .sqrt()
                          .max(1e-12);
    return standard;
}

TargetEmulator fit_emulator(Eigen::MatrixXd const& places, std::vector<Reading> const& readings,
                            TargetKind const& kind, TargetEmulator const* start)
{
    auto const first = fit_once(places, readings, kind.dispersion, start);
    auto const others = first.process.leave_one_out();
    auto const dispersion = std::exp(first.log_dispersion);
    std::vector<Reading> straight;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        straight.push_back(without_lean(kind.figure, readings[i],
                                        others.means[static_cast<Eigen::Index>(i)], dispersion));
    }
    return fit_once(places, straight, kind.dispersion, &first);
}

}  // namespace smartstart
