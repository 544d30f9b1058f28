#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace smartstart {

inline constexpr std::size_t rows_per_block = 4096;

/// For every row of a table a byte, in which a bit says whether the row is on a list: up to eight
/// lists of the same table. Whole blocks; what is past the last row is on no list.
class RowMarks {
public:
    /// Room for a table of so many rows, which are on no list then. Memory is kept.
    void open(std::size_t rows) { bytes_.assign(blocks(rows) * rows_per_block, 0); }
    std::span<std::uint8_t> block(std::size_t number)
    {
        return {bytes_.data() + number * rows_per_block, rows_per_block};
    }
    std::uint8_t const* data() const { return bytes_.data(); }
    static std::size_t blocks(std::size_t rows)
    {
        return (rows + rows_per_block - 1) / rows_per_block;
    }

private:
    std::vector<std::uint8_t> bytes_;
};

/// Leaves numbers as the system gave them: a list has room for every row of a table, and what it
/// does not use must not take memory.
template <class Number>
struct Unwritten : std::allocator<Number> {
    Unwritten() = default;
    template <class Other>
    explicit Unwritten(Unwritten<Other> const& /*other*/)
    {
    }
    template <class Other>
    struct rebind {
        using other = Unwritten<Other>;
    };
    template <class Made>
    void construct(Made* at)
    {
        ::new (static_cast<void*>(at)) Made;
    }
    template <class Made, class... Given>
    void construct(Made* at, Given&&... given)
    {
        std::construct_at(at, std::forward<Given>(given)...);
    }
};

/// Rows of a table in order, block by block: those that something concerns.
class RowList {
public:
    /// Room for a table of so many rows; the list is empty then. Memory is kept. `marks` must
    /// outlive the list and hold still while it is used; `bit` is the one of this list.
    void open(std::size_t rows, RowMarks const& marks, unsigned bit)
    {
        counts_.assign(RowMarks::blocks(rows), 0);
        auto const places = counts_.size() * rows_per_block;
        if (places > rows_.capacity()) {
            // Begun anew with a little to grow: what a vector moves along, it writes.
            rows_ = {};
            rows_.reserve(places + places / 8);
        }
        rows_.resize(places);
        end_ = rows;
        marks_ = &marks;
        bit_ = static_cast<std::uint8_t>(bit);
    }
    /// Fills a block, of the rows that begin at number * rows_per_block, by the marks. One thread
    /// fills a block.
    void fill(std::size_t number);
    std::span<std::uint32_t const> block(std::size_t number) const
    {
        return {rows_.data() + number * rows_per_block, counts_[number]};
    }
    std::size_t blocks() const { return counts_.size(); }
    std::size_t size() const
    {
        return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
    }
    std::size_t end() const { return end_; }  ///< rows of the table
    std::uint8_t const* marks() const { return marks_->data(); }
    std::uint8_t bit() const { return bit_; }

private:
    std::vector<std::uint32_t, Unwritten<std::uint32_t>> rows_;
    std::vector<std::size_t> counts_;
    std::size_t end_ = 0;
    RowMarks const* marks_ = nullptr;
    std::uint8_t bit_{};
};

}  // namespace smartstart
