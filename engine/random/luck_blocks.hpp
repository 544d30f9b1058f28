#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "engine/base/clock.hpp"

namespace smartstart {

/// The answers to four questions: 32 random bits each, or sixteen bytes.
using LuckWords = std::array<std::uint32_t, 4>;

/// Whose luck, and which questions: block b holds the questions 4 b to 4 b + 3.
struct LuckSource {
    std::uint64_t seed{};
    std::uint32_t replicate{};
    std::uint32_t step{};
    Clock clock;
    unsigned block{};
};

/// A block of four questions put to many at once. The bits are those of Draws,
///     words[i][q] = Random{seed, replicate}.draws(name of i, step, clock).word(4 * block + q),
/// and come several times as fast: on processors with AVX2 four names go through Philox side by
/// side, with AVX-512 eight. A step with small questions may share a block among rows: a byte of it
/// tells for each of sixteen rows that nothing happens, nearly always.
class LuckBlocks {
public:
    /// So many names side by side.
    enum class Width : std::uint8_t { one = 1, four = 4, eight = 8 };
    /// What this processor can do.
    static Width widest();

    explicit LuckBlocks(LuckSource const& source) : LuckBlocks{source, widest()} {}
    /// A width that the processor does not have must not be asked for.
    LuckBlocks(LuckSource const& source, Width width);

    /// For the names first, first + 1, ...: as many as there is room for.
    void in_order(std::uint64_t first, std::span<LuckWords> words) const;
    /// For names below 2^32, in any order. `words` has room for all.
    void of(std::span<std::uint32_t const> names, std::span<LuckWords> words) const;

private:
    std::uint64_t key_;
    std::uint32_t step_;
    std::uint32_t moment_and_block_;
    Width width_;
};

}  // namespace smartstart
