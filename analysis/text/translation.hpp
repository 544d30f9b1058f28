#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analysis/text/language.hpp"
#include "engine/base/error.hpp"

namespace smartstart {

/// A sentence about a mistake, as the engine says it in English, in the language of the user. The
/// engine says each thing in one place and in one language; what it says stands side by side in
/// both languages in analysis/text/sentences.txt. A sentence that is not there comes back as it is.
std::string said_in(Language language, std::string_view english);

/// What an outcome says of itself (what is counted, divided by what, and who defines it so) in
/// Dutch, as analysis/text/definitions.txt has it; nothing where it is not there. A name that is
/// the same in Dutch is there too.
std::optional<std::string> dutch_definition(std::string_view english);
/// The same in the language of the user. What is not there, such as a text of an older result,
/// comes back as it is.
std::string defined_in(Language language, std::string_view english);

/// What a step or a column says of itself, or a table of the start population, in Dutch, as
/// analysis/text/descriptions.txt has it; nothing where it is not there.
std::optional<std::string> dutch_description(std::string_view english);
/// The same in the language of the user. What is not there comes back as it is.
std::string described_in(Language language, std::string_view english);

/// `mine.yaml:3:8: error: text`, the line and a caret, in the language of the user.
std::string to_text(Problem const& problem, Language language);
/// `error: text`, for what is wrong with no file in particular.
std::string as_error(std::string_view english, Language language);

}  // namespace smartstart
