#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

/// The luck of many at once, and who of them is lucky. The bits are those of Draws.
namespace smartstart::many {

/// What a block of Philox is made of beside a name, and which of its four words is meant: one
/// question (Random::question).
struct Counter {
    std::uint64_t key{};
    std::uint32_t step{};
    std::uint32_t moment_and_block{};
    unsigned word{};
};

/// Who are asked, and the limit that a word must be below.
struct Asked {
    Counter counter;
    std::uint64_t limit{};
    std::span<std::uint64_t const> names;  ///< most_at_once at most
};
inline constexpr std::size_t most_at_once = 256;

/// One whose word is below the limit: the place among the names, and the word.
struct Hit {
    std::uint32_t place{};
    std::uint32_t word{};
};
/// Room for the hits of as many as can be asked at once, and for what a wide way writes beyond.
using Hits = std::array<Hit, most_at_once + 8>;

/// Writes those whose word is below the limit, in order, and gives their number. What is past that
/// number means nothing.
std::size_t find(Asked const& asked, Hits& hits);

/// A way to do it. The answer is the same in all of them.
struct Way {
    char const* name;
    bool can;  ///< this processor has the instructions
    std::size_t (*find)(Asked const& asked, Hit* hits);
};
/// The widest first, of which `find` takes the first that this processor can. The last one, name by
/// name, can be done everywhere.
std::span<Way const> ways();

/// A luck of (word + 1/2) / 2^32 is below `chance` exactly when the word is below this.
std::uint64_t limit_of(double chance);

}  // namespace smartstart::many
