#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <numeric>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace smartstart {

inline constexpr std::size_t rows_per_block = 4096;

/// How many threads the loops of the calling thread may use, for as long as this object lives.
/// The results are the same for any number.
class Workers {
public:
    explicit Workers(unsigned threads);
    ~Workers();
    Workers(Workers const&) = delete;
    Workers& operator=(Workers const&) = delete;
    Workers(Workers&&) = delete;
    Workers& operator=(Workers&&) = delete;
    static unsigned current();

private:
    unsigned before_;
};

/// Calls `body(block)` for blocks 0 .. count-1, in any order and on any thread. The blocks are the
/// same whatever the number of threads; an exception of a body reaches the caller.
void for_each_block(std::size_t count, std::function<void(std::size_t)> const& body);

/// Rows of a table in order, block by block: those that something concerns.
class RowList {
public:
    /// Room for a table of so many rows; the list is empty then. Memory is kept.
    void open(std::size_t rows)
    {
        counts_.assign((rows + rows_per_block - 1) / rows_per_block, 0);
        rows_.resize(counts_.size() * rows_per_block);
    }
    /// Fills a block, of a table's rows that begin at number * rows_per_block, with those for which
    /// `belongs(i)`, i counted within the block. One thread fills a block. Every row is written and
    /// then counted if it belongs: cheaper than a branch that no processor can foresee.
    template <class Belongs>
    void fill(std::size_t number, Belongs const& belongs)
    {
        auto const first = static_cast<std::uint32_t>(number * rows_per_block);
        auto* const out = rows_.data() + first;
        std::size_t count = 0;
        for (std::uint32_t i = 0; i < rows_per_block; ++i) {
            out[count] = first + i;
            count += belongs(i) ? 1U : 0U;
        }
        counts_[number] = count;
    }
    /// The same from the rows of another list, for which `belongs(row)`.
    template <class Belongs>
    void fill_from(RowList const& those, std::size_t number, Belongs const& belongs)
    {
        auto* const out = rows_.data() + number * rows_per_block;
        std::size_t count = 0;
        for (auto const row : those.block(number)) {
            out[count] = row;
            count += belongs(row) ? 1U : 0U;
        }
        counts_[number] = count;
    }
    std::span<std::uint32_t const> block(std::size_t number) const
    {
        return {rows_.data() + number * rows_per_block, counts_[number]};
    }
    std::size_t blocks() const { return counts_.size(); }
    std::size_t size() const
    {
        return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
    }

private:
    std::vector<std::uint32_t> rows_;
    std::vector<std::size_t> counts_;
};

/// Those rows of a table or a list for which `belongs(row)`, which may not depend on what the loop
/// changes. They are picked block by block without a branch, so that a loop over few of many runs
/// through without surprises for the processor.
template <class Rows, class Belongs>
struct Only {
    std::conditional_t<std::is_integral_v<Rows>, Rows, Rows const&> rows;
    Belongs belongs;
};
template <class Rows, class Belongs>
Only<Rows, Belongs> only(Rows const& rows, Belongs belongs)
{
    return {rows, std::move(belongs)};
}

namespace detail {

using BlockOfRows = std::array<std::uint32_t, rows_per_block>;

inline std::size_t blocks_of(std::size_t rows)
{
    return (rows + rows_per_block - 1) / rows_per_block;
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
    for (auto const row : rows.block(block)) {
        body(row);
    }
}

inline std::span<std::uint32_t const> rows_of_block(RowList const& rows, std::size_t block,
                                                    BlockOfRows& /*room*/)
{
    return rows.block(block);
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
template <class Rows, class Belongs, class Body>
void each_of_block(Only<Rows, Belongs> const& rows, std::size_t block, Body const& body)
{
    BlockOfRows room;  // NOLINT(cppcoreguidelines-pro-type-member-init): written before it is read
    for (auto const row : rows_of_block(rows, block, room)) {
        body(row);
    }
}

}  // namespace detail

// `rows` is the number of rows of a table (all of them), a RowList, or `only` some of either.

/// Calls `body(row)` for every row; a body may change its own row only.
template <class Rows, class Body>
void for_each_row(Rows const& rows, Body const& body)
{
    for_each_block(detail::blocks_of(rows),
                   [&](std::size_t block) { detail::each_of_block(rows, block, body); });
}

/// What the blocks appended, in their order.
template <class Item>
std::vector<Item> join(std::vector<std::vector<Item>>& parts)
{
    std::vector<Item> all;
    for (auto& part : parts) {
        all.insert(all.end(), std::make_move_iterator(part.begin()),
                   std::make_move_iterator(part.end()));
    }
    return all;
}

/// Lets `body(row, out)` append to `out`; gives all that was appended, in row order.
template <class Item, class Rows, class Body>
std::vector<Item> collect_rows(Rows const& rows, Body const& body)
{
    std::vector<std::vector<Item>> parts(detail::blocks_of(rows));
    for_each_block(parts.size(), [&](std::size_t block) {
        detail::each_of_block(rows, block, [&](std::uint32_t row) { body(row, parts[block]); });
    });
    return join(parts);
}

/// Lets `body(row, tally)` add to a tally of its block; gives the sum over blocks, added in order.
/// Tally: default-constructible from `zero`, with `+=`. Integers inside keep the sum exact.
template <class Tally, class Rows, class Body>
Tally sum_rows(Rows const& rows, Tally zero, Body const& body)
{
    std::vector<Tally> parts(detail::blocks_of(rows), zero);
    for_each_block(parts.size(), [&](std::size_t block) {
        auto& part = parts[block];
        detail::each_of_block(rows, block, [&](std::uint32_t row) { body(row, part); });
    });
    for (auto const& part : parts) {
        zero += part;
    }
    return zero;
}

}  // namespace smartstart
