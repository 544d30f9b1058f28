#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/text/language.hpp"
#include "engine/run/story.hpp"

namespace smartstart {

/// The service (ServiceKind) that the child waits for at the end of this month, 0 for none. Not the
/// one that began in it.
std::uint8_t service_waited_for(DiaryPage const& page);

/// How things stand for a child and its family, in plain words.
std::vector<std::string> state(DiaryPage const& page, Language language);

/// What changed from one month to the next. Nothing where nothing did.
std::vector<std::string> changes(DiaryPage const& before, DiaryPage const& after,
                                 Language language);

}  // namespace smartstart
