#include "engine/base/bits.hpp"

#include <bit>
#include <cstdint>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

TEST(BitsSet, are_as_many_as_the_standard_library_counts)
{
    for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
        for (auto const word : {bits, bits << 16U, ~bits, bits * 0x9E3779B9U}) {
            ASSERT_EQ(bits_set(word), std::popcount(word)) << word;
        }
    }
}

}  // namespace
}  // namespace smartstart
