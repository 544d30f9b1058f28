#include "analysis/statistics/trial_effect.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <tuple>
#include <vector>

#include "analysis/statistics/interval.hpp"

namespace smartstart {
namespace {

using trials::Effect;
using trials::Participant;
using trials::Participants;
using trials::Trial;

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
/// 97.5 % quantile of the normal distribution.
constexpr double normal_quantile = 1.959963984540054;
/// A log odds ratio in standardised differences (Hasselblad and Hedges, 1995).
constexpr double d_per_logit = std::numbers::sqrt3 / std::numbers::pi;

/// One arm: enough to tell a share, or a mean and its spread.
struct Arm {
    double count{}, sum{}, squares{};

    void add(double value)
    {
        count += 1.0;
        sum += value;
        squares += value * value;
    }
    double mean() const { return count > 0.0 ? sum / count : unknown; }
    double variance() const
    {
        return count > 1.0 ? (squares - sum * sum / count) / (count - 1.0) : unknown;
    }
    double missing() const { return count - sum; }  ///< of a yes or no: the number of noes
    friend Arm operator-(Arm const& all, Arm const& part)
    {
        return {all.count - part.count, all.sum - part.sum, all.squares - part.squares};
    }
};

struct Arms {
    Arm untreated, treated;
};

/// How the effect of a measure is worked out of two arms.
class Rule {
public:
    explicit Rule(trials::Measure const& measure)
        : effect_{measure.effect},
          yes_or_no_{info(measure.outcome).yes_or_no},
          sign_{info(measure.outcome).good ? 1.0 : -1.0}
    {
    }

    double effect(Arms const& arms) const
    {
        auto const& [without, with] = arms;
        if (effect_ == Effect::risk_ratio) {
            return without.sum > 0.0 ? with.mean() / without.mean() : unknown;
        }
        if (yes_or_no_) {
            auto const known = without.sum > 0.0 && with.sum > 0.0 && without.missing() > 0.0 &&
                               with.missing() > 0.0;
            return known
                       ? sign_ * d_per_logit *
                             std::log(with.sum * without.missing() / (with.missing() * without.sum))
                       : unknown;
        }
        auto const spread = std::sqrt(0.5 * (without.variance() + with.variance()));
        return spread > 0.0 ? sign_ * (with.mean() - without.mean()) / spread : unknown;
    }

    /// With the interval of a trial whose arms are other children.
    Interval as_in_a_trial(Arms const& arms) const
    {
        auto const value = effect(arms);
        auto const half = normal_quantile * error(arms, value);
        if (effect_ == Effect::risk_ratio) {
            return {value, value * std::exp(-half), value * std::exp(half)};
        }
        return {value, value - half, value + half};
    }

private:
    /// Standard error: of the logarithm of a risk ratio, of a d otherwise.
    double error(Arms const& arms, double value) const
    {
        auto const& [without, with] = arms;
        if (effect_ == Effect::risk_ratio) {
            return std::sqrt(1.0 / with.sum - 1.0 / with.count + 1.0 / without.sum -
                             1.0 / without.count);
        }
        if (yes_or_no_) {
            return d_per_logit * std::sqrt(1.0 / with.sum + 1.0 / with.missing() +
                                           1.0 / without.sum + 1.0 / without.missing());
        }
        return std::sqrt(1.0 / with.count + 1.0 / without.count +
                         value * value / (2.0 * (with.count + without.count)));
    }

    Effect effect_;
    bool yes_or_no_;
    double sign_;
};

/// Those who were measured in both lives.
std::vector<Participant const*> measured(Participants const& all, std::size_t measure)
{
    std::vector<Participant const*> both;
    for (auto const& one : all) {
        if (one.seen[measure].untreated && one.seen[measure].treated) {
            both.push_back(&one);
        }
    }
    return both;
}

/// The effect, and how much it would be another with any one replicate left out.
Interval over_replicates(Rule const& rule, Arms const& all, std::vector<Arms> const& by_replicate)
{
    auto const count = static_cast<double>(by_replicate.size());
    std::vector<double> without;
    for (auto const& one : by_replicate) {
        without.push_back(rule.effect({all.untreated - one.untreated, all.treated - one.treated}));
    }
    double mean = 0.0;
    for (auto const value : without) {
        mean += value / count;
    }
    double squares = 0.0;
    for (auto const value : without) {
        squares += (value - mean) * (value - mean);
    }
    auto const error = std::sqrt((count - 1.0) / count * squares);
    auto const half = half_width(error * std::sqrt(count), std::ssize(by_replicate));
    auto const value = rule.effect(all);
    return {value, value - half, value + half};
}

std::optional<Interval> of_published_size(Rule const& rule, Trial const& trial,
                                          std::vector<Participant const*> both, std::size_t measure)
{
    if (!trial.arms) {
        return std::nullopt;
    }
    auto const treated = static_cast<std::size_t>(trial.arms->treated);
    auto const size = treated + static_cast<std::size_t>(trial.arms->control);
    if (both.size() < size) {
        return std::nullopt;
    }
    std::ranges::sort(both, {}, [](Participant const* one) {
        return std::tuple{one->luck, one->replicate, one->child.value};
    });
    Arms arms;
    for (std::size_t i = 0; i < size; ++i) {
        auto const& seen = both[i]->seen[measure];
        i < treated ? arms.treated.add(*seen.treated) : arms.untreated.add(*seen.untreated);
    }
    return rule.as_in_a_trial(arms);
}

TrialVerdict verdict(trials::Published const& published, Interval const& model,
                     std::size_t replicates)
{
    if (!published.low || !published.high) {
        return TrialVerdict::no_interval;
    }
    // Two replicates in which as many show it, as few children do by chance, tell no spread.
    constexpr double rounding = 1e-12;
    if (replicates == 2 && model.high - model.low <= rounding * (1.0 + std::abs(model.value))) {
        return TrialVerdict::cannot_tell;
    }
    if (model.low > *published.high || model.high < *published.low) {
        return TrialVerdict::missed;
    }
    auto const inside = model.low >= *published.low && model.high <= *published.high;
    return inside ? TrialVerdict::returned : TrialVerdict::cannot_tell;
}

}  // namespace

TrialEffect trial_effect(Trial const& trial, Participants const& participants, std::size_t measure)
{
    Rule const rule{trial.measures[measure]};
    auto const both = measured(participants, measure);
    int replicates = 0;
    for (auto const& one : participants) {
        replicates = std::max(replicates, one.replicate + 1);
    }
    Arms all;
    std::vector<Arms> by_replicate(static_cast<std::size_t>(replicates));
    for (auto const* const one : both) {
        auto const& seen = one->seen[measure];
        for (auto* const arms : {&all, &by_replicate[static_cast<std::size_t>(one->replicate)]}) {
            arms->untreated.add(*seen.untreated);
            arms->treated.add(*seen.treated);
        }
    }
    TrialEffect result{.pairs = both.size(),
                       .lost = participants.size() - both.size(),
                       .untreated = all.untreated.mean(),
                       .treated = all.treated.mean(),
                       .effect = over_replicates(rule, all, by_replicate),
                       .trial = of_published_size(rule, trial, both, measure),
                       .verdict = {}};
    result.verdict = verdict(trial.measures[measure].published, result.effect, by_replicate.size());
    return result;
}

}  // namespace smartstart
