#pragma once

#include <algorithm>
#include <cmath>

namespace smartstart {

/// A chance whose log-odds are shifted by this much.
inline double with_shifted_odds(double chance, double log_odds)
{
    auto const odds = chance / std::max(1e-12, 1.0 - chance) * std::exp(log_odds);
    return odds / (1.0 + odds);
}

}  // namespace smartstart
