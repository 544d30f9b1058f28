#pragma once

#include <cmath>
#include <cstdint>
#include <string_view>

#include "engine/base/mix.hpp"

namespace smartstart {

/// Luck of the start population: a pure function of (seed, what it is for, whose, question), so
/// that no answer depends on the order of the work.
class StartLuck {
public:
    StartLuck(std::uint64_t seed, std::string_view purpose) : key_{mix(seed, name_hash(purpose))} {}

    /// In (0, 1): never 0, never 1.
    double uniform(std::uint64_t whose, std::uint64_t question = 0) const
    {
        return (static_cast<double>(mix(mix(key_, whose), question) >> 12U) + 0.5) * 0x1p-52;
    }
    /// A whole number from 0 to count - 1.
    std::size_t pick(std::size_t count, std::uint64_t whose, std::uint64_t question = 0) const
    {
        return static_cast<std::size_t>(uniform(whose, question) * static_cast<double>(count));
    }
    /// Logistic with mean 0 and standard deviation 1: bell-shaped, and cheap to the last bit.
    double bell(std::uint64_t whose, std::uint64_t question = 0) const
    {
        auto const u = uniform(whose, question);
        return std::log(u / (1.0 - u)) * 0.5513288954217920;  // sqrt(3) / pi
    }

private:
    std::uint64_t key_;
};

}  // namespace smartstart
