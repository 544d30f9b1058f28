#pragma once

#include <vector>

#include "analysis/study/study.hpp"
#include "engine/base/error.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {

/// A setting that a study makes, and where its file has the name and the value.
struct StudySetting {
    std::string path;
    std::string value;
    Place path_place;
    Place value_place;
};

/// What the scenarios of a study have against its settings, at their places in its file, and what
/// is wrong with the scenarios themselves. Nothing is lived.
std::vector<Problem> refusals_of(Settings const& root, Study const& study,
                                 std::vector<StudySetting> const& settings);

/// Notes every number to be moved that the two scenarios do not have alike, or that another
/// structure sets: both are given the same number at each point, so nothing would be left of the
/// difference, and the structure's would go over what is moved.
void refuse_what_is_not_alike(Settings const& root, Study const& study);

}  // namespace smartstart
