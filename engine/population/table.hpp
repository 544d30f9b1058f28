#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/population/schema.hpp"

namespace smartstart {

/// The columns of one table, whatever their cells. Table<Of> gives them their meaning.
class Columns {
public:
    explicit Columns(std::vector<ColumnInfo> const& infos);

    std::size_t size() const { return rows_; }
    /// A new row at the end, every cell at its starting value.
    Row append();
    /// Back to the starting values.
    void reset(Row row);
    /// Takes over another table's row; calendar months move by `shift`.
    /// The tables must come from one schema.
    void copy(Row to, Columns const& from, Row source, Months shift);
    /// Row i becomes what row order[i] was; rows that are not named go.
    void reorder(std::vector<Row> const& order);
    /// Room for so many rows, so that no step of a run has to wait for memory.
    void reserve(std::size_t rows);
    std::size_t bytes() const;

    /// A fingerprint of each column's cells, for tests and for faults.
    std::vector<std::pair<std::string, std::uint64_t>> fingerprints() const;

protected:
    template <class Cell>
    std::vector<Cell>& cells(std::size_t column)
    {
        return std::get<std::vector<Cell>>(columns_[column].cells);
    }
    template <class Cell>
    std::vector<Cell> const& cells(std::size_t column) const
    {
        return std::get<std::vector<Cell>>(columns_[column].cells);
    }

private:
    struct Column {
        std::string name;
        CellKind kind{};
        Cells at_start;
        Cells cells;
    };
    std::vector<Column> columns_;
    std::size_t rows_{};
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
