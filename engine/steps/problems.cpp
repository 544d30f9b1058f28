#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "problems";
constexpr auto stream = name_hash(name);
enum Question : unsigned { worse, better };
constexpr int last_age = 23;  // youth care ends here at the latest

class Problems final : public Step {
public:
    explicit Problems(Setup& setup)
        : onset_{setup.own.get<Path<Rate>>("onset")},
          escalation_{setup.own.get<Rate>("escalation_to_serious").per_year(),
                      setup.own.get<Rate>("escalation_to_crisis").per_year()},
          recovery_{setup.own.get<Rate>("recovery_from_emerging").per_year(),
                    setup.own.get<Rate>("recovery_from_serious").per_year(),
                    setup.own.get<Rate>("recovery_from_crisis").per_year()},
          per_risk_{setup.own.get<double>("log_rate_per_risk")},
          most_risks_{setup.own.get<double>("most_risks_that_count")},
          per_history_{setup.own.get<double>("log_rate_per_history")},
          per_skill_{setup.own.get<double>("log_rate_per_social_skill")},
          per_frailty_{setup.own.get<double>("log_rate_per_frailty")},
          maltreated_effect_{setup.own.get<double>("log_rate_when_maltreated")},
          escalation_share_{setup.own.get<double>("escalation_share_of_effects")},
          stiffening_{setup.own.get<double>("recovery_log_rate_per_year_in_state")},
          waiting_{setup.own.get<double>("recovery_log_rate_per_year_waiting")},
          civil_{setup.schema, name},
          risk_count_{setup.schema.see(facts::risk_count, name)},
          adversity_{setup.schema.see(facts::adversity, name)},
          skill_{setup.schema.see(facts::skill_social, name)},
          frailty_{setup.schema.see(facts::frailty, name)},
          maltreated_{setup.schema.see(facts::maltreated, name)},
          help_{setup.schema.see(facts::care_recovery, name)},
          care_{setup.schema.see(facts::care, name)},
          asks_{setup.schema.see(facts::asks, name)},
          asks_since_{setup.schema.see(facts::asks_since, name)},
          problem_{setup.schema.own(facts::problem, name)},
          since_{setup.schema.own(facts::problem_since, name)},
          serious_{setup.schema.own(facts::serious_months, name)}
    {
    }

    void advance(World& world) const override
    {
        auto const people = civil_.look(world.people, world.families);
        auto const now = world.clock.now;
        auto const dt = world.clock.dt();
        auto const problem = world.people.change(problem_);
        auto const since = world.people.change(since_);
        auto const serious = world.people.change(serious_);
        std::array<double, last_age + 1> onset{};
        for (int age = 0; age <= last_age; ++age) {
            onset[static_cast<std::size_t>(age)] = onset_.at(age);
        }
        auto const look = columns(world);
        for_each_row(world.people.size(), [&](Row row) {
            if (people.present[row] == 0) {
                return;
            }
            auto const age = people.age_in_months(row, now) / 12;
            if (age > last_age || people.head[row] != 0) {
                problem[row] = 0;  // what goes on in adult life is adult mental health
                return;
            }
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            auto const state = problem[row];
            auto const log_rate = pressure(look, people, row);
            auto const up = state == 0   ? onset[static_cast<std::size_t>(age)] * std::exp(log_rate)
                            : state < 3 ? escalation_[state - 1U] *
                                              std::exp(escalation_share_ * log_rate)
                                        : 0.0;
            if (draws.happens_at(worse, up, dt)) {
                move(row, static_cast<std::uint8_t>(state + 1), now, problem, since);
            }
            else if (state > 0 && draws.happens_at(better, ease(look, since, row, state, now), dt)) {
                move(row, static_cast<std::uint8_t>(state - 1), now, problem, since);
            }
            if (problem[row] >= 2 && world.clock.part == 0 && serious[row] < 65'000) {
                ++serious[row];
            }
        });
    }

private:
    struct Columns {
        std::span<std::uint8_t const> risks;
        std::span<std::uint16_t const> adversity;
        std::span<float const> skill, frailty, help;
        std::span<Flag const> maltreated;
        std::span<std::uint8_t const> care, asks;
        std::span<std::int16_t const> asks_since;
    };
    Columns columns(World const& world) const
    {
        return {world.families.look(risk_count_), world.people.look(adversity_),
                world.people.look(skill_),        world.people.look(frailty_),
                world.people.look(help_),         world.people.look(maltreated_),
                world.people.look(care_),         world.people.look(asks_),
                world.people.look(asks_since_)};
    }

    static void move(Row row, std::uint8_t to, Month now, std::span<std::uint8_t> problem,
                     std::span<std::int16_t> since)
    {
        problem[row] = to;
        since[row] = moment(now);
    }

    double pressure(Columns const& look, CivilView const& people, Row row) const
    {
        auto const risks =
            std::min<double>(most_risks_, look.risks[people.family[row]]);
        return per_risk_ * risks + per_history_ * std::log1p(look.adversity[row] / 12.0) -
               per_skill_ * look.skill[row] + per_frailty_ * look.frailty[row] +
               (look.maltreated[row] != 0 ? maltreated_effect_ : 0.0);
    }

    double ease(Columns const& look, std::span<std::int16_t> since, Row row, std::uint8_t state,
                Month now) const
    {
        auto const years = std::min(5.0, years_since(since[row], now));
        auto const waits = look.asks[row] != 0 && look.care[row] == 0;
        auto const waited = waits ? std::min(3.0, years_since(look.asks_since[row], now)) : 0.0;
        return recovery_[state - 1U] *
               std::exp(look.help[row] - stiffening_ * years - waiting_ * waited);
    }

    Path<Rate> onset_;
    std::array<double, 2> escalation_;
    std::array<double, 3> recovery_;
    double per_risk_, most_risks_, per_history_, per_skill_, per_frailty_, maltreated_effect_;
    double escalation_share_, stiffening_, waiting_;
    Civil civil_;
    Seen<Family, std::uint8_t> risk_count_;
    Seen<Person, std::uint16_t> adversity_;
    Seen<Person, float> skill_, frailty_;
    Seen<Person, Flag> maltreated_;
    Seen<Person, float> help_;
    Seen<Person, std::uint8_t> care_, asks_;
    Seen<Person, std::int16_t> asks_since_;
    Owned<Person, std::uint8_t> problem_;
    Owned<Person, std::int16_t> since_;
    Owned<Person, std::uint16_t> serious_;
};

}  // namespace

StepKind problems()
{
    return {name, Phase::strain,
            "Children's problems arise, worsen and ease: none, emerging, serious, crisis.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Problems>(setup); }};
}

}  // namespace smartstart::steps
