#include "engine/step/signal.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random/random.hpp"

namespace smartstart {

double Signal::chance(double strength, double now) const
{
    return normal_share_below(distance * strength + shows * now - threshold);
}

Signal make_signal(double auc, double may_flag, LookedAt const& mix)
{
    constexpr double far_out = 12.0;  // no score of anybody gets here
    Signal signal{.shows = mix.shows};
    // Below this an AUC has no finite distance to guessing, and above it none to certainty.
    signal.distance = std::sqrt(2.0) * normal_quantile(std::clamp(auc, 1e-6, 1.0 - 1e-6));
    if (may_flag <= 0.0 || may_flag >= 1.0) {
        signal.threshold = may_flag <= 0.0 ? far_out : -far_out;
        return signal;
    }
    auto const flagged = [&] {
        return mix.serious * signal.chance(1.0, 1.0) +
               mix.emerging * signal.chance(mix.emerging_strength, mix.emerging_strength) +
               (1.0 - mix.serious - mix.emerging) * signal.chance(0.0, 0.0);
    };
    auto low = -far_out;
    auto high = far_out;
    for (int halving = 0; halving < 60; ++halving) {
        signal.threshold = 0.5 * (low + high);
        (flagged() > may_flag ? low : high) = signal.threshold;
    }
    return signal;
}

}  // namespace smartstart
