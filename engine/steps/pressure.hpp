#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "engine/population/civil.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/structure.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {

/// What weighs on a child, as the shift of a log rate: the risk factors at home, those of the years
/// before, skill, frailty and maltreatment, together at most so much. Read from the parameters of a
/// step.
class Pressure {
public:
    Pressure(Setup& setup, std::string_view step)
        : risk_effect_{Structure::read(setup).risks,
                       {.per_risk = setup.own.get<double>("log_rate_per_risk"),
                        .most = factor(setup.own, "most_risks_that_count"),
                        .threshold = factor(setup.own, "threshold_of_risks")}},
          per_history_{setup.own.get<double>("log_rate_per_history")},
          per_skill_{setup.own.get<double>("log_rate_per_social_skill")},
          per_frailty_{setup.own.get<double>("log_rate_per_frailty")},
          maltreated_effect_{setup.own.get<double>("log_rate_when_maltreated")},
          most_{factor(setup.own, "log_rate_at_most")},
          risk_count_{setup.schema.see(facts::risk_count, step)},
          adversity_{setup.schema.see(facts::adversity, step)},
          skill_{setup.schema.see(facts::skill_social, step)},
          frailty_{setup.schema.see(facts::frailty, step)},
          maltreated_{setup.schema.see(facts::maltreated, step)}
    {
        for (std::size_t months = 0; months < history_.size(); ++months) {
            history_[months] = per_history_ * std::log1p(static_cast<double>(months) / 12.0);
        }
    }

    struct View {
        std::span<Row const> family;
        std::span<facts::Number const> risks;
        std::span<std::uint16_t const> adversity;
        std::span<float const> skill, frailty;
        std::span<Flag const> maltreated;
    };
    View look(People const& persons, Families const& families, CivilView const& people) const
    {
        return {.family = people.family,
                .risks = families.look(risk_count_),
                .adversity = persons.look(adversity_),
                .skill = persons.look(skill_),
                .frailty = persons.look(frailty_),
                .maltreated = persons.look(maltreated_)};
    }

    double most() const { return most_; }
    double on(View const& view, Row row) const
    {
        auto const risks = risk_effect_.at(view.risks[view.family[row]]);
        auto const months = view.adversity[row];
        auto const history =
            months < history_.size() ? history_[months] : per_history_ * std::log1p(months / 12.0);
        return std::min(most_, risks + history - per_skill_ * view.skill[row] +
                                   per_frailty_ * view.frailty[row] +
                                   (view.maltreated[row] != 0 ? maltreated_effect_ : 0.0));
    }

private:
    RiskEffect risk_effect_;
    double per_history_, per_skill_, per_frailty_, maltreated_effect_;
    double most_;
    /// Of the months of adversity that most have; a logarithm costs more than the rest together.
    std::array<double, 1024> history_{};
    Seen<Family, facts::Number> risk_count_;
    Seen<Person, std::uint16_t> adversity_;
    Seen<Person, float> skill_, frailty_;
    Seen<Person, Flag> maltreated_;
};

}  // namespace smartstart::steps
