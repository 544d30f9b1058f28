#pragma once

#include <cstddef>
#include <cstdint>

#include "calibration/fitting/method.hpp"
#include "engine/settings/settings.hpp"

namespace smartstart {

/// Reads how a calibration is made, from the root of its file:
///
///     method: waves            # or quick_look, abc, rejection, synthetic_likelihood
///     waves: {points: [100, 80, 80], repeated: 20 %, further: 80, most_runs: 600}
///     abc: {particles: 200, most_runs: 5000, keep: 50 %, least_accepted: 2 %}
///     rejection: {runs: 2000, accept: 10 %}
///     synthetic_likelihood: {most_runs: 100000}
///
/// What another method would want may stand there too. Mistakes are noted, as Settings does.
MethodPlan read_method(Settings const& root, std::size_t unknowns, std::uint64_t seed);

}  // namespace smartstart
