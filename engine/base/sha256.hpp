#pragma once

#include <string>
#include <string_view>

namespace smartstart {

/// The SHA-256 digest of these bytes as 64 lower-case hexadecimal digits.
/// Source: FIPS 180-4, Secure Hash Standard, sections 4.1.2, 5.1.1, 5.3.3 and 6.2.
std::string sha256(std::string_view bytes);

/// The same without the instructions that some processors have for it: slower, and what they are
/// tested against.
std::string sha256_by_words(std::string_view bytes);

}  // namespace smartstart
