#pragma once

#include <cstddef>
#include <cstring>

#include "engine/population/fact.hpp"

namespace smartstart {

/// A cell of a column as it lies in memory.
template <class Cell>
Cell cell_at(std::byte const* column, std::size_t row)
{
    Cell cell{};
    std::memcpy(&cell, column + row * sizeof(Cell), sizeof(Cell));
    return cell;
}

/// Writes cells of a column. To a fact that is not kept for life it writes nothing where the value
/// is there already: a page of zeros takes no memory.
class Pen {
public:
    Pen(std::byte* column, Kept kept) : column_{column}, always_{kept == Kept::for_life} {}
    template <class Cell>
    void put(std::size_t row, Cell cell) const
    {
        if (always_ || cell_at<Cell>(column_, row) != cell) {
            std::memcpy(column_ + row * sizeof(Cell), &cell, sizeof(Cell));
        }
    }

private:
    std::byte* column_;
    bool always_;
};

}  // namespace smartstart
