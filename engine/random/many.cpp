// The luck of many at once. The bits are those of Draws: on processors with AVX2 four names go
// through Philox side by side, elsewhere one after another.

#include <algorithm>

#include "engine/random/random.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace smartstart {
namespace {

struct Counter {
    std::uint64_t key;
    std::uint32_t step;
    std::uint32_t moment_and_block;
    unsigned word;  ///< of the four that a block gives
};

double one(Counter const& counter, std::uint64_t name)
{
    auto const words =
        philox({static_cast<std::uint32_t>(name), static_cast<std::uint32_t>(name >> 32U),
                counter.step, counter.moment_and_block},
               counter.key);
    return (words[counter.word] + 0.5) * 0x1p-32;
}

void one_by_one(Counter const& counter, std::span<std::uint64_t const> names, double* luck)
{
    std::ranges::transform(names, luck, [&](std::uint64_t name) { return one(counter, name); });
}

#if defined(__x86_64__)

// Multipliers and key increments of Philox4x32 (Salmon, Moraes, Dror and Shaw, 2011, table 2).
constexpr long long multiplier_a = 0xD2511F53;
constexpr long long multiplier_c = 0xCD9E8D57;
constexpr std::uint32_t increment_0 = 0x9E3779B9;
constexpr std::uint32_t increment_1 = 0xBB67AE85;
constexpr int rounds = 10;

/// Every 64-bit lane holds one 32-bit word in its lower half; the upper half is left as it comes,
/// because the multiplication looks at the lower half alone.
[[gnu::target("avx2")]] void four_by_four(Counter const& counter, std::uint64_t const* names,
                                          std::size_t count, double* luck)
{
    auto const times_a = _mm256_set1_epi64x(multiplier_a);
    auto const times_c = _mm256_set1_epi64x(multiplier_c);
    // A double of this exponent carries a whole number in its lower bits.
    auto const whole = _mm256_set1_epi64x(0x4330000000000000);
    auto const lower = _mm256_set1_epi64x(0xFFFFFFFF);
    for (std::size_t i = 0; i < count; i += 4) {
        auto a = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(names + i));
        auto b = _mm256_srli_epi64(a, 32);
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
        auto const word = counter.word == 0 ? a : counter.word == 1 ? b : counter.word == 2 ? c : d;
        auto const number =
            _mm256_castsi256_pd(_mm256_or_si256(_mm256_and_si256(word, lower), whole));
        auto const from_zero = _mm256_sub_pd(number, _mm256_set1_pd(0x1p52));
        auto const middle = _mm256_add_pd(from_zero, _mm256_set1_pd(0.5));
        _mm256_storeu_pd(luck + i, _mm256_mul_pd(middle, _mm256_set1_pd(0x1p-32)));
    }
}

#endif

}  // namespace

void Random::uniforms(std::span<std::uint64_t const> names, std::uint32_t step, Clock const& clock,
                      unsigned question, double* luck) const
{
    Counter const counter{key_, step, Draws::moment_and_block(clock, question / 4U), question % 4U};
    std::size_t done = 0;
#if defined(__x86_64__)
    static bool const wide = __builtin_cpu_supports("avx2") != 0;
    if (wide) {
        done = names.size() / 4 * 4;
        four_by_four(counter, names.data(), done, luck);
    }
#endif
    one_by_one(counter, names.subspan(done), luck + done);
}

}  // namespace smartstart
