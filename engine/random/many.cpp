#include "engine/random/many.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "engine/random/random.hpp"
#include "engine/random/wide_philox.hpp"

namespace smartstart::many {
namespace {

std::uint32_t word_of(Counter const& counter, std::uint64_t name)
{
    auto const words =
        philox({static_cast<std::uint32_t>(name), static_cast<std::uint32_t>(name >> 32U),
                counter.step, counter.moment_and_block},
               counter.key);
    return words[counter.word];
}

/// Goes on at place `from` with `found` hits written.
std::size_t rest_of(Asked const& asked, Hit* hits, std::size_t from, std::size_t found)
{
    for (auto place = from; place < asked.names.size(); ++place) {
        auto const word = word_of(asked.counter, asked.names[place]);
        hits[found] = {static_cast<std::uint32_t>(place), word};
        found += word < asked.limit ? 1U : 0U;
    }
    return found;
}

std::size_t one_by_one(Asked const& asked, Hit* hits)
{
    return rest_of(asked, hits, 0, 0);
}

#if defined(__x86_64__)

[[gnu::target("avx2")]] __m256i words_of_four(Counter const& counter, std::uint64_t const* names)
{
    auto const [a, b, c, d] =
        wide::philox(counter, _mm256_loadu_si256(reinterpret_cast<__m256i const*>(names)));
    auto const word = counter.word == 0 ? a : counter.word == 1 ? b : counter.word == 2 ? c : d;
    return _mm256_and_si256(word, _mm256_set1_epi64x(0xFFFFFFFF));
}

[[gnu::target("avx2")]] std::size_t four_by_four(Asked const& asked, Hit* hits)
{
    auto const below = _mm256_set1_epi64x(static_cast<long long>(asked.limit));
    std::size_t found = 0;
    std::size_t place = 0;
    for (; place + 4 <= asked.names.size(); place += 4) {
        auto const words = words_of_four(asked.counter, asked.names.data() + place);
        alignas(32) std::array<std::uint64_t, 4> four;
        _mm256_store_si256(reinterpret_cast<__m256i*>(four.data()), words);
        auto const passed = _mm256_castsi256_pd(_mm256_cmpgt_epi64(below, words));
        for (auto bits = static_cast<unsigned>(_mm256_movemask_pd(passed)); bits != 0;
             bits &= bits - 1) {
            auto const lane = static_cast<unsigned>(std::countr_zero(bits));
            hits[found++] = {static_cast<std::uint32_t>(place) + lane,
                             static_cast<std::uint32_t>(four[lane])};
        }
    }
    _mm256_zeroupper();  // see wide_philox.hpp
    return rest_of(asked, hits, place, found);
}

#define SMARTSTART_WIDEST "avx512f,avx512dq,avx512vl"

[[gnu::target(SMARTSTART_WIDEST)]] __m512i words_of_eight(Counter const& counter,
                                                          std::uint64_t const* names)
{
    auto const [a, b, c, d] = wide::philox(counter, _mm512_loadu_si512(names));
    auto const word = counter.word == 0 ? a : counter.word == 1 ? b : counter.word == 2 ? c : d;
    return _mm512_and_si512(word, _mm512_set1_epi64(0xFFFFFFFF));
}

/// A hit is a lane: the word above, the place below.
static_assert(sizeof(Hit) == 8 && offsetof(Hit, place) == 0);

[[gnu::target(SMARTSTART_WIDEST)]] std::size_t eight_by_eight(Asked const& asked, Hit* hits)
{
    auto const below = _mm512_set1_epi64(static_cast<long long>(asked.limit));
    auto places = _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7);
    std::size_t found = 0;
    std::size_t place = 0;
    for (; place + 8 <= asked.names.size(); place += 8) {
        auto const words = words_of_eight(asked.counter, asked.names.data() + place);
        auto const passed = _mm512_cmplt_epu64_mask(words, below);
        auto const lanes = _mm512_or_si512(_mm512_slli_epi64(words, 32), places);
        _mm512_storeu_si512(hits + found, _mm512_maskz_compress_epi64(passed, lanes));
        found += static_cast<std::size_t>(std::popcount(static_cast<unsigned>(passed)));
        places = _mm512_add_epi64(places, _mm512_set1_epi64(8));
    }
    _mm256_zeroupper();  // see wide_philox.hpp
    return rest_of(asked, hits, place, found);
}

#endif

}  // namespace

std::span<Way const> ways()
{
    static std::array const all
    {
#if defined(__x86_64__)
        Way{"eight by eight",
            __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
                __builtin_cpu_supports("avx512vl") != 0,
            eight_by_eight},
            Way{"four by four", __builtin_cpu_supports("avx2") != 0, four_by_four},
#endif
            Way
        {
            "one by one", true, one_by_one
        }
    };
    return all;
}

std::size_t find(Asked const& asked, Hits& hits)
{
    static auto const widest = std::ranges::find_if(ways(), &Way::can)->find;
    return widest(asked, hits.data());
}

std::uint64_t limit_of(double chance)
{
    constexpr double all = 0x1p32;
    return static_cast<std::uint64_t>(std::clamp(std::ceil(chance * all - 0.5), 0.0, all));
}

}  // namespace smartstart::many
