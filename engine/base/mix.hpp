#pragma once

#include <cstdint>
#include <string_view>

namespace smartstart {

/// Scrambles two numbers into one; equal inputs give equal outputs on every machine.
/// (The finaliser of SplitMix64: Steele, Lea and Flood, 2014.)
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t x = a * 0x9E3779B97F4A7C15U + b + 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

/// A 32-bit name for a text, known at compile time (FNV-1a).
constexpr std::uint32_t name_hash(std::string_view text)
{
    std::uint32_t hash = 2166136261U;
    for (char const letter : text) {
        hash = (hash ^ static_cast<std::uint8_t>(letter)) * 16777619U;
    }
    return hash;
}

}  // namespace smartstart
