#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// The luck of many at once, and who of them is lucky. The bits are those of Draws.
namespace smartstart::many {

/// What a block of Philox is made of, beside the name; and which of its four words is meant.
struct Counter {
    std::uint64_t key{};
    std::uint32_t step{};
    std::uint32_t moment_and_block{};
    unsigned word{};
};

/// One whose word is below a limit: its place among the names, and the word.
struct Hit {
    std::uint32_t place{};
    std::uint32_t word{};
};
inline constexpr std::size_t most_at_once = 256;

/// Writes those of at most `most_at_once` names whose word is below `limit`, in order; gives their
/// number. `hits` has room for `most_at_once` + 8: what is past that number means nothing.
using Find = std::size_t (*)(Counter const& counter, std::span<std::uint64_t const> names,
                             std::uint64_t limit, Hit* hits);

/// A way to do it. The answer is the same in all of them.
struct Way {
    char const* name;
    bool can;  ///< this processor has the instructions
    Find find;
};
/// The widest first. The last one, name by name, can be done everywhere.
std::span<Way const> ways();
/// The widest that this processor can.
Find widest();

/// A luck of (word + 1/2) / 2^32 is below `chance` exactly when the word is below this.
std::uint64_t limit_of(double chance);

}  // namespace smartstart::many
