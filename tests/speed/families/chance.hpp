#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/parallel/rows.hpp"
#include "engine/random/luck_blocks.hpp"
#include "tests/speed/families/cohorts.hpp"

namespace smartstart::families {

/// A chance put in two questions. The first takes one byte of luck: `byte < bound`, which is rare
/// when the chance is small. Who passes is asked a second one of 32 bits, `word < accept`. Together
/// they have the chance, to 32 bits.
struct Chance {
    std::uint8_t bound{};
    std::uint64_t accept{};

    /// `chance` is at most 255/256.
    static Chance of(double chance)
    {
        auto const bound = std::clamp(std::ceil(chance * 256.0), 1.0, 255.0);
        return {static_cast<std::uint8_t>(bound), rest(chance, bound)};
    }
    /// What the second question must be for someone who was asked with this bound.
    static std::uint64_t rest(double chance, double bound)
    {
        return static_cast<std::uint64_t>(std::llround(chance * 256.0 / bound * 0x1p32));
    }
    bool accepts(std::uint32_t word) const { return word < accept; }
};

/// A byte of luck for each of many rows. Sixteen rows share a block of questions, whose name is the
/// number of the sixteen.
class LuckBytes {
public:
    /// Draws for these rows (a few more, to make up sixteens).
    void draw(LuckSource const& source, Range rows)
    {
        auto const first = rows.first / 16;
        auto const last = (rows.last + 15) / 16;
        words_.resize(std::max<std::size_t>(words_.size(), last));
        LuckBlocks const blocks{source};
        constexpr std::size_t at_once = 1024;
        for_each_block((last - first + at_once - 1) / at_once, [&](std::size_t block) {
            auto const from = first + block * at_once;
            auto const count = std::min(at_once, last - from);
            blocks.in_order(from, std::span{words_}.subspan(from, count));
        });
    }
    /// By row; those outside of what was drawn mean nothing.
    std::span<std::uint8_t const> bytes() const
    {
        return {reinterpret_cast<std::uint8_t const*>(words_.data()), 16 * words_.size()};
    }

private:
    std::vector<LuckWords> words_;
};

/// Rows that were found, in the order in which they were looked for. Keeps its memory.
class FoundRows {
public:
    void clear() { count_ = 0; }
    /// Appends the rows of a range for which a condition of engine/parallel/marked.hpp holds.
    template <class Condition>
    void find(Range range, Condition const& condition)
    {
        if (rows_.size() < count_ + range.size() + sixteen::count) {
            rows_.resize(2 * (count_ + range.size() + sixteen::count));
        }
        auto* out = rows_.data() + count_;
        auto row = range.first;
        for (; row + sixteen::count <= range.last; row += sixteen::count) {
            auto const bits = condition.at(row);
            if (bits != 0) {
                out = sixteen::write(out, row, bits);
            }
        }
        for (; row < range.last; ++row) {
            *out = row;
            out += condition.one(row) ? 1 : 0;
        }
        count_ = static_cast<std::size_t>(out - rows_.data());
    }
    std::span<Row const> rows() const { return {rows_.data(), count_}; }
    std::span<Row const> from(std::size_t at) const { return rows().subspan(at); }
    std::size_t size() const { return count_; }

private:
    std::vector<Row> rows_;
    std::size_t count_ = 0;
};

/// The byte of luck is below the bound.
inline auto below(std::span<std::uint8_t const> luck, std::uint8_t bound)
{
    return opposite(at_least(luck, bound));
}

}  // namespace smartstart::families
