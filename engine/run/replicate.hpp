#pragma once

#include <cstdint>
#include <vector>

#include "engine/outcome/life_course.hpp"
#include "engine/outcome/observer.hpp"
#include "engine/outcome/trace_eye.hpp"

namespace smartstart {

/// All that one replicate of one scenario produced.
struct ReplicateResult {
    std::vector<Trajectory> outcomes;
    std::vector<std::int64_t> cents;              ///< (year, municipality, payer, item, side)
    std::vector<std::int64_t> planned, realised;  ///< (year, municipality, side)
    std::vector<double> spread;                   ///< (year, subject, level): see Spread
    std::vector<LifeTable> tables;
    /// For each of trace_facts() (household, month); none where no household is traced.
    std::vector<std::vector<std::int16_t>> traces;
};

}  // namespace smartstart
