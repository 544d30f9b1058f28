#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
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

/// Calls `body(row)` for every row; a body may change its own row only.
template <class Body>
void for_each_row(std::size_t rows, Body const& body)
{
    for_each_block((rows + rows_per_block - 1) / rows_per_block, [&](std::size_t block) {
        auto const end = std::min(rows, (block + 1) * rows_per_block);
        for (auto row = block * rows_per_block; row < end; ++row) {
            body(static_cast<std::uint32_t>(row));
        }
    });
}

/// Lets `body(row, out)` append to `out`; gives all that was appended, in row order.
template <class Item, class Body>
std::vector<Item> collect_rows(std::size_t rows, Body const& body)
{
    auto const blocks = (rows + rows_per_block - 1) / rows_per_block;
    std::vector<std::vector<Item>> parts(blocks);
    for_each_block(blocks, [&](std::size_t block) {
        auto const end = std::min(rows, (block + 1) * rows_per_block);
        for (auto row = block * rows_per_block; row < end; ++row) {
            body(static_cast<std::uint32_t>(row), parts[block]);
        }
    });
    std::vector<Item> all;
    for (auto& part : parts) {
        all.insert(all.end(), std::make_move_iterator(part.begin()),
                   std::make_move_iterator(part.end()));
    }
    return all;
}

/// Lets `body(row, tally)` add to a tally of its block; gives the sum over blocks, added in order.
/// Tally: default-constructible from `zero`, with `+=`. Integers inside keep the sum exact.
template <class Tally, class Body>
Tally sum_rows(std::size_t rows, Tally zero, Body const& body)
{
    auto const blocks = (rows + rows_per_block - 1) / rows_per_block;
    std::vector<Tally> parts(blocks, zero);
    for_each_block(blocks, [&](std::size_t block) {
        auto const end = std::min(rows, (block + 1) * rows_per_block);
        for (auto row = block * rows_per_block; row < end; ++row) {
            body(static_cast<std::uint32_t>(row), parts[block]);
        }
    });
    for (auto const& part : parts) {
        zero += part;
    }
    return zero;
}

}  // namespace smartstart
