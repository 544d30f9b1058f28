#pragma once

#include <cstddef>
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

/// Outcomes that divide whom another counts: in each cell their numerators add up to its numerator,
/// or to what they are a share of.
struct Division {
    std::vector<std::size_t> parts;  ///< outcomes, by position
    std::size_t total{};
    bool of_denominator{};
};
std::vector<Division> divisions_of(Result const& labels);

}  // namespace smartstart
