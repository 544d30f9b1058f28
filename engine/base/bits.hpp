#pragma once

#include <cstdint>

namespace smartstart {

/// How many bits are set. In line on every processor: std::popcount calls a function of the
/// compiler's library, because the first x86-64 processors had no instruction for it.
constexpr int bits_set(std::uint32_t bits)
{
    bits -= (bits >> 1U) & 0x55555555U;
    bits = (bits & 0x33333333U) + ((bits >> 2U) & 0x33333333U);
    return static_cast<int>((((bits + (bits >> 4U)) & 0x0F0F0F0FU) * 0x01010101U) >> 24U);
}

}  // namespace smartstart
