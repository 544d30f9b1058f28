#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Sixteen rows of a table looked at in one go. Each function reads sixteen cells from `cells` on
/// and gives a bit for every cell, the first in the lowest, that says whether it passes. Every
/// x86-64 processor does it with its vector instructions (SSE2); others go cell by cell. The answer
/// is the same.
namespace smartstart::sixteen {

using Bits = std::uint32_t;
inline constexpr std::size_t count = 16;
inline constexpr Bits all = 0xFFFF;

/// Cell by cell: for processors without those instructions, and what the others must equal.
namespace plain {

template <class Cell, class Passes>
Bits one_by_one(Cell const* cells, Passes const& passes)
{
    Bits bits = 0;
    for (unsigned i = 0; i < count; ++i) {
        bits |= Bits{passes(cells[i])} << i;
    }
    return bits;
}
template <class Cell>
Bits equal(Cell const* cells, Cell value)
{
    return one_by_one(cells, [&](Cell cell) { return cell == value; });
}
inline Bits above(std::int16_t const* cells, std::int16_t value)
{
    return one_by_one(cells, [&](std::int16_t cell) { return cell > value; });
}
inline Bits at_least(std::uint8_t const* cells, std::uint8_t value)
{
    return one_by_one(cells, [&](std::uint8_t cell) { return cell >= value; });
}
/// Leaves this remainder, as a number without a sign.
template <std::uint16_t divisor>
Bits leaves(std::int16_t const* cells, std::uint16_t remainder)
{
    return one_by_one(cells, [&](std::int16_t cell) {
        return static_cast<std::uint16_t>(cell) % divisor == remainder;
    });
}
/// Has this bit.
inline Bits has(std::uint8_t const* cells, std::uint8_t bit)
{
    return one_by_one(cells, [&](std::uint8_t cell) { return (cell & bit) == bit; });
}

}  // namespace plain

#if defined(__SSE2__)

inline __m128i load(void const* from)
{
    return _mm_loadu_si128(static_cast<__m128i const*>(from));
}
inline Bits bits_of(__m128i bytes)
{
    return static_cast<Bits>(_mm_movemask_epi8(bytes));
}

inline Bits equal(std::uint8_t const* cells, std::uint8_t value)
{
    return bits_of(_mm_cmpeq_epi8(load(cells), _mm_set1_epi8(static_cast<char>(value))));
}
template <class Cell>
requires(sizeof(Cell) == 2) Bits equal(Cell const* cells, Cell value)
{
    auto const wanted = _mm_set1_epi16(static_cast<short>(value));
    return bits_of(_mm_packs_epi16(_mm_cmpeq_epi16(load(cells), wanted),
                                   _mm_cmpeq_epi16(load(cells + 8), wanted)));
}
inline Bits equal(std::uint32_t const* cells, std::uint32_t value)
{
    auto const wanted = _mm_set1_epi32(static_cast<int>(value));
    auto const four = [&](int from) { return _mm_cmpeq_epi32(load(cells + from), wanted); };
    return bits_of(
        _mm_packs_epi16(_mm_packs_epi32(four(0), four(4)), _mm_packs_epi32(four(8), four(12))));
}
/// Zero has two signs, and both are equal to zero. "Not a number" is not.
inline Bits equal(float const* cells, float value)
{
    auto const wanted = _mm_set1_ps(value);
    auto const four = [&](int from) {
        return _mm_castps_si128(_mm_cmpeq_ps(_mm_loadu_ps(cells + from), wanted));
    };
    return bits_of(
        _mm_packs_epi16(_mm_packs_epi32(four(0), four(4)), _mm_packs_epi32(four(8), four(12))));
}
inline Bits above(std::int16_t const* cells, std::int16_t value)
{
    auto const limit = _mm_set1_epi16(value);
    return bits_of(_mm_packs_epi16(_mm_cmpgt_epi16(load(cells), limit),
                                   _mm_cmpgt_epi16(load(cells + 8), limit)));
}
inline Bits at_least(std::uint8_t const* cells, std::uint8_t value)
{
    auto const those = load(cells);
    auto const larger = _mm_max_epu8(those, _mm_set1_epi8(static_cast<char>(value)));
    return bits_of(_mm_cmpeq_epi8(larger, those));
}
/// A third is a product with 2^17 / 3, rounded up and cut, for whatever has sixteen bits.
template <std::uint16_t divisor>
requires(divisor % 3 == 0 && std::has_single_bit(static_cast<unsigned>(divisor / 3))) Bits
    leaves(std::int16_t const* cells, std::uint16_t remainder)
{
    auto const wanted = _mm_set1_epi16(static_cast<short>(remainder));
    auto const eight = [&](int from) {
        auto const cell = load(cells + from);
        auto const third = _mm_mulhi_epu16(cell, _mm_set1_epi16(static_cast<short>(0xAAAB)));
        auto const quotient = _mm_srli_epi16(third, 1 + std::countr_zero(unsigned{divisor / 3}));
        auto const whole = _mm_mullo_epi16(quotient, _mm_set1_epi16(divisor));
        return _mm_cmpeq_epi16(_mm_sub_epi16(cell, whole), wanted);
    };
    return bits_of(_mm_packs_epi16(eight(0), eight(8)));
}
/// Has this bit.
inline Bits has(std::uint8_t const* cells, std::uint8_t bit)
{
    auto const wanted = _mm_set1_epi8(static_cast<char>(bit));
    return bits_of(_mm_cmpeq_epi8(_mm_and_si128(load(cells), wanted), wanted));
}

#else

using plain::above;
using plain::at_least;
using plain::equal;
using plain::has;
using plain::leaves;

#endif

/// Where the bits of a byte are, lowest first; what follows them means nothing.
inline constexpr auto places = [] {
    std::array<std::array<std::uint8_t, 8>, 256> table{};
    for (unsigned bits = 0; bits < 256; ++bits) {
        unsigned found = 0;
        for (unsigned place = 0; place < 8; ++place) {
            table[bits][found] = static_cast<std::uint8_t>(place);
            found += (bits >> place) & 1U;
        }
    }
    return table;
}();
inline constexpr auto how_many = [] {
    std::array<std::uint8_t, 256> table{};
    for (unsigned bits = 0; bits < 256; ++bits) {
        table[bits] = static_cast<std::uint8_t>(std::popcount(bits));
    }
    return table;
}();

/// Appends to `out` the rows, from `first` on, whose bit is set. Writes sixteen at most, also when
/// fewer are set, and no further than the sixteenth row's place. Gives the new end.
inline std::uint32_t* write(std::uint32_t* out, std::uint32_t first, Bits bits)
{
    for (auto half : {bits & 0xFFU, bits >> 8U}) {
        for (unsigned i = 0; i < 8; ++i) {
            out[i] = first + places[half][i];
        }
        out += how_many[half];
        first += 8;
    }
    return out;
}

}  // namespace smartstart::sixteen
