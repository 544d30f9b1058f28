#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "calibration/fitting/abc.hpp"
#include "calibration/fitting/rejection.hpp"
#include "calibration/fitting/synthetic_likelihood.hpp"
#include "calibration/fitting/waves.hpp"

namespace smartstart {

/// How a posterior is found.
enum class FittingMethod : std::uint8_t {
    waves,       ///< emulators, wave after wave, and a sample of their posterior
    quick_look,  ///< the same emulators, and a normal around the highest point of their posterior
    abc,         ///< runs compared with the figures, without emulators
    rejection,   ///< runs all over the prior, the nearest moved to the figures by regression
    synthetic_likelihood,  ///< several runs at a point taken as normal, without emulators
};

/// A method and what each of them wants to know.
struct MethodPlan {
    FittingMethod method{};
    WavePlan waves;
    AbcPlan abc;
    RejectionPlan rejection;
    SyntheticPlan synthetic;
};

/// A line of what happens.
using TellLine = std::function<void(std::string const&)>;

/// Finds the posterior. What a method does not have is left empty or not a number: without
/// emulators the bank is empty, and the reports are of populations instead of waves.
Posterior find_posterior(Question const& question, RunAll const& run_all, MethodPlan const& plan,
                         TellLine const& tell);

/// What must be said with every result of this method; empty for waves.
std::string warning_of(FittingMethod method);

}  // namespace smartstart
