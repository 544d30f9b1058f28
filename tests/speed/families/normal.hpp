#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace smartstart::families {

/// Standard normal luck from 32 random bits, to about 0.00002: straight lines between exact
/// quantiles. They stand 64 to each halving of the tail's share, so that tails are as fine as the
/// middle. No branch, so that a compiler can make several at once.
class NormalTable {
public:
    NormalTable();

    float at(std::uint32_t word) const
    {
        // The highest bit is the side, the others are how far into it: a share of (x / 2) 2^-30.
        auto const x = static_cast<std::int32_t>((word & 0x7FFFFFFFU) >> 1U | 1U);
        auto const bits = std::bit_cast<std::int32_t>(static_cast<float>(x));
        auto const cell = (bits >> (23 - cell_bits)) - first_cell;
        constexpr auto within = (1 << (23 - cell_bits)) - 1;
        auto const part = static_cast<float>(bits & within) * (1.0F / (within + 1));
        auto const size =
            low_[static_cast<std::uint32_t>(cell)] + rise_[static_cast<std::uint32_t>(cell)] * part;
        return std::bit_cast<float>(std::bit_cast<std::uint32_t>(size) ^ (word & 0x80000000U));
    }

private:
    static constexpr int cell_bits = 6;
    static constexpr int first_cell = 127 << cell_bits;  ///< that of x = 1
    static constexpr int halvings = 30;
    static constexpr std::size_t cells = halvings << cell_bits;

    std::array<float, cells + 1> low_{}, rise_{};
};

/// The one table, made when it is first asked for.
NormalTable const& normal_table();

}  // namespace smartstart::families
