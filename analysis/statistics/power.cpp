#include "analysis/statistics/power.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include <Eigen/Cholesky>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/tools/toms748_solve.hpp>

namespace smartstart {
namespace {

/// How much more variance places of uneven size give, to second order in their unevenness.
double unevenness_factor(VarianceParts const& parts, MeasurementPlan const& plan)
{
    double const all = parts.of_place(plan.persons) + parts.of_round(plan.persons);
    double const common = (parts.place + parts.place_change) / all;
    return 1.0 / (1.0 - plan.uneven * plan.uneven * common * (1.0 - common));
}

/// Of the effect in a stepped wedge: the last entry of the inverse of X'V⁻¹X over all places, for a
/// constant, a level of each round but one, and the effect.
double stepped_variance(VarianceParts const& parts, MeasurementPlan const& plan)
{
    Eigen::Index const rounds = plan.before + plan.steps - 1 + plan.after;
    Eigen::MatrixXd information = Eigen::MatrixXd::Zero(rounds + 1, rounds + 1);
    double const with_level = parts.effect_with_place * std::sqrt(parts.effect * parts.place);
    for (int step = 0; step < plan.steps; ++step) {
        Eigen::VectorXd treated = Eigen::VectorXd::Zero(rounds);
        treated.tail(rounds - plan.before - step).setOnes();
        Eigen::MatrixXd variance =
            Eigen::MatrixXd::Constant(rounds, rounds, parts.of_place(plan.persons));
        variance.diagonal().array() += parts.of_round(plan.persons);
        variance += parts.effect * treated * treated.transpose();
        variance += with_level * (treated.rowwise().replicate(rounds) +
                                  treated.transpose().colwise().replicate(rounds));
        Eigen::MatrixXd design = Eigen::MatrixXd::Zero(rounds, rounds + 1);
        design.col(0).setOnes();
        design.block(0, 1, rounds - 1, rounds - 1).setIdentity();
        design.col(rounds) = treated;
        information +=
            plan.places / plan.steps * (design.transpose() * variance.llt().solve(design));
    }
    Eigen::VectorXd const last = Eigen::VectorXd::Unit(rounds + 1, rounds);
    Eigen::VectorXd const solved = information.ldlt().solve(last);
    return solved[rounds] * unevenness_factor(parts, plan);
}

/// The parts of a measure where the effect is this.
VarianceParts parts_at(PilotMeasure const& measure, MeasurementPlan const& plan, double effect)
{
    double variance = measure.variance;
    if (measure.share) {
        auto const of_share = [](double share) { return share * (1.0 - share); };
        double const with = *measure.share + effect;
        variance = plan.design == PilotDesign::cluster_trial
                       ? 0.5 * (of_share(*measure.share) + of_share(with))
                       : of_share(0.5 * (*measure.share + with));
    }
    auto parts = parts_of(std::max(variance, 0.0), measure.alike);
    parts.effect = measure.effect_sd * measure.effect_sd;
    return parts;
}

double degrees_of(MeasurementPlan const& plan)
{
    return plan.design == PilotDesign::before_after ? plan.places - 1.0 : 2.0 * (plan.places - 1.0);
}

/// Where a rising function is 0; nothing where it is below at `high`.
std::optional<double> root_of(std::function<double(double)> const& rising, double low, double high)
{
    double const at_low = rising(low);
    if (at_low >= 0.0) {
        return low;
    }
    if (!(rising(high) >= 0.0)) {
        return std::nullopt;
    }
    // In steps first, so that the end is not far off: the function is flat there.
    double to = low + 1e-3;
    while (to < high && !(rising(to) >= 0.0)) {
        to = low + 2.0 * (to - low);
    }
    std::uintmax_t tries = 100;
    auto const found = boost::math::tools::toms748_solve(
        rising, low, std::min(to, high), boost::math::tools::eps_tolerance<double>(45), tries);
    return 0.5 * (found.first + found.second);
}

}  // namespace

VarianceParts parts_of(double variance, Resemblance const& alike)
{
    double const places = variance * alike.within;
    double const persons = variance - places;
    VarianceParts parts;
    parts.place = places * alike.over_time;
    parts.place_change = places - parts.place;
    parts.person_lasting = persons * alike.of_person;
    parts.person = persons - parts.person_lasting;
    return parts;
}

double standard_error(VarianceParts const& parts, MeasurementPlan const& plan)
{
    if (plan.design == PilotDesign::stepped_wedge) {
        return std::sqrt(stepped_variance(parts, plan));
    }
    double const lasting = parts.of_place(plan.persons);
    double const change = parts.of_round(plan.persons);
    double variance = change * (1.0 / plan.before + 1.0 / plan.after);
    if (plan.design == PilotDesign::cluster_trial) {
        variance = lasting + change / plan.after;
    }
    variance *= unevenness_factor(parts, plan);
    double of_effect = parts.effect;
    if (plan.design == PilotDesign::cluster_trial) {
        of_effect += 2.0 * parts.effect_with_place * std::sqrt(parts.effect * parts.place);
    }
    double const arms = plan.design == PilotDesign::before_after ? 1.0 : 2.0;
    return std::sqrt((arms * variance + of_effect) / plan.places);
}

double power_of(double effect, double standard_error, MeasurementPlan const& plan)
{
    double const far = std::abs(effect) / standard_error;
    double const tail = plan.significance / 2.0;
    if (plan.design == PilotDesign::stepped_wedge) {
        boost::math::normal_distribution<double> const normal;
        double const critical = quantile(complement(normal, tail));
        return cdf(normal, far - critical) + cdf(normal, -far - critical);
    }
    double const degrees = degrees_of(plan);
    if (!(degrees > 0.0) || !std::isfinite(far)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    double const critical =
        quantile(complement(boost::math::students_t_distribution<double>{degrees}, tail));
    return cdf(complement(boost::math::non_central_t_distribution<double>{degrees, far}, critical));
}

double power_of(PilotMeasure const& measure, MeasurementPlan const& plan, double effect)
{
    return power_of(effect, standard_error(parts_at(measure, plan, effect), plan), plan);
}

std::optional<double> least_effect(PilotMeasure const& measure, MeasurementPlan const& plan,
                                   double power, Towards towards)
{
    double const sign = towards == Towards::more ? 1.0 : -1.0;
    double most = 20.0 * std::sqrt(measure.variance);
    if (measure.share) {
        most = towards == Towards::more ? 1.0 - *measure.share : *measure.share;
    }
    auto const size = root_of(
        [&](double effect) { return power_of(measure, plan, sign * effect) - power; }, 1e-9, most);
    return size ? std::optional{sign * *size} : std::nullopt;
}

std::optional<double> places_needed(PilotMeasure const& measure, MeasurementPlan const& plan,
                                    double effect, double power)
{
    constexpr double most = 10'000.0;
    double const least = plan.design == PilotDesign::stepped_wedge ? 0.01 : 1.5;
    return root_of(
        [&](double places) {
            auto other = plan;
            other.places = places;
            return power_of(measure, other, effect) - power;
        },
        least, most);
}

std::optional<int> rounds_needed(PilotMeasure const& measure, MeasurementPlan const& plan,
                                 double effect, double power, int most)
{
    auto longer = plan;
    for (longer.after = 1; longer.after <= most; ++longer.after) {
        if (power_of(measure, longer, effect) >= power) {
            return longer.after;
        }
    }
    return std::nullopt;
}

}  // namespace smartstart
