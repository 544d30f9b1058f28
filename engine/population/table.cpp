#include "engine/population/table.hpp"

#include <algorithm>
#include <cstring>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"

namespace smartstart {

namespace {

template <class Cell>
Cell cell_at(std::byte const* column, std::size_t row)
{
    Cell cell{};
    std::memcpy(&cell, column + row * sizeof(Cell), sizeof(Cell));
    return cell;
}
template <class Cell>
void put(std::byte* column, std::size_t row, Cell cell)
{
    std::memcpy(column + row * sizeof(Cell), &cell, sizeof(Cell));
}

std::size_t with_a_little_more(std::size_t rows)
{
    constexpr std::size_t least = 64;
    return std::max(least, rows + rows / 32);
}

}  // namespace

Columns::Columns(std::vector<ColumnInfo> const& infos)
{
    for (auto const& info : infos) {
        auto const bytes =
            std::visit([](auto const& cells) { return sizeof(cells.front()); }, info.empty);
        columns_.push_back({info.name, info.kind, info.empty, bytes, 0});
    }
}

Columns::Columns(Columns const& other)
    : columns_{other.columns_},
      rows_{other.rows_},
      room_{other.room_},
      memory_{other.memory_.size()}
{
    // Room that nobody uses is not copied: it takes no memory.
    for (auto const& column : columns_) {
        if (rows_ > 0) {
            std::memcpy(memory_.data() + column.from, other.memory_.data() + column.from,
                        rows_ * column.cell_bytes);
        }
    }
}

Columns& Columns::operator=(Columns const& other)
{
    if (this != &other) {
        *this = Columns{other};
    }
    return *this;
}

std::pair<std::vector<std::size_t>, std::size_t> Columns::layout(std::size_t rows) const
{
    std::vector<std::size_t> begins;
    std::size_t bytes = 0;
    for (auto const& column : columns_) {
        begins.push_back(bytes);
        bytes += (rows * column.cell_bytes + Memory::alignment - 1) / Memory::alignment *
                 Memory::alignment;
    }
    return {std::move(begins), bytes};
}

void Columns::make_room_for(std::size_t rows)
{
    auto const [begins, bytes] = layout(rows);
    auto const moves = bytes > memory_.size();
    auto larger = moves ? Memory{layout(rows + rows / 3).second} : Memory{};
    auto* const to = moves ? larger.data() : memory_.data();
    // Columns only move up, so the last one goes first.
    for (auto at = columns_.size(); at-- > 0;) {
        auto& column = columns_[at];
        if (rows_ > 0) {
            std::memmove(to + begins[at], memory_.data() + column.from, rows_ * column.cell_bytes);
        }
        column.from = begins[at];
    }
    if (moves) {
        memory_ = std::move(larger);
    }
    room_ = rows;
}

void Columns::put_start(Column const& column, Row first, std::size_t count)
{
    std::visit(
        [&](auto const& cells) {
            for (std::size_t row = first; row < first + count; ++row) {
                put(memory_.data() + column.from, row, cells.front());
            }
        },
        column.at_start);
}

Row Columns::append(std::size_t count)
{
    if (rows_ + count > room_) {
        make_room_for(with_a_little_more(rows_ + count - 1));
    }
    auto const first = static_cast<Row>(rows_);
    rows_ += count;
    for (auto const& column : columns_) {
        put_start(column, first, count);
    }
    return first;
}

void Columns::reset(Row row)
{
    for (auto const& column : columns_) {
        put_start(column, row, 1);
    }
}

void Columns::copy(std::span<RowCopy const> rows, Columns const& from, Months shift)
{
    for (std::size_t at = 0; at < columns_.size(); ++at) {
        auto const& column = columns_[at];
        std::visit(
            [&](auto const& start) {
                using Cell = typename std::decay_t<decltype(start)>::value_type;
                auto const* const theirs = from.memory_.data() + from.columns_[at].from;
                for (auto const& [to, source] : rows) {
                    auto value = cell_at<Cell>(theirs, source);
                    if constexpr (std::is_same_v<Cell, std::int16_t>) {
                        // Zero is "never" and stays so.
                        if (column.kind == CellKind::calendar_month && value != 0) {
                            value = static_cast<Cell>(value + shift.count);
                        }
                    }
                    put(memory_.data() + column.from, to, value);
                }
            },
            column.at_start);
    }
}

void Columns::reorder(std::vector<Row> const& order)
{
    for_each_block(columns_.size(), [&](std::size_t at) {
        std::visit(
            [&](auto const& start) {
                using Cell = typename std::decay_t<decltype(start)>::value_type;
                auto const cells = this->cells<Cell>(at);
                std::vector<Cell> const before(cells.begin(), cells.end());
                for (std::size_t row = 0; row < order.size(); ++row) {
                    cells[row] = before[order[row]];
                }
            },
            columns_[at].at_start);
    });
    rows_ = order.size();
}

void Columns::reserve(std::size_t rows)
{
    if (auto const room = with_a_little_more(rows); room > room_) {
        make_room_for(room);
    }
}

void Columns::open(std::size_t rows)
{
    reserve(rows);
    rows_ = rows;
}

std::size_t Columns::bytes() const
{
    std::size_t row = 0;
    for (auto const& column : columns_) {
        row += column.cell_bytes;
    }
    return rows_ * row;
}

std::vector<std::pair<std::string, std::uint64_t>> Columns::fingerprints() const
{
    std::vector<std::pair<std::string, std::uint64_t>> all;
    for (auto const& column : columns_) {
        std::uint64_t hash = 0;
        auto const* const cells = memory_.data() + column.from;
        for (std::size_t row = 0; row < rows_; ++row) {
            std::uint64_t bits = 0;
            std::memcpy(&bits, cells + row * column.cell_bytes, column.cell_bytes);
            hash = mix(hash, bits);
        }
        all.emplace_back(column.name, hash);
    }
    return all;
}

}  // namespace smartstart
