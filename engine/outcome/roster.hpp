#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "engine/outcome/age_bands.hpp"
#include "engine/outcome/group.hpp"
#include "engine/outcome/outcome.hpp"
#include "engine/parallel/rows.hpp"

namespace smartstart {

/// What is at hand at the end of a year to tell who is to be counted where.
struct Sight {
    Grouping::View const& view;
    AgeBands const& bands;
    Month now;
};

/// The rows of a block that are counted, in the order of their age bands: whoever counts some ages
/// finds them side by side. Keeps how many it has had of each band and cell.
class Roster {
public:
    Roster(std::size_t bands, std::size_t cells, std::pmr::memory_resource* memory)
        : begins_(bands + 1), cells_{cells}, had_(bands * cells, memory)
    {
    }
    static constexpr std::size_t bytes(std::size_t bands, std::size_t cells)
    {
        return bands * cells * sizeof(std::uint32_t);
    }

    /// The rows from `first` to before `end`, a block at most.
    void take_people(Sight const& sight, Row first, Row end);
    /// All are of band 0.
    void take_families(Sight const& sight, Row first, Row end);

    /// Those of these bands, of the block that was taken last.
    Members of(Grouping::View const& view, AgeBands::Range const& bands) const
    {
        auto const from = begins_[bands.first];
        auto const count = begins_[bands.end] - from;
        return {view.civil, std::span{rows_}.subspan(from, count),
                std::span{homes_}.subspan(from, count), std::span{sums_}.subspan(from, count)};
    }
    /// How many there were of these bands, by cell, in all blocks that were taken.
    std::vector<std::int64_t> had(AgeBands::Range const& bands) const;
    Roster& operator+=(Roster const& other);

private:
    void put(std::size_t place, Row row, Row home, SumCell cell)
    {
        rows_[place] = row;
        homes_[place] = home;
        sums_[place] = cell;
    }

    std::array<Row, rows_per_block> rows_{}, homes_{};
    std::array<SumCell, rows_per_block> sums_{};
    std::vector<std::size_t> begins_;  ///< of each band, and the end of the last
    std::size_t cells_;
    std::pmr::vector<std::uint32_t> had_;  ///< by band and cell
};

}  // namespace smartstart
