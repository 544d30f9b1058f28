#include "engine/random/luck_blocks.hpp"

#include "engine/base/mix.hpp"
#include "engine/random/random.hpp"
#include "engine/random/wide_philox.hpp"

namespace smartstart {
namespace {

struct Counter {
    std::uint64_t key;
    std::uint32_t step;
    std::uint32_t moment_and_block;
};

LuckWords one(Counter const& counter, std::uint64_t name)
{
    return philox({static_cast<std::uint32_t>(name), static_cast<std::uint32_t>(name >> 32U),
                   counter.step, counter.moment_and_block},
                  counter.key);
}

#if defined(__x86_64__)

[[gnu::target("avx2")]] inline void four(Counter const& counter, __m256i names, LuckWords* words)
{
    auto const [a, b, c, d] = wide::philox(counter, names);
    auto const ab = _mm256_blend_epi32(a, _mm256_slli_epi64(b, 32), 0xAA);
    auto const cd = _mm256_blend_epi32(c, _mm256_slli_epi64(d, 32), 0xAA);
    auto const even = _mm256_unpacklo_epi64(ab, cd);
    auto const odd = _mm256_unpackhi_epi64(ab, cd);
    auto* const out = reinterpret_cast<__m256i*>(words);
    _mm256_storeu_si256(out, _mm256_permute2x128_si256(even, odd, 0x20));
    _mm256_storeu_si256(out + 1, _mm256_permute2x128_si256(even, odd, 0x31));
}

[[gnu::target("avx512f")]] inline void eight(Counter const& counter, __m512i names,
                                             LuckWords* words)
{
    auto const [a, b, c, d] = wide::philox(counter, names);
    constexpr __mmask16 upper_halves = 0xAAAA;
    auto const ab = _mm512_mask_blend_epi32(upper_halves, a, _mm512_slli_epi64(b, 32));
    auto const cd = _mm512_mask_blend_epi32(upper_halves, c, _mm512_slli_epi64(d, 32));
    auto const first = _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11);
    auto const second = _mm512_setr_epi64(4, 12, 5, 13, 6, 14, 7, 15);
    _mm512_storeu_si512(words, _mm512_permutex2var_epi64(ab, first, cd));
    _mm512_storeu_si512(words + 4, _mm512_permutex2var_epi64(ab, second, cd));
}

[[gnu::target("avx2")]] std::size_t in_order_by_four(Counter const& counter, std::uint64_t first,
                                                     std::span<LuckWords> words)
{
    auto const ladder = _mm256_setr_epi64x(0, 1, 2, 3);
    std::size_t done = 0;
    for (; done + 4 <= words.size(); done += 4) {
        auto const from = _mm256_set1_epi64x(static_cast<long long>(first));
        four(counter, _mm256_add_epi64(from, ladder), words.data() + done);
        first += 4;
    }
    _mm256_zeroupper();  // see wide_philox.hpp
    return done;
}
[[gnu::target("avx512f")]] std::size_t in_order_by_eight(Counter const& counter,
                                                         std::uint64_t first,
                                                         std::span<LuckWords> words)
{
    auto const ladder = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
    std::size_t done = 0;
    for (; done + 8 <= words.size(); done += 8) {
        auto const from = _mm512_set1_epi64(static_cast<long long>(first));
        eight(counter, _mm512_add_epi64(from, ladder), words.data() + done);
        first += 8;
    }
    _mm256_zeroupper();  // see wide_philox.hpp
    return done;
}
[[gnu::target("avx2")]] std::size_t of_by_four(Counter const& counter,
                                               std::span<std::uint32_t const> names,
                                               LuckWords* words)
{
    std::size_t done = 0;
    for (; done + 4 <= names.size(); done += 4) {
        auto const* const from = reinterpret_cast<__m128i const*>(names.data() + done);
        four(counter, _mm256_cvtepu32_epi64(_mm_loadu_si128(from)), words + done);
    }
    _mm256_zeroupper();  // see wide_philox.hpp
    return done;
}
[[gnu::target("avx512f")]] std::size_t of_by_eight(Counter const& counter,
                                                   std::span<std::uint32_t const> names,
                                                   LuckWords* words)
{
    std::size_t done = 0;
    for (; done + 8 <= names.size(); done += 8) {
        auto const* const from = reinterpret_cast<__m256i const*>(names.data() + done);
        eight(counter, _mm512_cvtepu32_epi64(_mm256_loadu_si256(from)), words + done);
    }
    _mm256_zeroupper();  // see wide_philox.hpp
    return done;
}

#endif

}  // namespace

LuckBlocks::Width LuckBlocks::widest()
{
#if defined(__x86_64__)
    static auto const width = __builtin_cpu_supports("avx512f") != 0 ? Width::eight
                              : __builtin_cpu_supports("avx2") != 0  ? Width::four
                                                                     : Width::one;
    return width;
#else
    return Width::one;
#endif
}

LuckBlocks::LuckBlocks(LuckSource const& source, Width width)
    : key_{mix(source.seed, source.replicate)},
      step_{source.step},
      moment_and_block_{Draws::moment_and_block(source.clock, source.block)},
      width_{width}
{
}

void LuckBlocks::in_order(std::uint64_t first, std::span<LuckWords> words) const
{
    Counter const counter{key_, step_, moment_and_block_};
    std::size_t done = 0;
#if defined(__x86_64__)
    if (width_ == Width::eight) {
        done = in_order_by_eight(counter, first, words);
    } else if (width_ == Width::four) {
        done = in_order_by_four(counter, first, words);
    }
#endif
    for (; done < words.size(); ++done) {
        words[done] = one(counter, first + done);
    }
}

void LuckBlocks::of(std::span<std::uint32_t const> names, std::span<LuckWords> words) const
{
    Counter const counter{key_, step_, moment_and_block_};
    std::size_t done = 0;
#if defined(__x86_64__)
    if (width_ == Width::eight) {
        done = of_by_eight(counter, names, words.data());
    } else if (width_ == Width::four) {
        done = of_by_four(counter, names, words.data());
    }
#endif
    for (; done < names.size(); ++done) {
        words[done] = one(counter, names[done]);
    }
}

}  // namespace smartstart
