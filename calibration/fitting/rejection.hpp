#pragma once

#include <cstdint>

#include "calibration/fitting/abc.hpp"

namespace smartstart {

/// How a posterior is found from runs under the prior alone.
struct RejectionPlan {
    std::uint64_t seed{};
    int runs{2000};
    double accept{0.1};  ///< the share of the runs that is kept, those nearest to the figures
};

/// Rejection with regression adjustment (Beaumont, Zhang and Balding 2002): of runs all over the
/// prior the nearest are kept, weighed by Epanechnikov's kernel, and each is moved along a local
/// linear regression to where its run would have shown the figures. Figures are divided by their
/// median absolute deviation over all runs. Parameters between two bounds are moved on the logit of
/// where they lie between them, so that none leaves its prior. All runs can be made at once.
/// Throws InputError when more than half of them failed, or when fewer are kept than twice the
/// figures and ten.
AbcResult by_rejection(Question const& question, RunAll const& run_all, RejectionPlan const& plan);

}  // namespace smartstart
