#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <tuple>
#include <type_traits>

#include "engine/parallel/only.hpp"
#include "engine/parallel/row_list.hpp"
#include "engine/parallel/sixteen.hpp"

/// Rows picked by plain conditions on columns, sixteen at a time: for scans that find few among
/// many. `with_any(roll.adults, set(ill), equal(work, on_disability))` are the adults who are ill
/// or have a disability benefit; `with_all` wants all conditions at once. The rows are a RowList,
/// or the number of rows of a table. They come in the order of the rows, as with `only`, which is
/// for conditions that are not plain.
namespace smartstart {

/// The cell is `value`.
template <class Cell>
struct Equal {
    std::span<Cell const> column;
    Cell value;
    sixteen::Bits at(std::size_t row) const { return sixteen::equal(column.data() + row, value); }
    bool one(std::size_t row) const { return column[row] == value; }
};
/// The cell is more than `value`.
struct Above {
    std::span<std::int16_t const> column;
    std::int16_t value;
    sixteen::Bits at(std::size_t row) const { return sixteen::above(column.data() + row, value); }
    bool one(std::size_t row) const { return column[row] > value; }
};
struct AtLeast {
    std::span<std::uint8_t const> column;
    std::uint8_t value;
    sixteen::Bits at(std::size_t row) const
    {
        return sixteen::at_least(column.data() + row, value);
    }
    bool one(std::size_t row) const { return column[row] >= value; }
};
/// The cell, which is not negative, leaves a remainder.
template <std::uint16_t divisor>
struct Leaves {
    std::span<std::int16_t const> column;
    std::uint16_t remainder;
    sixteen::Bits at(std::size_t row) const
    {
        return sixteen::leaves<divisor>(column.data() + row, remainder);
    }
    bool one(std::size_t row) const
    {
        return static_cast<std::uint16_t>(column[row]) % divisor == remainder;
    }
};
template <class Condition>
struct Opposite {
    Condition condition;
    sixteen::Bits at(std::size_t row) const { return condition.at(row) ^ sixteen::all; }
    bool one(std::size_t row) const { return !condition.one(row); }
};

/// All of these hold: one condition among others.
template <class... Conditions>
struct AllOf {
    std::tuple<Conditions...> conditions;
    sixteen::Bits at(std::size_t row) const
    {
        return std::apply([&](auto const&... each) { return (each.at(row) & ...); }, conditions);
    }
    bool one(std::size_t row) const
    {
        return std::apply([&](auto const&... each) { return (each.one(row) && ...); }, conditions);
    }
};
template <class... Conditions>
struct AnyOf {
    std::tuple<Conditions...> conditions;
    sixteen::Bits at(std::size_t row) const
    {
        return std::apply([&](auto const&... each) { return (each.at(row) | ...); }, conditions);
    }
    bool one(std::size_t row) const
    {
        return std::apply([&](auto const&... each) { return (each.one(row) || ...); }, conditions);
    }
};

// Conditions. A column is a span of cells.

template <class Column>
auto equal(Column const& column, std::remove_const_t<typename Column::element_type> value)
{
    return Equal<decltype(value)>{column, value};
}
template <class Condition>
Opposite<Condition> opposite(Condition condition)
{
    return {condition};
}
/// The cell is not zero.
template <class Column>
auto set(Column const& column)
{
    return opposite(equal(column, {}));
}
/// The cell, a month for instance, is more than a number that need not fit into a cell. One below
/// what a cell holds counts as the lowest that it holds.
inline Above above(std::span<std::int16_t const> column, int value)
{
    constexpr int lowest = std::numeric_limits<std::int16_t>::min();
    constexpr int highest = std::numeric_limits<std::int16_t>::max();
    return {column, static_cast<std::int16_t>(std::clamp(value, lowest, highest))};
}
inline AtLeast at_least(std::span<std::uint8_t const> column, std::uint8_t value)
{
    return {column, value};
}
/// The cell, a month, leaves the same remainder as `value`: for those who have a turn in this
/// month. A divisor is three times a power of two; neither may be negative.
template <std::uint16_t divisor>
Leaves<divisor> same_remainder(std::span<std::int16_t const> column, int value)
{
    return {column, static_cast<std::uint16_t>(value % divisor)};
}

template <class... Conditions>
AllOf<Conditions...> all_of(Conditions... conditions)
{
    return {{conditions...}};
}
template <class... Conditions>
AnyOf<Conditions...> any_of(Conditions... conditions)
{
    return {{conditions...}};
}

namespace detail {

/// A bit for every row of a block, sixteen to a number.
using PickedOfBlock = std::array<std::uint16_t, rows_per_block / sixteen::count>;

/// Writes the rows, from `first` on, whose bits are set, and gives the end. Writes no further than
/// the place of the last row that has a bit.
std::uint32_t* list_picked(std::span<std::uint16_t const> picked, std::uint32_t first,
                           std::uint32_t* out);

/// What `with_any` and `with_all` give.
template <class Rows, class Condition>
struct Marked {
    std::conditional_t<std::is_same_v<Rows, RowList>, Rows const&, Rows> rows;
    Condition condition;
};

inline std::size_t end_of(std::size_t rows)
{
    return rows;
}
inline std::size_t end_of(RowList const& rows)
{
    return rows.end();
}
inline bool is_empty(std::size_t /*rows*/, std::size_t /*block*/)
{
    return false;
}
inline bool is_empty(RowList const& rows, std::size_t block)
{
    return rows.is_empty(block);
}
inline sixteen::Bits on_list(std::size_t /*rows*/, std::size_t /*row*/)
{
    return sixteen::all;
}
inline sixteen::Bits on_list(RowList const& rows, std::size_t row)
{
    return sixteen::has(rows.marks() + row, rows.bit());
}

template <class Rows, class Condition>
std::size_t blocks_of(Marked<Rows, Condition> const& marked)
{
    return blocks_of(marked.rows);
}
template <class Rows, class Condition>
std::span<std::uint32_t const> rows_of_block(Marked<Rows, Condition> const& marked,
                                             std::size_t block, BlockOfRows& room)
{
    if (is_empty(marked.rows, block)) {
        return {};
    }
    auto const first = block * rows_per_block;
    auto const end = std::min(end_of(marked.rows), first + rows_per_block);
    // First what holds, for all rows, then the rows for which it does: no branch in either.
    PickedOfBlock picked;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before read
    std::size_t sixteens = 0;
    auto row = first;
    for (; row + sixteen::count <= end; row += sixteen::count) {
        picked[sixteens++] =
            static_cast<std::uint16_t>(marked.condition.at(row) & on_list(marked.rows, row));
    }
    auto* out = list_picked(std::span{picked}.first(sixteens), static_cast<std::uint32_t>(first),
                            room.data());
    // Columns end where the table ends, marks at the end of a block.
    for (auto const last = row < end ? on_list(marked.rows, row) : 0U; row < end; ++row) {
        *out = static_cast<std::uint32_t>(row);
        out += (((last >> (row % sixteen::count)) & 1U) != 0 && marked.condition.one(row)) ? 1 : 0;
    }
    return {room.data(), out};
}

}  // namespace detail

/// Those for whom at least one condition holds. Conditions may not depend on what a loop over these
/// rows changes.
template <class Rows, class... Conditions>
auto with_any(Rows const& rows, Conditions... conditions)
{
    using Any = AnyOf<Conditions...>;
    return detail::Marked<Rows, Any>{rows, Any{{conditions...}}};
}
/// Those for whom all conditions hold.
template <class Rows, class... Conditions>
auto with_all(Rows const& rows, Conditions... conditions)
{
    using All = AllOf<Conditions...>;
    return detail::Marked<Rows, All>{rows, All{{conditions...}}};
}

}  // namespace smartstart
