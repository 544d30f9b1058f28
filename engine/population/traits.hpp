#pragma once

#include <cstdint>

namespace smartstart {

/// As registered at birth; the published tables know these two.
enum class Sex : std::uint8_t { woman, man };

/// The highest level that a person has completed, in CBS's three classes. `low`: primary school,
/// vmbo or mbo 1 (also everyone under 15); `middle`: havo, vwo or mbo 2 to 4; `high`: hbo or wo.
enum class Education : std::uint8_t { low, middle, high };

}  // namespace smartstart
