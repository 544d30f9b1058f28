#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace smartstart {

/// What stands in a trace where the household is not in the region.
inline constexpr std::int16_t not_here = -1;

/// One fact that a trace tells of a household in every month, as a whole number.
struct TraceInfo {
    std::string id;
    std::string long_name_en;
    std::string long_name_nl;
    std::string units;                      ///< "1" where the number stands for a word or a place
    std::vector<std::int16_t> flag_values;  ///< numbers that stand for a word; none: it is a count
    std::string flag_meanings;              ///< those words, with spaces between them
};

}  // namespace smartstart
