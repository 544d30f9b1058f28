#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "engine/parallel/rows.hpp"
#include "engine/population/pen.hpp"
#include "engine/population/table.hpp"

namespace smartstart {

/// Lets number `part` of the parts of each cell go where `to` says, if that is before `end`.
template <class Part, std::size_t parts>
void Columns::reorder(Column const& column, std::vector<Row> const& to, std::size_t end,
                      std::size_t part)
{
    auto* const cells = data(column);
    auto const cell = [&](std::size_t row) { return cell_at<Part>(cells, row * parts + part); };
    if (column.kept == Kept::for_life) {
        // From a copy: to make it brings all cells near, row after row.
        auto const before = std::make_unique_for_overwrite<Part[]>(rows_);
        for (std::size_t row = 0; row < rows_; ++row) {
            before[row] = cell(row);
        }
        for (std::size_t row = 0; row < rows_; ++row) {
            if (to[row] < end) {
                std::memcpy(cells + (to[row] * parts + part) * sizeof(Part), &before[row],
                            sizeof(Part));
            }
        }
        return;
    }
    // Where all are older already nobody looks.
    auto const after = std::make_unique_for_overwrite<Part[]>(end);
    for (std::size_t row = 0; row < rows_; ++row) {
        if (to[row] < end) {
            after[to[row]] = cell(row);
        }
    }
    Pen const pen{cells, column.kept};
    for (std::size_t row = 0; row < end; ++row) {
        pen.put(row * parts + part, after[row]);
    }
}

void Columns::reorder(std::vector<Row> const& to, std::size_t rows, Older const& older)
{
    for_each_block(columns_.size(), [&](std::size_t at) {
        auto const& column = columns_[at];
        auto const end = std::min(rows, column.kept == Kept::in_youth       ? older.than_youth
                                        : column.kept == Kept::until_thirty ? older.than_thirty
                                                                            : rows);
        // By parts of two bytes, so that less is there twice.
        using Part = std::uint16_t;
        auto const parts = (column.cell_bytes + 1) / sizeof(Part);
        for (std::size_t part = 0; part < parts; ++part) {
            switch (column.cell_bytes) {
                case 1:
                    reorder<std::uint8_t, 1>(column, to, end, part);
                    break;
                case 2:
                    reorder<Part, 1>(column, to, end, part);
                    break;
                case 4:
                    reorder<Part, 2>(column, to, end, part);
                    break;
                default:
                    reorder<Part, 4>(column, to, end, part);
            }
        }
        if (column.kept != Kept::for_life) {
            auto const bytes = end * column.cell_bytes;
            of_young_.give_back_zeros(column.from, bytes);
            of_young_.clear(column.from + bytes, rows_ * column.cell_bytes - bytes);
        }
    });
    rows_ = rows;
    older_ = older;
    ordered_ = rows_;
}

}  // namespace smartstart
