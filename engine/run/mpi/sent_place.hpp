#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/run/executor.hpp"

namespace smartstart {

/// A place in a form of fixed size.
struct SentPlace {
    static constexpr std::size_t most = 1024;
    std::array<char, 256> host{};
    std::array<std::uint8_t, most> processors{};
    int online{};
    unsigned threads{};
};

SentPlace sent(ProcessPlace const& place);
ProcessPlace received(SentPlace const& all);

/// Gives ranks that are not bound an equal part of the processors of their machine.
void divide_processors(std::vector<ProcessPlace>& places);

}  // namespace smartstart
