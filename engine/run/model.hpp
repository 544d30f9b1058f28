#pragma once

#include <vector>

#include "engine/outcome/outcome.hpp"
#include "engine/step/step.hpp"

namespace smartstart {

/// What is simulated: processes and what is told of them. Ours is our_model(); a test or a
/// benchmark may bring another, so the engine stays general.
struct Model {
    std::vector<StepKind> steps;
    std::vector<OutcomeKind> outcomes;
};

/// Every step and every outcome of the lists.
Model our_model();

}  // namespace smartstart
