#pragma once

#include <cstdint>
#include <string_view>

namespace smartstart {

/// Random numbers of a calibration, by name: the number for (purpose, a, b, c) depends on the seed
/// and on these alone, so it is the same in any order and on any number of threads.
class KeyedLuck {
public:
    KeyedLuck(std::uint64_t seed, std::string_view purpose);

    /// In (0, 1): never 0, never 1.
    double uniform(std::uint32_t a, std::uint32_t b, std::uint32_t c) const;
    /// Standard normal.
    double normal(std::uint32_t a, std::uint32_t b, std::uint32_t c) const;
    /// A whole number from 0 to count - 1.
    std::uint32_t below(std::uint32_t count, std::uint32_t a, std::uint32_t b,
                        std::uint32_t c) const;

private:
    std::uint64_t key_;
};

}  // namespace smartstart
