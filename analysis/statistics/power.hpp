#pragma once

#include <cstdint>
#include <optional>

namespace smartstart {

/// How the effect of a pilot is to be measured.
enum class PilotDesign : std::uint8_t {
    before_after,   ///< the pilot places before and after; whatever else changed counts as effect
    cluster_trial,  ///< places with and as many without the pilot, chosen by lot, measured after
    differences,    ///< the same, measured before and after: the difference between the changes
    stepped_wedge,  ///< all places get the pilot, in groups one after another, by lot
};

/// Where the variance of one measurement of one person comes from, in the square of its unit.
struct VarianceParts {
    double person{};             ///< new at every measurement
    double person_lasting{};     ///< of a person who is measured again; 0 where others are asked
    double place{};              ///< between places, lasting
    double place_change{};       ///< of a place from one measurement to the next
    double effect{};             ///< of the effect between places
    double effect_with_place{};  ///< correlation of a place's effect with its level
    double of_place(double persons) const { return place + person_lasting / persons; }
    double of_round(double persons) const { return place_change + person / persons; }
};

/// What people of one place have in common.
struct Resemblance {
    double within{};     ///< correlation of two persons of one place at one time (ICC)
    double over_time{};  ///< share of that which lasts (cluster autocorrelation)
    double of_person{};  ///< correlation of a person with himself later; 0 where others are asked
};

/// The parts of a variance.
VarianceParts parts_of(double variance, Resemblance const& alike);

/// Who is measured, and how often.
struct MeasurementPlan {
    PilotDesign design{};
    /// With the pilot (and as many without, in a trial and for differences); need not be whole, so
    /// that it can be solved for.
    double places{};
    double persons{};  ///< at each measurement in each place
    double uneven{};   ///< standard deviation of the numbers of persons, as a share of their mean
    int steps{1};      ///< of a stepped wedge: groups of places, one measurement apart
    int before{1};     ///< measurements before the (first) start
    int after{1};      ///< measurements after the (last) start
    double significance{0.05};  ///< of a two-sided test
};

/// What is measured: a mean, or a share of yes.
struct PilotMeasure {
    double variance{1.0};           ///< of one person, for a mean
    std::optional<double> share{};  ///< of yes without the pilot; then the variance follows from it
    Resemblance alike{};
    double effect_sd{};  ///< of the effect between places
};

/// The standard error of the effect. A trial and differences: Donner and Klar 2000, Teerenstra et
/// al. 2012; a stepped wedge: generalised least squares with a level of each round (Hussey and
/// Hughes 2007; Hooper et al. 2016); places of uneven size: van Breukelen et al. 2007.
double standard_error(VarianceParts const& parts, MeasurementPlan const& plan);

/// The chance that a test finds this effect with this standard error: Student's t over places, or
/// normal for a stepped wedge.
double power_of(double effect, double standard_error, MeasurementPlan const& plan);

/// The chance that the plan finds this effect.
double power_of(PilotMeasure const& measure, MeasurementPlan const& plan, double effect);

/// The smallest effect, up (or down where `downwards`), that the plan finds with this chance;
/// nothing where no share from 0 to 1 is far enough, or there are too few places.
enum class Towards : std::uint8_t { more, less };
std::optional<double> least_effect(PilotMeasure const& measure, MeasurementPlan const& plan,
                                   double power, Towards towards);

/// How many places it takes (not rounded); nothing where ten thousand are not enough.
std::optional<double> places_needed(PilotMeasure const& measure, MeasurementPlan const& plan,
                                    double effect, double power);

/// How many measurements after the start it takes; nothing where `most` are not enough.
std::optional<int> rounds_needed(PilotMeasure const& measure, MeasurementPlan const& plan,
                                 double effect, double power, int most);

}  // namespace smartstart
