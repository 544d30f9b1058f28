#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/population/memory.hpp"
#include "engine/population/schema.hpp"

namespace smartstart {

/// A row that becomes what a row of another table is.
struct RowCopy {
    Row to{};
    Row source{};
};

/// The columns of one table, whatever their cells. Table<Of> gives them their meaning.
class Columns {
public:
    explicit Columns(std::vector<ColumnInfo> const& infos);
    Columns(Columns const& other);
    Columns& operator=(Columns const& other);
    Columns(Columns&&) noexcept = default;
    Columns& operator=(Columns&&) noexcept = default;
    ~Columns() = default;

    std::size_t size() const { return rows_; }
    /// New rows at the end, every cell at its starting value. Gives the first of them.
    Row append(std::size_t count = 1);
    /// New rows at the end for somebody to write: what their cells hold means nothing yet.
    Row grow(std::size_t count = 1);
    /// Back to the starting values.
    void reset(std::span<Row const> rows);
    /// The rows, from `first` to before `end`, where a column that is kept so long is 0: those of
    /// the older when the table was last put in order. Nobody looks there, not even to see that it
    /// is 0: some systems take memory for a page that is only read, and all of them take time.
    struct Rows {
        std::size_t first{}, end{};
        bool has(Row row) const { return row >= first && row < end; }
    };
    Rows forgotten(Kept kept) const;
    /// Takes over rows of another table; calendar months move by `shift`. The tables must come from
    /// one schema. Many at once go column by column, which spares most of the waiting for memory. A
    /// row of the older takes nothing that they do not keep.
    void copy(std::span<RowCopy const> rows, Columns const& from, Months shift);
    /// The first row of those who are too old for what is kept in youth and until thirty.
    struct Older {
        std::size_t than_youth = no_row, than_thirty = no_row;
    };
    /// What is in row i goes to row to[i], of which there are `rows`; where that is no_row it goes
    /// away. Each of the rows is gone to once. The older forget.
    void reorder(std::vector<Row> const& to, std::size_t rows, Older const& older);
    /// What is kept so long is 0 again.
    void forget(Kept kept, std::span<Row const> rows);
    /// Room for a few rows more than these, and memory for a third more, so that a table that grows
    /// stays where it is. Columns lie close together all the same: large pages that both ends of
    /// each reach into would otherwise take what nobody uses.
    void reserve(std::size_t rows);
    /// Of all cells, without the room to grow.
    std::size_t bytes() const;

    // Columns as they lie in memory, for who keeps a table on disk.
    std::size_t columns() const { return columns_.size(); }
    std::string const& name_of(std::size_t column) const { return columns_[column].name; }
    Kept kept(std::size_t column) const { return columns_[column].kept; }
    std::span<std::byte const> bytes_of(std::size_t column) const
    {
        return {data(columns_[column]), rows_ * columns_[column].cell_bytes};
    }
    /// So many rows of an empty table, whose cells are then to be filled column by column.
    void open(std::size_t rows);
    /// As many bytes as bytes_of gives.
    void fill(std::size_t column, std::span<std::byte const> bytes);

    /// A fingerprint of each column's cells, for tests and for faults.
    std::vector<std::pair<std::string, std::uint64_t>> fingerprints() const;

protected:
    template <class Cell>
    std::span<Cell> cells(std::size_t column)
    {
        return {reinterpret_cast<Cell*>(data(checked<Cell>(column))), rows_};
    }
    template <class Cell>
    std::span<Cell const> cells(std::size_t column) const
    {
        return {reinterpret_cast<Cell const*>(data(checked<Cell>(column))), rows_};
    }

private:
    struct Column {
        std::string name;
        CellKind kind{};
        Kept kept{};
        Cells at_start;  ///< the kind of cell, and one cell
        std::size_t cell_bytes{};
        std::size_t from{};  ///< where it begins in its memory
    };

    /// Throws std::bad_variant_access when the column has another kind of cell.
    template <class Cell>
    Column const& checked(std::size_t column) const
    {
        static_cast<void>(std::get<std::vector<Cell>>(columns_[column].at_start));
        return columns_[column];
    }
    std::byte* data(Column const& column)
    {
        return (column.kept == Kept::for_life ? memory_ : of_young_).data() + column.from;
    }
    std::byte const* data(Column const& column) const
    {
        return (column.kept == Kept::for_life ? memory_ : of_young_).data() + column.from;
    }
    /// Where each column that is kept for life, or each of the others, begins when there is room
    /// for so many rows, and where the last one ends.
    std::pair<std::vector<std::size_t>, std::size_t> layout(bool for_life, std::size_t rows) const;
    void make_room_for(std::size_t rows);
    void make_room_of_young_for(std::size_t rows);
    template <class Part, std::size_t parts>
    void reorder(Column const& column, std::vector<Row> const& to, std::size_t end,
                 std::size_t part);
    void put_start(Column const& column, std::span<Row const> rows);
    /// In the columns that `which` says.
    template <class Which>
    void put_start(std::span<Row const> rows, Which const& which);

    std::vector<Column> columns_;
    std::size_t rows_{};
    std::size_t room_{}, room_of_young_{};  ///< for so many rows
    Older older_;                           ///< when the table was last put in order
    std::size_t ordered_{};                 ///< rows then; 0 if it never was
    Memory memory_;                         ///< facts that are kept for life
    Memory of_young_;                       ///< the others, mostly zero
};

/// One row per person or family, one column per fact.
template <class Of>
class Table : public Columns {
public:
    using Columns::Columns;

    template <class Cell>
    std::span<Cell> change(Owned<Of, Cell> column)
    {
        return cells<Cell>(column.column);
    }
    template <class Cell>
    std::span<Cell const> look(Seen<Of, Cell> column) const
    {
        return cells<Cell>(column.column);
    }
    template <class Cell>
    std::span<Cell const> look(Owned<Of, Cell> column) const
    {
        return cells<Cell>(column.column);
    }
};

using People = Table<Person>;
using Families = Table<Family>;

}  // namespace smartstart
