#pragma once

#include <cstdint>
#include <vector>

#include "engine/population/region.hpp"
#include "engine/population/start/luck.hpp"

namespace smartstart {

/// The luck of one candidate after another: each asks its own questions, from the first.
class CandidateLuck {
public:
    explicit CandidateLuck(std::uint64_t seed) : luck_{seed, "candidates"} {}
    void next_candidate()
    {
        ++candidate_;
        question_ = 0;
    }
    double uniform() { return luck_.uniform(candidate_, ++question_); }

private:
    StartLuck luck_;
    std::uint64_t candidate_{};
    std::uint64_t question_{};
};

/// How families come about in the country as a whole: when mothers have their first child, how far
/// apart children and partners are, who goes on to a next child. Ages are in years.
class FamilyPattern {
public:
    explicit FamilyPattern(NationalPattern const& pattern) : pattern_{pattern} {}

    double partner_age_gap(CandidateLuck& luck) const;  ///< years that the man is older
    double spacing(CandidateLuck& luck) const;          ///< from one birth to the next
    double age_at_first_birth(CandidateLuck& luck) const;
    /// The chance that a family with this many children, the youngest of this age, has had another.
    double chance_of_a_next_child(std::size_t children, double youngest) const;
    /// Later births thin out over the last, open row of mothers' ages just as first births do.
    double fertile_at(double age) const;

private:
    NationalPattern const& pattern_;
};

}  // namespace smartstart
