#pragma once

#include <cstdint>
#include <optional>

#include "engine/run/trial/live_trials.hpp"

namespace smartstart {

/// A number and an interval around it; not numbers where it cannot be told.
struct Interval {
    double value{};
    double low{}, high{};
};

/// What may be said of the model against a published effect.
enum class TrialVerdict : std::uint8_t {
    returned,     ///< the model's interval lies within the published one
    cannot_tell,  ///< it lies across an end of it, or is not known, as of two equal replicates
    missed,       ///< it lies outside
    no_interval,  ///< none was published
};

/// One measure of one trial, as the model has it.
struct TrialEffect {
    std::size_t pairs{};  ///< children measured in both lives
    std::size_t lost{};   ///< took part, and were not there to be measured in one of them
    double untreated{};   ///< mean, or share of yes
    double treated{};
    /// Of the same children with and without the programme, all replicates together; the interval
    /// (90 %) is that of luck between replicates (jackknife, Student's t).
    Interval effect;
    /// What a trial of the published size would have seen: the first so many children, each in the
    /// arm that its luck puts it in; 95 % interval as such trials have it. Nothing when no size is
    /// known, or when there were not so many children.
    std::optional<Interval> trial;
    TrialVerdict verdict{};
};

/// The effect of the measure at this place in the trial.
TrialEffect trial_effect(trials::Trial const& trial, trials::Participants const& participants,
                         std::size_t measure);

}  // namespace smartstart
