#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <numeric>
#include <vector>

#include "engine/parallel/marked.hpp"
#include "engine/parallel/only.hpp"
#include "engine/parallel/row_list.hpp"

namespace smartstart {

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

// `rows` is the number of rows of a table (all of them), a RowList, or some of either: `only`,
// `with_any`, `with_all`.

/// Calls `body(row)` for every row; a body may change its own row only.
template <class Rows, class Body>
void for_each_row(Rows const& rows, Body const& body)
{
    for_each_block(detail::blocks_of(rows),
                   [&](std::size_t block) { detail::each_of_block(rows, block, body); });
}

/// Calls `body(i)` for i from 0 to count - 1, where each call is worth many rows.
template <class Body>
void for_each_item(std::size_t count, Body const& body)
{
    constexpr std::size_t together = 64;
    for_each_block((count + together - 1) / together, [&](std::size_t block) {
        auto const end = std::min((block + 1) * together, count);
        for (auto i = block * together; i < end; ++i) {
            body(i);
        }
    });
}

/// What the blocks appended, in their order.
template <class Item>
std::vector<Item> join(std::vector<std::vector<Item>>& parts)
{
    std::vector<Item> all;
    all.reserve(
        std::accumulate(parts.begin(), parts.end(), std::size_t{0},
                        [](std::size_t sum, auto const& part) { return sum + part.size(); }));
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

/// As sum_rows, for tallies of whole numbers, which are exact in any order: there are a few, and
/// not one for each block. For tallies with a number per municipality.
template <class Tally, class Rows, class Body>
Tally count_rows(Rows const& rows, Tally const& zero, Body const& body)
{
    auto const blocks = detail::blocks_of(rows);
    auto const turns = std::min(blocks, std::size_t{4} * Workers::current());
    std::vector<Tally> parts(turns, zero);
    // Blocks in turn: neighbours are of one age, and have as much to count.
    for_each_block(turns, [&](std::size_t turn) {
        auto& part = parts[turn];
        for (auto block = turn; block < blocks; block += turns) {
            detail::each_of_block(rows, block, [&](std::uint32_t row) { body(row, part); });
        }
    });
    auto total = zero;
    for (auto const& part : parts) {
        total += part;
    }
    return total;
}

}  // namespace smartstart
