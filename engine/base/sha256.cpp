#include "engine/base/sha256.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace smartstart {
namespace {

using State = std::array<std::uint32_t, 8>;
constexpr std::size_t block_bytes = 64;

// FIPS 180-4 section 5.3.3.
constexpr State first_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

// FIPS 180-4 section 4.2.2.
constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::array<std::uint32_t, 64> schedule_of(std::string_view block)
{
    std::array<std::uint32_t, 64> words{};
    for (std::size_t byte = 0; byte < block_bytes; ++byte) {
        words[byte / 4] = words[byte / 4] << 8U | static_cast<unsigned char>(block[byte]);
    }
    for (std::size_t t = 16; t < words.size(); ++t) {
        auto const a = words[t - 15];
        auto const b = words[t - 2];
        words[t] = words[t - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ a >> 3U) + words[t - 7] +
                   (std::rotr(b, 17) ^ std::rotr(b, 19) ^ b >> 10U);
    }
    return words;
}

void absorb(State& state, std::string_view block)
{
    auto const words = schedule_of(block);
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t t = 0; t < words.size(); ++t) {
        auto const first = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                           ((e & f) ^ (~e & g)) + round_constants[t] + words[t];
        auto const second =
            (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + second;
    }
    State const change{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < state.size(); ++i) {
        state[i] += change[i];
    }
}

void absorb_all(State& state, std::string_view blocks)
{
    for (; !blocks.empty(); blocks.remove_prefix(block_bytes)) {
        absorb(state, blocks.substr(0, block_bytes));
    }
}

#ifdef __x86_64__
/// Whether this processor has the instructions for SHA-256 (and SSE4.1, which comes with them).
bool has_instructions()
{
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    constexpr unsigned sse41 = 1U << 19U;
    constexpr unsigned sha = 1U << 29U;
    bool const modern = __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & sse41) != 0;
    return modern && __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & sha) != 0;
}

/// Four words of the schedule.
struct Four {
    __m128i words;
};

/// The same as absorb_all, four rounds at a time. The instructions want the eight words of the
/// state as a, b, e, f and c, d, g, h.
__attribute__((target("sha,sse4.1"))) void absorb_all_fast(State& state, std::string_view blocks)
{
    auto* const memory = reinterpret_cast<__m128i*>(state.data());
    __m128i const swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i const abcd = _mm_shuffle_epi32(_mm_loadu_si128(memory), 0xB1);
    __m128i const efgh = _mm_shuffle_epi32(_mm_loadu_si128(memory + 1), 0x1B);
    __m128i one = _mm_alignr_epi8(abcd, efgh, 8);
    __m128i two = _mm_blend_epi16(efgh, abcd, 0xF0);
    for (; !blocks.empty(); blocks.remove_prefix(block_bytes)) {
        auto const* const words = reinterpret_cast<__m128i const*>(blocks.data());
        std::array<Four, 4> last{};
        __m128i const one_before = one;
        __m128i const two_before = two;
        for (std::size_t t = 0; t < 16; ++t) {
            __m128i& own = last[t % 4].words;
            if (t < 4) {
                own = _mm_shuffle_epi8(_mm_loadu_si128(words + t), swap);
            } else {
                __m128i const newest = last[(t + 3) % 4].words;
                __m128i const middle = _mm_alignr_epi8(newest, last[(t + 2) % 4].words, 4);
                own = _mm_add_epi32(_mm_sha256msg1_epu32(own, last[(t + 1) % 4].words), middle);
                own = _mm_sha256msg2_epu32(own, newest);
            }
            auto const* const constants =
                reinterpret_cast<__m128i const*>(round_constants.data() + 4 * t);
            __m128i const sum = _mm_add_epi32(own, _mm_loadu_si128(constants));
            two = _mm_sha256rnds2_epu32(two, one, sum);
            one = _mm_sha256rnds2_epu32(one, two, _mm_shuffle_epi32(sum, 0x0E));
        }
        one = _mm_add_epi32(one, one_before);
        two = _mm_add_epi32(two, two_before);
    }
    __m128i const feba = _mm_shuffle_epi32(one, 0x1B);
    __m128i const dchg = _mm_shuffle_epi32(two, 0xB1);
    _mm_storeu_si128(memory, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128(memory + 1, _mm_alignr_epi8(dchg, feba, 8));
}
#endif

using Absorb = void (*)(State&, std::string_view);

Absorb fastest()
{
#ifdef __x86_64__
    if (has_instructions()) {
        return absorb_all_fast;
    }
#endif
    return absorb_all;
}

/// What is left after the last whole block, padded as FIPS 180-4 section 5.1.1 says.
std::string padded(std::string_view rest, std::uint64_t total_bytes)
{
    std::string tail{rest};
    tail += '\x80';
    while (tail.size() % block_bytes != block_bytes - 8) {
        tail += '\0';
    }
    for (int shift = 56; shift >= 0; shift -= 8) {
        tail += static_cast<char>(total_bytes * 8 >> static_cast<unsigned>(shift) & 0xffU);
    }
    return tail;
}

std::string text_of(State const& state)
{
    std::string text;
    for (auto const word : state) {
        for (int shift = 28; shift >= 0; shift -= 4) {
            text += "0123456789abcdef"[word >> static_cast<unsigned>(shift) & 0xfU];
        }
    }
    return text;
}

std::string digest_by(Absorb take_in, std::string_view bytes)
{
    State state = first_state;
    auto const whole = bytes.size() / block_bytes * block_bytes;
    take_in(state, bytes.substr(0, whole));
    take_in(state, padded(bytes.substr(whole), bytes.size()));
    return text_of(state);
}

Absorb quickest()
{
    static Absorb const take_in = fastest();
    return take_in;
}

}  // namespace

std::string sha256(std::string_view bytes)
{
    return digest_by(quickest(), bytes);
}

Sha256::Sha256() : state_{first_state} {}

void Sha256::add(std::string_view bytes)
{
    total_ += bytes.size();
    if (!rest_.empty()) {
        auto const taken = bytes.substr(0, block_bytes - rest_.size());
        rest_ += taken;
        bytes.remove_prefix(taken.size());
        if (rest_.size() < block_bytes) {
            return;
        }
        quickest()(state_, rest_);
        rest_.clear();
    }
    auto const whole = bytes.size() / block_bytes * block_bytes;
    quickest()(state_, bytes.substr(0, whole));
    rest_ = bytes.substr(whole);
}

std::string Sha256::digest() const
{
    State state = state_;
    quickest()(state, padded(rest_, total_));
    return text_of(state);
}

std::string sha256_by_words(std::string_view bytes)
{
    return digest_by(absorb_all, bytes);
}

}  // namespace smartstart
