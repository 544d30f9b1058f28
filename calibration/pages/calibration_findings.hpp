#pragma once

#include <string>
#include <vector>

#include "engine/store/posterior_file.hpp"

namespace smartstart {

/// Findings on a calibration that people should read before its numbers, a sentence each.

/// Why more runs would still change the answer; nothing where they would not.
std::vector<std::string> unsettled(PosteriorFile const& posterior);
/// That they would not, and by how much the last wave moved the parameters.
std::string settled(PosteriorFile const& posterior);
/// Parameters that the targets say nothing of, and pairs that they cannot tell apart.
std::vector<std::string> not_told(PosteriorFile const& posterior);
/// Targets that no run came near, and pairs of which no run met both though each was met: another
/// target or the model's form stands in the way.
std::vector<std::string> contradictions(PosteriorFile const& posterior);

}  // namespace smartstart
