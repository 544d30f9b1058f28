#pragma once

#include <string>
#include <vector>

#include "analysis/statistics/interval.hpp"
#include "engine/store/result.hpp"

namespace smartstart {

/// What a table of life courses tells of.
enum class TableTheme : std::uint8_t { generations, concentration };

/// One number of a table in two scenarios.
struct TableCell {
    double base{};        ///< mean over replicates; not a number where too little is known
    double other{};       ///< the same
    Estimate difference;  ///< other minus base, paired by replicate
};

/// One table of two results, number by number.
struct ComparedTable {
    std::string id;
    std::string name_nl;
    std::string name_en;
    TableTheme theme{};
    std::vector<std::string> rows;
    std::vector<std::string> columns;
    std::vector<TableCell> cells;  ///< (row, column)
    bool identical{};              ///< the same number everywhere, in every replicate
};

/// The tables that both results have with the same labels: how parents' lives pass on to their
/// children, and over how many people burdens are spread.
std::vector<ComparedTable> compare_tables(Result const& base, Result const& other);

}  // namespace smartstart
