#pragma once

#include <cstdint>
#include <vector>

#include "engine/outcome/life_course.hpp"
#include "engine/outcome/observer.hpp"

namespace smartstart {

/// All that one replicate of one scenario produced.
struct ReplicateResult {
    std::vector<Trajectory> outcomes;
    std::vector<std::int64_t> cents;              ///< (year, municipality, payer, item, side)
    std::vector<std::int64_t> planned, realised;  ///< (year, municipality, side)
    std::vector<LifeTable> tables;
};

}  // namespace smartstart
