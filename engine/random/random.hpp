#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <span>

#include <Random123/philox.h>

#include "engine/base/clock.hpp"
#include "engine/base/id.hpp"
#include "engine/base/quantity.hpp"
#include "engine/random/many.hpp"

namespace smartstart {

/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, 2011; Random123): scrambles a counter under a key.
inline std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::uint64_t key)
{
    r123::Philox4x32::ctr_type const from{{counter[0], counter[1], counter[2], counter[3]}};
    r123::Philox4x32::key_type const with{
        {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32U)}};
    auto const words = r123::Philox4x32{}(from, with);
    return {words[0], words[1], words[2], words[3]};
}

/// The point below which a share p of a standard normal lies; p in (0, 1).
/// (Wichura 1988, algorithm AS 241, about 1e-15.)
double normal_quantile(double p);
/// The share of a standard normal below x.
double normal_share_below(double x);

/// The luck of one person or family in one step at one moment. Every question has a number, and
/// the answer depends on (seed, replicate, person, step, month, question) alone: asking one
/// question or not shifts no other, and nothing advances. At most 16,384 questions.
class Draws {
public:
    Draws(std::uint64_t key, std::uint64_t who, std::uint32_t step, Clock const& clock)
        : key_{key},
          counter_{static_cast<std::uint32_t>(who), static_cast<std::uint32_t>(who >> 32U), step,
                   moment_and_block(clock, 0)}
    {
    }

    /// The last word of Philox's counter: month, part of the month, and block of four questions.
    static constexpr std::uint32_t moment_and_block(Clock const& clock, unsigned block)
    {
        return static_cast<std::uint32_t>(clock.now.index) << 16U |
               static_cast<std::uint32_t>(clock.part) << 12U | block;
    }

    /// 32 random bits.
    std::uint32_t word(unsigned question)
    {
        auto const block = question / 4U;
        if (block != block_) {
            auto counter = counter_;
            counter[3] |= block;
            words_ = philox(counter, key_);
            block_ = block;
        }
        return words_[question % 4U];
    }
    /// In (0, 1): never 0, never 1.
    double uniform(unsigned question) { return uniform_of(word(question)); }
    static double uniform_of(std::uint32_t word) { return (word + 0.5) * 0x1p-32; }
    bool happens(unsigned question, double chance) { return uniform(question) < chance; }
    /// Does an event with this rate per year happen within dt years?
    bool happens_at(unsigned question, double rate_per_year, double dt)
    {
        auto const luck = uniform(question);
        // The chance is under rate * dt, so most luck settles it without an exponential.
        return luck < rate_per_year * dt && luck < -std::expm1(-rate_per_year * dt);
    }
    double normal(unsigned question) { return normal_quantile(uniform(question)); }

private:
    std::uint64_t key_;
    std::array<std::uint32_t, 4> counter_;
    std::array<std::uint32_t, 4> words_{};
    unsigned block_{~0U};
};

/// Hands out draws. Holds a seed and nothing that changes, so threads share it freely.
class Random {
public:
    Random(std::uint64_t seed, std::uint32_t replicate);
    Draws draws(PersonId who, std::uint32_t step, Clock const& clock) const
    {
        return {key_, who.value, step, clock};
    }
    Draws draws(FamilyId who, std::uint32_t step, Clock const& clock) const
    {
        return {key_, who.value, step, clock};
    }
    /// Luck of a place or of an ordinal: anything that is neither a person nor a family.
    Draws draws(std::uint64_t what, std::uint32_t step, Clock const& clock) const
    {
        return {key_, what, step, clock};
    }
    /// The question to put to many at once (many::find): each has the word that
    /// draws(name, step, clock).word(question) gives.
    many::Counter question(std::uint32_t step, Clock const& clock, unsigned question) const
    {
        return {key_, step, Draws::moment_and_block(clock, question / 4U), question % 4U};
    }

private:
    std::uint64_t key_;
};

}  // namespace smartstart
