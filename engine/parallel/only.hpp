#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>

#include "engine/parallel/row_list.hpp"

namespace smartstart {

/// Those rows of a table or a list for which `belongs(row)`, which may not depend on what the loop
/// changes. They are picked block by block without a branch, so that a loop over few of many runs
/// through without surprises for the processor.
template <class Rows, class Belongs>
struct Only {
    std::conditional_t<std::is_same_v<Rows, RowList>, Rows const&, Rows> rows;
    Belongs belongs;
};
template <class Rows, class Belongs>
Only<Rows, Belongs> only(Rows const& rows, Belongs belongs)
{
    return {rows, std::move(belongs)};
}

namespace detail {

inline std::size_t blocks_of(std::size_t rows)
{
    return RowMarks::blocks(rows);
}
inline std::size_t blocks_of(RowList const& rows)
{
    return rows.blocks();
}
template <class Body>
void each_of_block(std::size_t rows, std::size_t block, Body const& body)
{
    auto const end = std::min(rows, (block + 1) * rows_per_block);
    for (auto row = block * rows_per_block; row < end; ++row) {
        body(static_cast<std::uint32_t>(row));
    }
}
template <class Body>
void each_of_block(RowList const& rows, std::size_t block, Body const& body)
{
    BlockOfRows room;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
    for (auto const row : rows.block(block, room)) {
        body(row);
    }
}

inline std::span<std::uint32_t const> rows_of_block(RowList const& rows, std::size_t block,
                                                    BlockOfRows& room)
{
    return rows.block(block, room);
}
template <class Rows, class Belongs>
std::size_t blocks_of(Only<Rows, Belongs> const& rows)
{
    return blocks_of(rows.rows);
}
template <class Rows, class Belongs>
std::span<std::uint32_t const> rows_of_block(Only<Rows, Belongs> const& rows, std::size_t block,
                                             BlockOfRows& room)
{
    std::size_t count = 0;
    each_of_block(rows.rows, block, [&](std::uint32_t row) {
        room[count] = row;
        count += rows.belongs(row) ? 1U : 0U;
    });
    return {room.data(), count};
}
/// For rows that are picked first: whatever has a `rows_of_block`.
template <class Picked, class Body>
requires requires(Picked const& rows, BlockOfRows& room)
{
    rows_of_block(rows, 0, room);
}
void each_of_block(Picked const& rows, std::size_t block, Body const& body)
{
    BlockOfRows room;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
    for (auto const row : rows_of_block(rows, block, room)) {
        body(row);
    }
}

}  // namespace detail

}  // namespace smartstart
