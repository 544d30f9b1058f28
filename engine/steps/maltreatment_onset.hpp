#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/step/age_factor.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/structure.hpp"
#include "engine/steps/history.hpp"

namespace smartstart::steps {

/// How often maltreatment begins by the risk factors and the violence of a home and the age of the
/// child, before frailty, harshness and help.
class MaltreatmentOnset {
public:
    explicit MaltreatmentOnset(Setup const& setup)
        : by_age_{factors(setup.own, "onset_by_age")},
          violent_{std::exp(setup.own.get<double>("log_rate_when_violence"))}
    {
        auto const onset = setup.own.get<Rate>("onset").per_year();
        RiskEffect const effect{Structure::read(setup).risks,
                                {.per_risk = setup.own.get<double>("log_rate_per_risk"),
                                 .most = factor(setup.own, "most_risks_that_count"),
                                 .threshold = factor(setup.own, "threshold_of_risks")}};
        for (unsigned risks = 0; risks < by_risks_.size(); ++risks) {
            by_risks_[risks] = onset * std::exp(effect.at(risks));
        }
        auto const low = std::exp(setup.own.get<double>("log_rate_when_low_education"));
        auto const alone = std::exp(setup.own.get<double>("log_rate_when_single_parent"));
        by_factors_ = {1.0, low, alone, low * alone};
    }

    /// A home: how many risk factors it has, and which (facts::risk_factors).
    struct Home {
        unsigned risks{}, factors{};
        bool violent{};
    };
    /// Per year.
    double at(Home const& home, int months_old) const
    {
        auto const low = (home.factors & facts::risk_low_education) != 0 ? 1U : 0U;
        auto const alone = (home.factors & facts::risk_single_parent) != 0 ? 2U : 0U;
        return by_risks_[std::min<std::size_t>(home.risks, by_risks_.size() - 1)] *
               by_factors_[low | alone] * by_age_.at(months_old) * (home.violent ? violent_ : 1.0);
    }
    /// Of a child in any home.
    double highest() const
    {
        double highest_age = 0.0;
        for (int age = 0; age <= 18; ++age) {
            highest_age = std::max(highest_age, by_age_.at(12 * age));
        }
        return *std::ranges::max_element(by_risks_) * *std::ranges::max_element(by_factors_) *
               highest_age * std::max(1.0, violent_);
    }

private:
    static constexpr std::size_t most_risks = 11;

    AgeFactor by_age_;
    double violent_;
    std::array<double, most_risks + 1> by_risks_{};
    std::array<double, 4> by_factors_{};
};

}  // namespace smartstart::steps
