#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <hdf5.h>

#include "engine/store/result.hpp"

/// What stands in a result file beside the counts and the money, and follows from them.
namespace smartstart::derived {

/// The value of an outcome in each cell.
std::vector<double> values(Transform transform, std::vector<double> numerators,
                           std::span<double const> denominators);

/// What the front end has of the money for front and back together, in each replicate, year and
/// municipality; not a number where both have none. Help on neither side does not count.
std::vector<double> front_share(std::vector<std::string> const& sides,
                                std::span<std::int64_t const> realised_cents);

/// The first data set of the file that does not follow from what was read of it; empty where all
/// do.
std::string first_that_differs(hid_t file, Result const& result);

}  // namespace smartstart::derived
