#pragma once

#include <optional>
#include <vector>

#include "engine/outcome/life_course.hpp"

namespace smartstart {

/// From 0 to 1 by this income among those born in the same year; those with the same income share
/// the middle of their ranks. In the order of `people`.
std::vector<double> income_ranks(std::vector<Lived> const& people, float Lived::*income);

/// The same by own income among those who lead a household; nothing of the others, who live on
/// somebody else's.
std::vector<std::optional<double>> own_income_ranks(std::vector<Lived> const& people);

}  // namespace smartstart
