#pragma once

#include "engine/population/fact.hpp"

/// What families-bench knows of everyone: a row per person in order of birth, which is never used
/// again, and a row per household, which is. Facts have two keepers: Homes (who is there, with
/// whom) and Scores (how they fare).
namespace smartstart::families::facts {

// --- persons, kept by Homes ---
inline constexpr Fact<Person, std::uint8_t> bond{"bond", "0 gone, 1 single, 2 one of a couple"};
inline constexpr Fact<Person, Row> household{"household", "row of the household", no_row};
inline constexpr Fact<Person, Row> partner{"partner", "the other one of the couple", no_row};
inline constexpr Fact<Person, Row> next{"next", "the next member of the household", no_row};
inline constexpr Fact<Person, Row> mother{"mother", "who gave birth, gone or not", no_row};
inline constexpr Fact<Person, Row> father{"father", "her partner then, gone or not", no_row};
inline constexpr Fact<Person, Row> youngest{"youngest", "the child born last", no_row};
inline constexpr Fact<Person, Row> elder_by_mother{
    "elder_by_mother", "the child that the mother had before this one", no_row};
inline constexpr Fact<Person, Row> elder_by_father{
    "elder_by_father", "the child that the father had before this one", no_row};

// --- households, kept by Homes ---
inline constexpr Fact<Family, Row> first{"first", "a member; the others follow by `next`", no_row};
inline constexpr Fact<Family, std::uint16_t> size{"size", "living members"};
inline constexpr Fact<Family, std::uint8_t> risks{"risks", "bit r: risk r of five is on"};
inline constexpr Fact<Family, std::uint8_t> unrest{
    "unrest", "256 times the chance that any risk changes in a year, rounded up; 0 when empty"};

// --- persons, kept by Scores ---
inline constexpr Fact<Person, float> score{"score", "s; 0 when gone"};
inline constexpr Fact<Person, std::uint16_t> bin{"bin", "of s in the histograms; 0 when gone"};
inline constexpr Fact<Person, float> parents{"parents", "mean s of the parents, as remembered"};
inline constexpr Fact<Person, float> severity{"severity", "v, at least 0; 0 when gone"};
inline constexpr Fact<Person, std::uint16_t> wait{"wait", "years in the queue"};

}  // namespace smartstart::families::facts
