#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace smartstart {

/// A text in quotes: from its first quote to its second, counted in bytes from 0.
struct QuotedText {
    std::size_t opened{};
    std::size_t closed{};  ///< npos where it never is
};

/// What can be told of a YAML text without understanding it, and so where it is wrong as well:
/// remarks, texts in quotes and texts of several lines ('|') are known from all else.
struct Outline {
    std::vector<QuotedText> quoted;  ///< in order; after one that is never closed there is nothing
    bool brackets_fit = true;        ///< as many are closed as are opened
};

Outline outline_of(std::string_view text);

/// Where the quote that opens at this place is closed; npos where it never is.
std::size_t closing_quote(std::string_view text, std::size_t opened);

/// How many spaces stand before the line of this place.
std::size_t indentation_at(std::string_view text, std::size_t place);

/// Where the line of this place starts.
std::size_t line_start(std::string_view text, std::size_t place);

}  // namespace smartstart
