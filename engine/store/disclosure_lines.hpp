#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/store/result.hpp"

namespace smartstart {

/// Cells of one count whose sum somebody may know: the municipalities of a group, or the groups of
/// a kind in a municipality with everybody, who are their total. A cell is numbered as in one year
/// of one replicate.
struct CellLine {
    std::vector<std::size_t> cells;
    bool ends_in_total{};
};
std::vector<CellLine> lines_of(Result const& labels);

enum class CountOf : std::uint8_t { numerator, denominator };

/// One of the two counts of an outcome.
struct OutcomeCount {
    std::size_t outcome{};  ///< by position
    CountOf of{};
};

/// Counts that divide the same people: in each cell the parts add up to the whole, or to several
/// that make it up.
struct Division {
    std::vector<OutcomeCount> parts;
    std::vector<OutcomeCount> whole;
};
std::vector<Division> divisions_of(Result const& labels);

}  // namespace smartstart
