#pragma once

#include <span>
#include <string>
#include <string_view>

namespace smartstart {

/// The known name that a misspelt one most likely means; empty when none is near (edit distance,
/// with swapped neighbours as one edit, at most a third of the length).
std::string nearest_name(std::string_view misspelt, std::span<std::string const> known);

}  // namespace smartstart
