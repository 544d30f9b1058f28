#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "skills";
constexpr auto stream = name_hash(name);
enum Question : unsigned { cognitive_shock, social_shock, cognitive_start, social_start };
constexpr int months_a_period = 24;  // Cunha, Heckman and Schennach (2010): periods of two years

/// One CES technology: what the next level of a skill is made of.
struct Technology {
    std::array<double, 5> share{};  ///< own cognitive, own social, investment, parents' two skills
    double exponent{};              ///< phi; substitution = 1 / (1 - phi)
    double shock_sd{};

    Technology(Settings const& own, std::string const& prefix)
        : share{own.get<double>(prefix + "_cognitive"), own.get<double>(prefix + "_social"),
                own.get<double>(prefix + "_investment"),
                own.get<double>(prefix + "_parent_cognitive"),
                own.get<double>(prefix + "_parent_social")},
          exponent{own.get<double>(prefix + "_exponent")},
          shock_sd{std::sqrt(std::max(0.0, own.get<double>(prefix + "_shock_variance")))}
    {
        double sum = 0.0;
        for (auto const one : share) {
            sum += one;
        }
        if (!(sum > 0.0)) {
            own.reject(prefix + "_investment", "and the other shares add up to nothing.");
            share[0] = sum = 1.0;
        }
        for (auto& one : share) {
            one /= sum;
        }
    }

    /// log theta' = (1/phi) log sum share * exp(phi * log theta); phi near 0 is log-linear.
    double next(std::array<double, 5> const& inputs) const
    {
        if (std::abs(exponent) < 1e-6) {
            double sum = 0.0;
            for (std::size_t i = 0; i < 5; ++i) {
                sum += share[i] * inputs[i];
            }
            return sum;
        }
        double most = -1e300;
        for (auto const one : inputs) {
            most = std::max(most, exponent * one);
        }
        double sum = 0.0;
        for (std::size_t i = 0; i < 5; ++i) {
            sum += share[i] * std::exp(exponent * inputs[i] - most);
        }
        return (most + std::log(sum)) / exponent;
    }
};

class Skills final : public Step {
public:
    explicit Skills(Setup& setup)
        : early_cognitive_{setup.own, "early_cognition"},
          late_cognitive_{setup.own, "late_cognition"},
          early_social_{setup.own, "early_social"},
          late_social_{setup.own, "late_social"},
          late_from_{setup.own.get<double>("late_stage_from_age")},
          resemblance_{setup.own.get<double>("start_resemblance")},
          education_{setup.own.get<double>("founders_skill_per_education_level")},
          scar_{setup.own.get<double>("scar_per_year_serious")},
          from_skill_{setup.own.get<double>("investment_per_parent_skill")},
          from_income_{setup.own.get<double>("investment_per_log_income")},
          mean_income_{setup.own.get<double>("mean_log_income")},
          from_illness_{setup.own.get<double>("investment_when_parent_ill")},
          from_violence_{setup.own.get<double>("investment_when_violence")},
          from_maltreatment_{setup.own.get<double>("investment_when_maltreated")},
          in_foster_care_{setup.own.get<double>("investment_in_foster_care")},
          in_residence_{setup.own.get<double>("investment_in_residence")},
          civil_{setup.schema, name},
          ill_{setup.schema.see(facts::ill, name)},
          maltreated_{setup.schema.see(facts::maltreated, name)},
          problem_{setup.schema.see(facts::problem, name)},
          problem_since_{setup.schema.see(facts::problem_since, name)},
          stay_{setup.schema.see(facts::stay, name)},
          income_{setup.schema.see(facts::income, name)},
          violence_{setup.schema.see(facts::violence, name)},
          support_{setup.schema.see(facts::support_investment, name)},
          cognitive_{setup.schema.own(facts::skill_cognitive, name)},
          social_{setup.schema.own(facts::skill_social, name)},
          investment_{setup.schema.own(facts::investment, name)}
    {
    }

    void begin(World& world, StartPopulation const& start) const override
    {
        auto const people = civil_.look(world.people, world.families);
        auto const cognitive = world.people.change(cognitive_);
        auto const social = world.people.change(social_);
        for (Row row = 0; row < world.people.size(); ++row) {
            auto draws = world.random.draws(people.person(row), stream, Clock{});
            auto const parent = people.mother[row] != no_row ? people.mother[row] : people.father[row];
            auto const level = static_cast<double>(start.persons[row].education) - 1.0;
            auto const own = std::sqrt(std::max(0.0, 1.0 - education_ * education_ * 0.6));
            auto const inherit = [&](std::span<float const> skill, double luck) {
                return parent == no_row
                           ? education_ * level + own * luck
                           : resemblance_ * skill[parent] +
                                 std::sqrt(1.0 - resemblance_ * resemblance_) * luck;
            };
            cognitive[row] = static_cast<float>(inherit(cognitive, draws.normal(cognitive_start)));
            social[row] = static_cast<float>(inherit(social, draws.normal(social_start)));
        }
    }

    void advance(World& world) const override
    {
        if (world.clock.is_start_of(1)) {
            invest(world);
        }
        if (world.clock.part == 0) {
            grow(world);
        }
    }

private:
    /// Mean of a skill over the adult heads; 0 where there is none.
    static double mean(CivilView const& people, Row household, std::span<float const> skill)
    {
        double sum = 0.0;
        int heads = 0;
        for (auto const head : {people.head_one[household], people.head_two[household]}) {
            if (head != no_row) {
                sum += skill[head];
                ++heads;
            }
        }
        return heads == 0 ? 0.0 : sum / heads;
    }

    void invest(World& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const cognitive = world.people.look(cognitive_);
        auto const social = world.people.look(social_);
        auto const ill = world.people.look(ill_);
        auto const income = world.families.look(income_);
        auto const violence = world.families.look(violence_);
        auto const support = world.families.look(support_);
        auto const investment = world.families.change(investment_);
        for_each_row(world.families.size(), [&](Row home) {
            if (people.in_use[home] == 0 || people.minors[home] == 0) {
                return;
            }
            auto const one = people.head_one[home];
            auto const two = people.head_two[home];
            auto const parent_ill =
                (one != no_row && ill[one] != 0) || (two != no_row && ill[two] != 0);
            auto const skill =
                0.5 * (mean(people, home, cognitive) + mean(people, home, social));
            investment[home] = static_cast<float>(
                from_skill_ * skill + from_income_ * (income[home] - mean_income_) +
                (parent_ill ? from_illness_ : 0.0) + (violence[home] != 0 ? from_violence_ : 0.0) +
                support[home]);
        });
    }

    void grow(World& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const now = world.clock.now;
        auto const cognitive = world.people.change(cognitive_);
        auto const social = world.people.change(social_);
        for_each_row(world.people.size(), [&](Row row) {
            if (people.present[row] == 0) {
                return;
            }
            auto const months = people.age_in_months(row, now);
            if (months == 0) {
                newborn(world, people, row, cognitive, social);
            }
            else if (months <= 18 * 12 && months % months_a_period == 0 && people.head[row] == 0) {
                develop(world, people, row, cognitive, social);
            }
        });
    }

    void newborn(World const& world, CivilView const& people, Row row, std::span<float> cognitive,
                 std::span<float> social) const
    {
        auto draws = world.random.draws(people.person(row), stream, world.clock);
        auto const home = people.family[row];
        auto const own = std::sqrt(1.0 - resemblance_ * resemblance_);
        cognitive[row] = static_cast<float>(resemblance_ * mean(people, home, cognitive) +
                                            own * draws.normal(cognitive_start));
        social[row] = static_cast<float>(resemblance_ * mean(people, home, social) +
                                         own * draws.normal(social_start));
    }

    void develop(World const& world, CivilView const& people, Row row, std::span<float> cognitive,
                 std::span<float> social) const
    {
        auto const now = world.clock.now;
        auto const home = people.family[row];
        auto const stay = static_cast<ServiceKind>(world.people.look(stay_)[row]);
        double investment = world.families.look(investment_)[home];
        if (stay == ServiceKind::foster_care || stay == ServiceKind::family_home) {
            investment = in_foster_care_;
        }
        else if (stay != ServiceKind::none) {
            investment = in_residence_;
        }
        else if (world.people.look(maltreated_)[row] != 0) {
            investment += from_maltreatment_;
        }
        std::array const inputs{static_cast<double>(cognitive[row]),
                                static_cast<double>(social[row]), investment,
                                mean(people, home, cognitive), mean(people, home, social)};
        auto const late = people.age(row, now) > late_from_;
        auto const& cognition = late ? late_cognitive_ : early_cognitive_;
        auto const& behaviour = late ? late_social_ : early_social_;
        auto const serious = world.people.look(problem_)[row] >= 2
                                 ? std::min(2.0, years_since(world.people.look(problem_since_)[row],
                                                             now))
                                 : 0.0;
        auto draws = world.random.draws(people.person(row), stream, world.clock);
        cognitive[row] = static_cast<float>(cognition.next(inputs) +
                                            cognition.shock_sd * draws.normal(cognitive_shock) -
                                            0.5 * scar_ * serious);
        social[row] = static_cast<float>(behaviour.next(inputs) +
                                         behaviour.shock_sd * draws.normal(social_shock) -
                                         scar_ * serious);
    }

    Technology early_cognitive_, late_cognitive_, early_social_, late_social_;
    double late_from_, resemblance_, education_, scar_;
    double from_skill_, from_income_, mean_income_, from_illness_, from_violence_;
    double from_maltreatment_, in_foster_care_, in_residence_;
    Civil civil_;
    Seen<Person, Flag> ill_, maltreated_;
    Seen<Person, std::uint8_t> problem_;
    Seen<Person, std::int16_t> problem_since_;
    Seen<Person, std::uint8_t> stay_;
    Seen<Family, float> income_;
    Seen<Family, Flag> violence_;
    Seen<Family, float> support_;
    Owned<Person, float> cognitive_, social_;
    Owned<Family, float> investment_;
};

}  // namespace

StepKind skills()
{
    return {name, Phase::strain,
            "Parents invest; cognitive and social-emotional skills grow out of one another (CES).",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Skills>(setup); }};
}

}  // namespace smartstart::steps
