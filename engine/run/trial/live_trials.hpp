#pragma once

#include <optional>
#include <vector>

#include "engine/run/ensemble.hpp"
#include "engine/run/prepare.hpp"
#include "engine/run/trial/trial.hpp"

namespace smartstart::trials {

/// What a measure showed of one child, who lived its life twice with the same luck.
struct Twice {
    std::optional<double> untreated, treated;  ///< nothing where it was not in the region then
};

/// A child that took part.
struct Participant {
    PersonId child;
    int replicate{};
    Month since;                ///< first month of the programme
    std::optional<Month> left;  ///< month of dropping out
    double luck{};              ///< in (0, 1): the arm that a trial would have put it in
    std::vector<Twice> seen;    ///< in the order of the measures
};

/// Everyone who took part in a trial, by replicate and name.
using Participants = std::vector<Participant>;

/// Lives trials in the world of one scenario. In each replicate the world is lived without any
/// trial, and from the first month of recruitment once more per trial with every child treated who
/// could be taken in; the luck is the same. Who is taken in follows from the world without. Gives
/// the participants of each trial, nothing when it was stopped; the same for any number of threads.
/// Throws InputError when a trial begins before the region's history does.
std::optional<std::vector<Participants>> live_trials(Prepared const& prepared,
                                                     std::vector<Trial> const& trials,
                                                     unsigned threads, Listener const& listener);

}  // namespace smartstart::trials
