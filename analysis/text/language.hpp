#pragma once

#include <cstdint>
#include <string>

namespace smartstart {

/// The language that people read results in.
enum class Language : std::uint8_t { dutch, english };

/// A number as people write it in a language: "1.234,5" or "1,234.5". Never "-0".
std::string number_text(double number, int decimals, Language language);
/// The same with its sign, also when it is positive.
std::string signed_text(double number, int decimals, Language language);

}  // namespace smartstart
