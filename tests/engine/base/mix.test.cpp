#include "engine/base/mix.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

TEST(Mix, starts_as_splitmix64_does)
{
    // Its first outputs with the seed 1234567 (Rosetta Code, Pseudo-random numbers: Splitmix64).
    constexpr std::array<std::uint64_t, 3> published{6457827717110365317U, 3203168211198807973U,
                                                     9817491932198370423U};
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;
    for (std::size_t i = 0; i < published.size(); ++i) {
        EXPECT_EQ(mix(i, 1'234'567U), published[i]) << i;
        EXPECT_EQ(mix(0, 1'234'567U + i * golden), published[i]) << i;
    }
}

TEST(Mix, changes_half_of_the_bits_when_one_bit_of_either_number_changes)
{
    double changed = 0.0;
    int pairs = 0;
    for (std::uint64_t start = 0; start < 200; ++start) {
        for (unsigned bit = 0; bit < 64; ++bit) {
            auto const flip = std::uint64_t{1} << bit;
            changed += std::popcount(mix(start, 5) ^ mix(start ^ flip, 5));
            changed += std::popcount(mix(5, start) ^ mix(5, start ^ flip));
            pairs += 2;
        }
    }
    // The mean of 25,600 counts of 64 fair bits lies beyond 0.125 from 32 (5 standard errors) once
    // in two million times.
    EXPECT_NEAR(changed / pairs, 32.0, 5.0 * 4.0 / std::sqrt(pairs));
}

TEST(Mix, tells_the_first_number_from_the_second)
{
    EXPECT_NE(mix(1, 2), mix(2, 1));
    EXPECT_NE(mix(0, 0), 0U);
}

TEST(NameHash, equals_the_vectors_of_its_authors)
{
    // Fowler, Noll and Vo, test vectors of 32-bit FNV-1a.
    static_assert(name_hash("") == 0x811c9dc5U);
    EXPECT_EQ(name_hash("a"), 0xe40c292cU);
    EXPECT_EQ(name_hash("b"), 0xe70c2de5U);
    EXPECT_EQ(name_hash("foobar"), 0xbf9cf968U);
    EXPECT_EQ(name_hash({"\xff\0\0\1", 4}), 0xc48fb86dU) << "bytes have no sign";
}

}  // namespace
}  // namespace smartstart
