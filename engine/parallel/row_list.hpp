#pragma once

#include <array>
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

/// Leaves numbers as the system gave them, for what is written in full before it is read.
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

/// The rows of a block that are picked, in order.
using BlockOfRows = std::array<std::uint32_t, rows_per_block>;

/// Rows of a table in order, block by block: those that something concerns. It is the marks and no
/// more: rows are written down where they are wanted, which is faster than to keep them in memory.
class RowList {
public:
    /// For a table of so many rows; no block has any until it is counted. `marks` must outlive the
    /// list and hold still while it is used; `bit` is the one of this list.
    void open(std::size_t rows, RowMarks const& marks, unsigned bit)
    {
        counts_.assign(RowMarks::blocks(rows), 0);
        end_ = rows;
        marks_ = &marks;
        bit_ = static_cast<std::uint8_t>(bit);
    }
    /// Counts the marks of a block, of the rows that begin at number * rows_per_block. One thread
    /// counts a block.
    void count(std::size_t number);
    /// The rows of a block, which are written into `room`.
    std::span<std::uint32_t const> block(std::size_t number, BlockOfRows& room) const;
    bool is_empty(std::size_t block) const { return counts_[block] == 0; }
    std::size_t blocks() const { return counts_.size(); }
    std::size_t size() const
    {
        return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
    }
    std::size_t end() const { return end_; }  ///< rows of the table
    std::uint8_t const* marks() const { return marks_->data(); }
    std::uint8_t bit() const { return bit_; }

private:
    std::vector<std::size_t> counts_;
    std::size_t end_ = 0;
    RowMarks const* marks_ = nullptr;
    std::uint8_t bit_{};
};

}  // namespace smartstart
