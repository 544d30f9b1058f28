#pragma once

#include <array>
#include <cstdint>
#include <exception>
#include <string>

namespace smartstart {

/// An exception in a form that can be sent to another process.
struct Trouble {
    enum class Kind : std::int32_t { none, input, output_exists, store, memory, broken };
    Kind kind{Kind::none};
    std::array<char, 4000> text{};

    /// What is being handled now.
    static Trouble of(std::exception_ptr const& failure);
    /// Throws what it stands for, with these words before its own.
    void raise(std::string const& before) const;
};

}  // namespace smartstart
