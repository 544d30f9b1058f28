#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "engine/step/age_factor.hpp"
#include "engine/step/spell.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/social_security.hpp"

namespace smartstart::steps {

/// What of a person weighs on finding and losing work.
struct Worker {
    std::size_t level{};  ///< of education: 0 low, 1 middle, 2 high
    int months_old{};
    double frailty{};
    bool ill{}, addicted{};
    bool lone_parent{};  ///< with a child under twelve
    bool assisted{};     ///< leads a household that lives on assistance
    std::size_t place{};
};

/// How often people lose and find work and go on disability benefit, per year.
class WorkRates {
public:
    explicit WorkRates(Setup const& setup)
        : loss_{by_education(setup.own, "loss")},
          finding_{by_education(setup.own, "finding")},
          disability_{by_education(setup.own, "disability")},
          loss_by_age_{setup.own.get<Path<double>>("loss_by_age")},
          finding_by_age_{setup.own.get<Path<double>>("finding_by_age")},
          disability_by_age_{setup.own.get<Path<double>>("disability_by_age")},
          disability_end_{setup.own.get<Rate>("disability_end").per_year()},
          frailty_loss_{setup.own.get<double>("frailty_loss")},
          frailty_finding_{setup.own.get<double>("frailty_finding")},
          frailty_disability_{setup.own.get<double>("frailty_disability")},
          ill_loss_{setup.own.get<double>("ill_loss")},
          ill_finding_{setup.own.get<double>("ill_finding")},
          ill_disability_{setup.own.get<double>("ill_disability")},
          addicted_loss_{setup.own.get<double>("addicted_loss")},
          single_parent_loss_{setup.own.get<double>("single_parent_loss")},
          single_parent_finding_{setup.own.get<double>("single_parent_finding")},
          assisted_finding_{setup.own.get<double>("assisted_finding")},
          without_{spells_without_work(setup.own.get<double>("waiting"))}
    {
        auto const weight = setup.own.get<double>("place_weight");
        for (auto const relative : read_social_security(setup).relative_assistance) {
            place_.push_back(-weight * std::log(relative));
        }
    }

    LogRate loss(Worker const& who) const
    {
        return {loss_[who.level] * loss_by_age_.at(who.months_old),
                frailty_loss_ * who.frailty + (who.ill ? ill_loss_ : 0.0) +
                    (who.addicted ? addicted_loss_ : 0.0) +
                    (who.lone_parent ? single_parent_loss_ : 0.0)};
    }
    /// A year after work was lost.
    LogRate finding(Worker const& who) const
    {
        return {finding_[who.level] * finding_by_age_.at(who.months_old),
                frailty_finding_ * who.frailty + (who.ill ? ill_finding_ : 0.0) +
                    (who.lone_parent ? single_parent_finding_ : 0.0) +
                    (who.assisted ? assisted_finding_ : 0.0) + place_[who.place]};
    }
    /// In the quarter that ends so many months after work was lost.
    LogRate finding(Worker const& who, int months_without) const
    {
        auto const turns = std::max(0, months_without - 1) / months_per_turn;
        return finding(who).over(without_.hazard(static_cast<std::size_t>(turns)) / years_per_turn);
    }
    LogRate disability(Worker const& who) const
    {
        auto const at_one = disability_at_one(who);
        return at_one.over(disability_by_age_.at(who.months_old));
    }
    double disability_end() const { return disability_end_; }

    /// The share who would be on disability benefit after living with such an onset since 18.
    double disabled_share(Worker const& who) const
    {
        auto const at_one = disability_at_one(who).value();
        double share = 0.0;
        for (int lived = 18 * 12; lived < who.months_old; lived += 12) {
            share +=
                at_one * disability_by_age_.at(lived) * (1.0 - share) - disability_end_ * share;
        }
        return std::clamp(share, 0.0, 1.0);
    }
    /// The share without work, among those who are not disabled, where loss and finding balance.
    double idle_share(Worker const& who) const
    {
        return 1.0 - 1.0 / (1.0 + loss(who).value() * without_.mean(finding(who).value()));
    }
    /// Months since work was lost in a spell that is found running; `luck` in (0, 1).
    int months_without(Worker const& who, double luck) const
    {
        auto const turns = static_cast<int>(without_.elapsed(finding(who).value(), luck));
        return std::min(who.months_old - 18 * 12, months_per_turn * turns);
    }

private:
    LogRate disability_at_one(Worker const& who) const
    {
        return {disability_[who.level],
                frailty_disability_ * who.frailty + (who.ill ? ill_disability_ : 0.0)};
    }

    static std::array<double, 3> by_education(Settings const& own, std::string const& key)
    {
        return {own.get<Rate>(key + "_low").per_year(), own.get<Rate>(key + "_middle").per_year(),
                own.get<Rate>(key + "_high").per_year()};
    }
    /// Who waits longer finds work less easily: a power of the time without work, 1 at one year,
    /// held between three months and ten years.
    static Spell spells_without_work(double waiting)
    {
        std::vector<double> hazard(40);
        for (std::size_t turn = 0; turn < hazard.size(); ++turn) {
            hazard[turn] =
                years_per_turn * std::pow(years_per_turn * static_cast<double>(turn + 1), -waiting);
        }
        return {std::move(hazard), years_per_turn};
    }

    std::array<double, 3> loss_, finding_, disability_;
    AgeFactor loss_by_age_, finding_by_age_, disability_by_age_;
    double disability_end_;
    double frailty_loss_, frailty_finding_, frailty_disability_;
    double ill_loss_, ill_finding_, ill_disability_, addicted_loss_;
    double single_parent_loss_, single_parent_finding_, assisted_finding_;
    Spell without_;
    std::vector<double> place_;  ///< shift of the log rate of finding work, by municipality
};

}  // namespace smartstart::steps
