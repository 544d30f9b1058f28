#pragma once

#include "engine/step/odds.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {

/// What of a pupil weighs on further education.
struct Pupil {
    facts::Number track{};
    double cognitive{}, social{};  ///< skills, sd
    bool man{};
    double parents{};  ///< education_of_parents()
};

/// Chances around further education, by track. Skills and parents count twice, through the track
/// and within it.
class HigherEducation {
public:
    explicit HigherEducation(Setup const& setup)
        : no_vocational_{setup.own.get<Path<Share>>("no_vocational")},
          goes_on_{setup.own.get<Path<Share>>("goes_on_to_higher")},
          completes_{setup.own.get<Path<Share>>("completes_higher")},
          cognitive_{setup.own.get<double>("higher_cognitive_skill")},
          social_{setup.own.get<double>("higher_social_skill")},
          men_{setup.own.get<double>("higher_men")},
          parents_{setup.own.get<double>("parents_level")}
    {
    }

    double no_vocational(Pupil const& pupil) const
    {
        return with_shifted_odds(no_vocational_.at(pupil.track), -parents_ * pupil.parents);
    }
    double goes_on(Pupil const& pupil) const
    {
        return with_shifted_odds(goes_on_.at(pupil.track), shift(pupil));
    }
    double completes(Pupil const& pupil) const
    {
        return with_shifted_odds(completes_.at(pupil.track), shift(pupil));
    }

private:
    double shift(Pupil const& pupil) const
    {
        return cognitive_ * pupil.cognitive + social_ * pupil.social + (pupil.man ? men_ : 0.0) +
               parents_ * pupil.parents;
    }

    Path<Share> no_vocational_, goes_on_, completes_;
    double cognitive_, social_, men_, parents_;
};

}  // namespace smartstart::steps
