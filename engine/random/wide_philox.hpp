#pragma once

#include <cstdint>

#if defined(__x86_64__)

#include <immintrin.h>

/// Philox4x32-10 for several names side by side, on processors with AVX2 or AVX-512; philox() in
/// random.hpp is what it must equal. Every 64-bit lane holds one 32-bit word in its lower half; the
/// upper half is left as it comes, because the multiplication looks at the lower half alone.
///
/// Whoever calls it clears the upper halves of the registers in the end (_mm256_zeroupper): left
/// full, they slow down every later instruction that knows half of them. g++ does so by itself only
/// where a whole file is compiled for such a processor.
namespace smartstart::wide {

// Multipliers and key increments of Philox4x32 (Salmon, Moraes, Dror and Shaw, 2011, table 2).
inline constexpr long long multiplier_a = 0xD2511F53;
inline constexpr long long multiplier_c = 0xCD9E8D57;
inline constexpr std::uint32_t increment_0 = 0x9E3779B9;
inline constexpr std::uint32_t increment_1 = 0xBB67AE85;
inline constexpr int rounds = 10;

/// The four words of each name.
struct WordsOfFour {
    __m256i a, b, c, d;
};
struct WordsOfEight {
    __m512i a, b, c, d;
};

/// `Counter` has key, step and moment_and_block.
template <class Counter>
[[gnu::target("avx2"), gnu::always_inline]] inline WordsOfFour philox(Counter const& counter,
                                                                      __m256i names)
{
    auto const times_a = _mm256_set1_epi64x(multiplier_a);
    auto const times_c = _mm256_set1_epi64x(multiplier_c);
    auto a = names;
    auto b = _mm256_srli_epi64(names, 32);
    auto c = _mm256_set1_epi64x(counter.step);
    auto d = _mm256_set1_epi64x(counter.moment_and_block);
    auto key_0 = static_cast<std::uint32_t>(counter.key);
    auto key_1 = static_cast<std::uint32_t>(counter.key >> 32U);
    for (int round = 0; round < rounds; ++round) {
        auto const from_a = _mm256_mul_epu32(a, times_a);
        auto const from_c = _mm256_mul_epu32(c, times_c);
        a = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(from_c, 32), b),
                             _mm256_set1_epi64x(key_0));
        c = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(from_a, 32), d),
                             _mm256_set1_epi64x(key_1));
        b = from_c;
        d = from_a;
        key_0 += increment_0;
        key_1 += increment_1;
    }
    return {a, b, c, d};
}

template <class Counter>
[[gnu::target("avx512f"), gnu::always_inline]] inline WordsOfEight philox(Counter const& counter,
                                                                          __m512i names)
{
    constexpr int xor_of_three = 0x96;
    auto const times_a = _mm512_set1_epi64(multiplier_a);
    auto const times_c = _mm512_set1_epi64(multiplier_c);
    auto a = names;
    auto b = _mm512_srli_epi64(names, 32);
    auto c = _mm512_set1_epi64(counter.step);
    auto d = _mm512_set1_epi64(counter.moment_and_block);
    auto key_0 = static_cast<std::uint32_t>(counter.key);
    auto key_1 = static_cast<std::uint32_t>(counter.key >> 32U);
    for (int round = 0; round < rounds; ++round) {
        auto const from_a = _mm512_mul_epu32(a, times_a);
        auto const from_c = _mm512_mul_epu32(c, times_c);
        a = _mm512_ternarylogic_epi64(_mm512_srli_epi64(from_c, 32), b, _mm512_set1_epi64(key_0),
                                      xor_of_three);
        c = _mm512_ternarylogic_epi64(_mm512_srli_epi64(from_a, 32), d, _mm512_set1_epi64(key_1),
                                      xor_of_three);
        b = from_c;
        d = from_a;
        key_0 += increment_0;
        key_1 += increment_1;
    }
    return {a, b, c, d};
}

}  // namespace smartstart::wide

#endif
