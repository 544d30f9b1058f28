#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/population/region.hpp"
#include "engine/population/start/raking.hpp"
#include "engine/population/start/start_population.hpp"

namespace smartstart {

/// Someone in a candidate household.
struct Member {
    std::int16_t months{};  ///< age on the first day
    Sex sex{};
    Position position{};
};

/// A household that could exist: heads first (the woman before the man), then children, oldest
/// first.
struct Candidate {
    std::uint32_t first{};  ///< index of its first member
    std::uint8_t heads{};
    std::uint8_t children{};
    std::uint8_t group{};  ///< households of one group may stand in for each other
    Home home{};
    bool married{};
};

/// Groups of candidates: families by kind and children (as family_cell), then people on their own.
constexpr std::size_t group_alone = 12;
constexpr std::size_t group_with_others = 13;
constexpr std::size_t group_institution = 14;
constexpr std::size_t candidate_groups = 15;

/// A survey-like set of households with members, from the national patterns: mother's age at birth,
/// spacing of children, age gap of partners. Sorted by group and likeness. Raking says how often
/// each stands in a municipality.
struct Candidates {
    std::vector<Candidate> households;
    std::vector<Member> members;
    std::vector<std::uint8_t> groups;  ///< per household
    std::vector<double> prior;         ///< weight before raking, per household
    Incidence table;                   ///< on the cells of margins.hpp

    std::span<Member const> members_of(std::size_t household) const
    {
        auto const& one = households[household];
        return {members.data() + one.first, static_cast<std::size_t>(one.heads + one.children)};
    }
};

/// Throws InputError when the patterns allow no such families.
Candidates make_candidates(NationalPattern const& pattern, std::uint64_t seed);

}  // namespace smartstart
