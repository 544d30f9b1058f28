#include "engine/population/table.hpp"

#include <cstring>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"

namespace smartstart {

Columns::Columns(std::vector<ColumnInfo> const& infos)
{
    for (auto const& info : infos) {
        auto empty = info.empty;
        std::visit([](auto& cells) { cells.clear(); }, empty);
        columns_.push_back({info.name, info.kind, info.empty, std::move(empty)});
    }
}

Row Columns::append()
{
    for (auto& column : columns_) {
        std::visit(
            [&](auto& cells) {
                using Vector = std::decay_t<decltype(cells)>;
                cells.push_back(std::get<Vector>(column.at_start).front());
            },
            column.cells);
    }
    return static_cast<Row>(rows_++);
}

void Columns::reset(Row row)
{
    for (auto& column : columns_) {
        std::visit(
            [&](auto& cells) {
                using Vector = std::decay_t<decltype(cells)>;
                cells[row] = std::get<Vector>(column.at_start).front();
            },
            column.cells);
    }
}

void Columns::copy(Row to, Columns const& from, Row source, Months shift)
{
    for (std::size_t at = 0; at < columns_.size(); ++at) {
        auto const& other = from.columns_[at];
        std::visit(
            [&](auto& cells) {
                using Vector = std::decay_t<decltype(cells)>;
                using Cell = typename Vector::value_type;
                auto value = std::get<Vector>(other.cells)[source];
                if constexpr (std::is_same_v<Cell, std::int16_t>) {
                    // Zero is "never" and stays so.
                    if (columns_[at].kind == CellKind::calendar_month && value != 0) {
                        value = static_cast<Cell>(value + shift.count);
                    }
                }
                cells[to] = value;
            },
            columns_[at].cells);
    }
}

void Columns::reorder(std::vector<Row> const& order)
{
    for_each_block(columns_.size(), [&](std::size_t at) {
        std::visit(
            [&](auto& cells) {
                auto const before = cells;
                cells.resize(order.size());
                for (std::size_t row = 0; row < order.size(); ++row) {
                    cells[row] = before[order[row]];
                }
            },
            columns_[at].cells);
    });
    rows_ = order.size();
}

void Columns::reserve(std::size_t rows)
{
    for (auto& column : columns_) {
        std::visit([&](auto& cells) { cells.reserve(rows); }, column.cells);
    }
}

std::size_t Columns::bytes() const
{
    std::size_t sum = 0;
    for (auto const& column : columns_) {
        std::visit([&](auto const& cells) { sum += cells.capacity() * sizeof(cells[0]); },
                   column.cells);
    }
    return sum;
}

std::vector<std::pair<std::string, std::uint64_t>> Columns::fingerprints() const
{
    std::vector<std::pair<std::string, std::uint64_t>> all;
    for (auto const& column : columns_) {
        std::uint64_t hash = 0;
        std::visit(
            [&](auto const& cells) {
                for (auto const cell : cells) {
                    std::uint64_t bits = 0;
                    std::memcpy(&bits, &cell, sizeof(cell));
                    hash = mix(hash, bits);
                }
            },
            column.cells);
        all.emplace_back(column.name, hash);
    }
    return all;
}

}  // namespace smartstart
