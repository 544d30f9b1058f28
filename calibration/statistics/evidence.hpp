#pragma once

#include <cstdint>
#include <vector>

#include "calibration/statistics/sampler.hpp"

namespace smartstart {

/// Log of the chance of all figures under the prior as a whole, by which models are compared that
/// were calibrated on the same figures.
struct LogEvidence {
    double value{};
    double standard_error{};  ///< between the ensembles of the sample
};

/// By bridge sampling (Meng and Wong 1996) between the sample and a Student t that is fitted to it.
/// `density` is the one that was sampled, with its constants. Equal seeds give equal answers.
LogEvidence log_evidence(LogDensity const& density, Sample const& sample, std::uint64_t seed);

/// How far each of some models is to be believed after these log evidences, where all were believed
/// alike before.
std::vector<double> belief_in(std::vector<double> const& log_evidences);

}  // namespace smartstart
