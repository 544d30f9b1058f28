#include "engine/step/technology.hpp"

#include <algorithm>
#include <cmath>

#include "engine/step/limits.hpp"

namespace smartstart {
namespace {

/// Beyond it skills and investment would multiply without end.
constexpr Limits interaction_limits{-1.0, 1.0, "from -1 to 1, such as '-0.1'"};

}  // namespace

Technology::Technology(Settings const& own, std::string const& prefix, Makes makes,
                       SkillGrowth growth)
    : share_{part(own, prefix + "_cognitive"), part(own, prefix + "_social"),
             part(own, prefix + "_investment"), part(own, prefix + "_parent_cognitive"),
             part(own, prefix + "_parent_social")},
      exponent_{effect(own, prefix + "_exponent")},
      level_{effect(own, prefix + "_level")},
      own_{static_cast<std::size_t>(makes)},
      shock_sd_{
          std::sqrt(std::max(0.0, within<double>(spread_limits, own, prefix + "_shock_variance")))}
{
    double sum = 0.0;
    for (auto const one : share_) {
        sum += one;
    }
    if (!(sum > 0.0)) {
        own.reject(prefix + "_investment", "and the other shares add up to nothing.");
        sum = share_[0] = 1.0;
    }
    for (auto& one : share_) {
        one /= sum;
    }
    auto const interaction = within<double>(interaction_limits, own, "translog_interaction");
    auto const mean_product = effect(own, "translog_mean_product");
    if (growth != SkillGrowth::ces) {
        // Inputs of mean 0 give a skill of mean 0 then; the level is that of the CES form.
        exponent_ = 0.0;
        interaction_ = growth == SkillGrowth::translog ? interaction : 0.0;
        level_ = -interaction_ * mean_product;
    }
}

double Technology::next(Inputs const& inputs) const
{
    double sum = 0.0;
    if (std::abs(exponent_) < 1e-6) {
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            sum += share_[i] * inputs[i];
        }
        constexpr std::size_t investment = 2;
        return level_ + sum + interaction_ * inputs[own_] * inputs[investment];
    }
    double most = -1e300;
    for (auto const one : inputs) {
        most = std::max(most, exponent_ * one);
    }
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        // What has no share adds 0; the exponential is at most 1.
        sum += share_[i] == 0.0 ? 0.0 : share_[i] * std::exp(exponent_ * inputs[i] - most);
    }
    return level_ + (most + std::log(sum)) / exponent_;
}

}  // namespace smartstart
