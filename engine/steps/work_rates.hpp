#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "engine/step/age_factor.hpp"
#include "engine/step/limits.hpp"
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
    bool parent_disabled{};  ///< a parent lived on disability benefit when this worker was a child
    // Of the home.
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
          loss_by_age_{factors(setup.own, "loss_by_age")},
          finding_by_age_{factors(setup.own, "finding_by_age")},
          disability_by_age_{factors(setup.own, "disability_by_age")},
          disability_end_{setup.own.get<Rate>("disability_end").per_year()},
          frailty_loss_{setup.own.get<double>("frailty_loss")},
          frailty_finding_{setup.own.get<double>("frailty_finding")},
          frailty_disability_{setup.own.get<double>("frailty_disability")},
          ill_loss_{if_so(setup, "ill_loss")},
          ill_finding_{if_so(setup, "ill_finding")},
          ill_disability_{if_so(setup, "ill_disability")},
          parent_disability_{if_so(setup, "parent_disability")},
          addicted_loss_{if_so(setup, "addicted_loss")},
          lone_parent_loss_{if_so(setup, "single_parent_loss")},
          lone_parent_finding_{if_so(setup, "single_parent_finding")},
          assisted_finding_{if_so(setup, "assisted_finding")},
          without_{spells_without_work(factor(setup.own, "waiting"))},
          means_{without_}
    {
        auto const weight = factor(setup.own, "place_weight");
        for (auto const relative : read_social_security(setup).relative_assistance) {
            place_.push_back(-weight * std::log(relative));
        }
        home_loss_ = std::ranges::max(lone_parent_loss_);
        home_finding_ = std::ranges::max(lone_parent_finding_) +
                        std::ranges::max(assisted_finding_) +
                        (place_.empty() ? 0.0 : std::ranges::max(place_));
    }

    LogRate loss(Worker const& who) const
    {
        return {loss_[who.level] * loss_by_age_.at(who.months_old),
                frailty_loss_ * who.frailty + ill_loss_[who.ill] + addicted_loss_[who.addicted] +
                    lone_parent_loss_[who.lone_parent]};
    }
    /// A year after work was lost.
    LogRate finding(Worker const& who) const
    {
        return {finding_[who.level] * finding_by_age_.at(who.months_old),
                frailty_finding_ * who.frailty + ill_finding_[who.ill] +
                    lone_parent_finding_[who.lone_parent] + assisted_finding_[who.assisted] +
                    place_[who.place]};
    }
    /// In the quarter that ends so many months after work was lost.
    LogRate finding(Worker const& who, int months_without) const
    {
        return finding(who).over(per_quarter(months_without));
    }
    LogRate disability(Worker const& who) const
    {
        auto const at_one = disability_at_one(who);
        return at_one.over(disability_by_age_.at(who.months_old));
    }
    double disability_end() const { return disability_end_; }

    /// Never below the hazard, in a quarter, of losing work or becoming disabled, whatever home
    /// this worker may have: `who` need not say it.
    double leaving_at_most(Worker const& who) const
    {
        auto const usual = loss(who);
        return (LogRate{usual.base, usual.shift + home_loss_}.at_most() +
                disability(who).at_most()) *
               years_per_turn;
    }
    /// The same of finding work or becoming disabled.
    double finding_at_most(Worker const& who, int months_without) const
    {
        LogRate const usual{finding_[who.level] * finding_by_age_.at(who.months_old),
                            frailty_finding_ * who.frailty + ill_finding_[who.ill] + home_finding_};
        return (usual.over(per_quarter(months_without)).at_most() + disability(who).at_most()) *
               years_per_turn;
    }

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
    /// Is somebody without work whose luck is not below the share of the disabled? Those who are
    /// not disabled have work or not as loss and finding balance.
    bool is_idle(Worker const& who, double disabled, double luck) const
    {
        auto const lost = loss(who).value();
        auto const found = finding(who).value();
        // Rises with the mean time without work, and most luck is far from where it may lie.
        auto const share_until_idle = [&](double mean) {
            return disabled + (1.0 - disabled) * (1.0 - 1.0 / (1.0 + lost * mean));
        };
        auto const mean = means_.around(found);
        return luck < share_until_idle(mean.low) || (luck < share_until_idle(mean.high) &&
                                                     luck < share_until_idle(without_.mean(found)));
    }
    /// Months since work was lost in a spell that is found running; `luck` in (0, 1).
    int months_without(Worker const& who, double luck) const
    {
        auto const turns = static_cast<int>(without_.elapsed(finding(who).value(), luck));
        return std::min(who.months_old - 18 * 12, months_per_turn * turns);
    }

private:
    /// A choice that needs no branch.
    using IfSo = std::array<double, 2>;
    static IfSo if_so(Setup const& setup, char const* key)
    {
        return {0.0, setup.own.get<double>(key)};
    }
    /// How often work is found, so long after it was lost, over how often a year after.
    double per_quarter(int months_without) const
    {
        auto const turns = std::max(0, months_without - 1) / months_per_turn;
        return without_.hazard(static_cast<std::size_t>(turns)) / years_per_turn;
    }
    LogRate disability_at_one(Worker const& who) const
    {
        return {disability_[who.level], frailty_disability_ * who.frailty +
                                            ill_disability_[who.ill] +
                                            parent_disability_[who.parent_disabled]};
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
    IfSo ill_loss_, ill_finding_, ill_disability_, parent_disability_, addicted_loss_;
    IfSo lone_parent_loss_, lone_parent_finding_, assisted_finding_;
    Spell without_;
    SpellMeans means_;
    std::vector<double> place_;  ///< shift of the log rate of finding work, by municipality
    double home_loss_{}, home_finding_{};  ///< the most that a home adds to the log rate
};

}  // namespace smartstart::steps
