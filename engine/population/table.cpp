#include "engine/population/table.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "engine/base/error.hpp"
#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/population/pen.hpp"

namespace smartstart {

namespace {

std::size_t with_a_little_more(std::size_t rows)
{
    constexpr std::size_t least = 64;
    return std::max(least, rows + rows / 128);
}

}  // namespace

Columns::Columns(std::vector<ColumnInfo> const& infos)
{
    for (auto const& info : infos) {
        std::visit(
            [&](auto const& cells) {
                if (info.kept != Kept::for_life && cells.front() != 0) {
                    throw BrokenPromise{"column '" + info.name +
                                        "' is of the young and begins with " +
                                        std::to_string(cells.front()) + ", not with 0."};
                }
                columns_.push_back(
                    {info.name, info.kind, info.kept, info.empty, sizeof(cells.front()), 0});
            },
            info.empty);
    }
}

Columns::Columns(Columns const& other)
    : columns_{other.columns_},
      rows_{other.rows_},
      room_{other.room_},
      room_of_young_{other.room_of_young_},
      older_{other.older_},
      ordered_{other.ordered_},
      memory_{other.memory_.size()},
      of_young_{other.of_young_.size(), Pages::small}
{
    memory_.use(layout(true, room_).second);
    // Room that nobody uses is not copied: it takes no memory.
    for (std::size_t at = 0; at < columns_.size(); ++at) {
        fill(at, other.bytes_of(at));
    }
}

Columns& Columns::operator=(Columns const& other)
{
    if (this != &other) {
        *this = Columns{other};
    }
    return *this;
}

std::pair<std::vector<std::size_t>, std::size_t> Columns::layout(bool for_life,
                                                                 std::size_t rows) const
{
    auto const unit = for_life ? Memory::alignment : Memory::small_page;
    std::vector<std::size_t> begins;
    std::size_t bytes = 0;
    for (auto const& column : columns_) {
        begins.push_back(bytes);
        if ((column.kept == Kept::for_life) == for_life) {
            bytes += (rows * column.cell_bytes + unit - 1) / unit * unit;
        }
    }
    return {std::move(begins), bytes};
}

void Columns::make_room_for(std::size_t rows)
{
    if (rows > room_of_young_) {
        make_room_of_young_for(rows + rows / 3);
    }
    auto const [begins, bytes] = layout(true, rows);
    auto const moves = bytes > memory_.size();
    auto larger = moves ? Memory{layout(true, rows + rows / 3).second} : Memory{};
    (moves ? larger : memory_).use(bytes);
    auto* const to = moves ? larger.data() : memory_.data();
    // Columns only move up, so the last one goes first.
    for (auto at = columns_.size(); at-- > 0;) {
        auto& column = columns_[at];
        if (column.kept != Kept::for_life) {
            continue;
        }
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

void Columns::make_room_of_young_for(std::size_t rows)
{
    auto const [begins, bytes] = layout(false, rows);
    Memory larger{bytes, Pages::small};
    for (std::size_t at = 0; at < columns_.size(); ++at) {
        if (auto& column = columns_[at]; column.kept != Kept::for_life) {
            copy_all_but_zeros(larger.data() + begins[at], data(column), rows_ * column.cell_bytes);
            column.from = begins[at];
        }
    }
    of_young_ = std::move(larger);
    room_of_young_ = rows;
}

void Columns::put_start(Column const& column, std::span<Row const> rows)
{
    Pen const pen{data(column), column.kept};
    auto const zeros = forgotten(column.kept);
    std::visit(
        [&](auto const& cells) {
            for (auto const row : rows) {
                if (!zeros.has(row)) {
                    pen.put(row, cells.front());
                }
            }
        },
        column.at_start);
}

template <class Which>
void Columns::put_start(std::span<Row const> rows, Which const& which)
{
    // To share out less than this takes longer than to do it.
    constexpr std::size_t many = 64;
    auto const blocks = rows.size() < many ? std::size_t{1} : columns_.size();
    for_each_block(blocks, [&](std::size_t block) {
        for (auto at = block; at < columns_.size(); at += blocks) {
            if (which(columns_[at])) {
                put_start(columns_[at], rows);
            }
        }
    });
}

Columns::Rows Columns::forgotten(Kept kept) const
{
    auto const first = kept == Kept::in_youth       ? older_.than_youth
                       : kept == Kept::until_thirty ? older_.than_thirty
                                                    : ordered_;
    return {std::min(first, ordered_), ordered_};
}

Row Columns::grow(std::size_t count)
{
    if (rows_ + count > room_) {
        make_room_for(with_a_little_more(rows_ + count));
    }
    auto const first = static_cast<Row>(rows_);
    rows_ += count;
    return first;
}

Row Columns::append(std::size_t count)
{
    auto const first = grow(count);
    std::vector<Row> rows(count);
    std::iota(rows.begin(), rows.end(), first);
    // What is not kept for life is 0 past the end of a table.
    put_start(rows, [](Column const& column) { return column.kept == Kept::for_life; });
    return first;
}

void Columns::reset(std::span<Row const> rows)
{
    put_start(rows, [](Column const& /*column*/) { return true; });
}

void Columns::copy(std::span<RowCopy const> rows, Columns const& from, Months shift)
{
    for_each_block(columns_.size(), [&](std::size_t at) {
        auto const& column = columns_[at];
        std::visit(
            [&](auto const& start) {
                using Cell = typename std::decay_t<decltype(start)>::value_type;
                auto const* const theirs = from.data(from.columns_[at]);
                Pen const pen{data(column), column.kept};
                auto const zeros = forgotten(column.kept);
                auto const their_zeros = from.forgotten(column.kept);
                for (auto const& [to, source] : rows) {
                    if (zeros.has(to)) {
                        continue;
                    }
                    auto value = their_zeros.has(source) ? Cell{} : cell_at<Cell>(theirs, source);
                    if constexpr (std::is_same_v<Cell, std::int16_t>) {
                        // Zero is "never" and stays so; a fact may give a negative month a
                        // meaning of its own.
                        if (column.kind == CellKind::calendar_month && value != 0) {
                            auto const later = value < 0 ? -shift.count : shift.count;
                            value = static_cast<Cell>(value + later);
                        }
                    }
                    pen.put(to, value);
                }
            },
            column.at_start);
    });
}

void Columns::forget(Kept kept, std::span<Row const> rows)
{
    for (auto const& column : columns_) {
        if (column.kept == kept) {
            put_start(column, rows);
        }
    }
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

void Columns::fill(std::size_t at, std::span<std::byte const> bytes)
{
    auto const& column = columns_[at];
    if (column.kept != Kept::for_life) {
        copy_all_but_zeros(data(column), bytes.data(), bytes.size());
    } else if (!bytes.empty()) {
        std::memcpy(data(column), bytes.data(), bytes.size());
    }
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
        auto const* const cells = data(column);
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
