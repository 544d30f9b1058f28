#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace smartstart {

/// What stands in a marked section: `part` and `sheet` as its mark names them.
using SectionText = std::function<std::string(std::string_view part, std::string_view sheet)>;

/// A page in Markdown of which the marked sections are written anew, and nothing else changes:
///
///     <!-- smartstart describe odd schedule -->
///     ...
///     <!-- end -->
///
/// Throws InputError, with every line, for a mark without an end or without two names.
std::string filled(std::string const& page, SectionText const& text);

}  // namespace smartstart
