#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/population/region.hpp"
#include "engine/population/start/luck.hpp"
#include "engine/population/start/start_population.hpp"

namespace smartstart {

/// The age limits of a region's municipal education shares.
constexpr int education_from = 15;
constexpr int education_to = 74;

/// What a family has in common, high is good: it lifts the education of every member and keeps
/// hardship away. Bell-shaped, mean 0.
class Advantage {
public:
    explicit Advantage(std::uint64_t seed) : luck_{seed, "advantage"} {}
    double of(std::uint64_t family_number) const { return luck_.bell(family_number); }

private:
    StartLuck luck_;
};

/// Gives everyone of 15 and over a completed level: the national pattern by age and sex, tilted per
/// municipality to its own shares, partners alike as far as links.csv says.
void give_education(StartPopulation& population, Region const& region, std::uint64_t seed);

/// Factors by level that, laid on each row of `pattern` (with `people` in it) and made whole again,
/// give the shares `wanted` over all people.
std::array<double, 3> tilt_to(std::vector<std::array<double, 3>> const& pattern,
                              std::vector<double> const& people,
                              std::array<Share, 3> const& wanted);

}  // namespace smartstart
