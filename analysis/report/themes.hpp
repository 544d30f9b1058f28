#pragma once

#include <span>
#include <string_view>

namespace smartstart {

/// What outcomes are about, in the order in which a reader meets them.
struct Theme {
    char const* dutch;
    char const* english;
};
std::span<Theme const> all_themes();

/// The theme of an outcome by its id, as a position in `all_themes`; the last, "other", when no
/// other claims it.
std::size_t theme_of(std::string_view outcome);

}  // namespace smartstart
