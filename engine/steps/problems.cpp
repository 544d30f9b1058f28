#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/mover_stayer.hpp"
#include "engine/step/step.hpp"
#include "engine/step/structure.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "problems";
constexpr auto stream = name_hash(name);
enum Question : unsigned { worse, better, prone };
constexpr int last_age = 22;  // youth care ends at the 23rd birthday at the latest
constexpr facts::Number serious = 2;

class Problems final : public Step {
public:
    explicit Problems(Setup& setup);
    void advance(World& world) const override;

private:
    struct View {
        CivilView people;
        std::span<std::uint8_t const> risks;
        std::span<std::uint16_t const> adversity;
        std::span<float const> skill, frailty, help;
        std::span<Flag const> maltreated;
        std::span<std::uint8_t const> care, asks;
        std::span<std::int16_t const> asks_since;
        std::span<std::uint8_t> problem;
        std::span<std::int16_t> since;
        std::span<std::uint16_t> serious;
    };
    using Onset = std::array<double, last_age + 1>;
    View open(World& world) const;
    bool arises(World const& world, View const& view, Row row, double luck, double onset) const;
    int moves(World const& world, View const& view, Row row) const;
    double pressure(View const& view, Row row) const;
    LogRate ease(View const& view, Row row, Month now) const;
    static bool waits(View const& view, Row row)
    {
        return view.asks[row] != 0 && view.care[row] == 0;
    }

    Path<Rate> onset_;
    std::array<double, 2> escalation_;
    std::array<double, 3> recovery_;
    Structure structure_;
    RiskEffect risk_effect_;
    double per_history_, per_skill_, per_frailty_, maltreated_effect_;
    double most_pressure_, highest_pressure_, escalation_share_, highest_escalation_, stiffening_,
        waiting_;
    double waiting_worsens_;
    MoverStayer relapse_;
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

Problems::Problems(Setup& setup)
    : onset_{setup.own.get<Path<Rate>>("onset")},
      escalation_{setup.own.get<Rate>("escalation_to_serious").per_year(),
                  setup.own.get<Rate>("escalation_to_crisis").per_year()},
      recovery_{setup.own.get<Rate>("recovery_from_emerging").per_year(),
                setup.own.get<Rate>("recovery_from_serious").per_year(),
                setup.own.get<Rate>("recovery_from_crisis").per_year()},
      structure_{Structure::read(setup)},
      risk_effect_{structure_.risks,
                   {.per_risk = setup.own.get<double>("log_rate_per_risk"),
                    .most = setup.own.get<double>("most_risks_that_count"),
                    .threshold = setup.own.get<double>("threshold_of_risks")}},
      per_history_{setup.own.get<double>("log_rate_per_history")},
      per_skill_{setup.own.get<double>("log_rate_per_social_skill")},
      per_frailty_{setup.own.get<double>("log_rate_per_frailty")},
      maltreated_effect_{setup.own.get<double>("log_rate_when_maltreated")},
      most_pressure_{setup.own.get<double>("log_rate_at_most")},
      highest_pressure_{std::exp(most_pressure_)},
      escalation_share_{setup.own.get<double>("escalation_share_of_effects")},
      highest_escalation_{escalation_share_ < 0.0 ? std::numeric_limits<double>::infinity()
                                                  : escalation_share_ * most_pressure_},
      stiffening_{setup.own.get<double>("recovery_log_rate_per_year_in_state")},
      waiting_{setup.own.get<double>("recovery_log_rate_per_year_waiting")},
      waiting_worsens_{setup.own.get<double>("escalation_log_rate_while_waiting")},
      relapse_{.share = setup.own.get<Share>("prone_to_relapse").value(),
               .shape = setup.own.get<double>("relapse_shape"),
               .scale_years = setup.own.get<double>("relapse_scale_years")},
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
    waiting_ = structure_.waiting == WaitingEffect::linear ? waiting_ : 0.0;
    waiting_worsens_ = structure_.waiting == WaitingEffect::hazard ? waiting_worsens_ : 0.0;
}

Problems::View Problems::open(World& world) const
{
    auto& persons = world.people;
    return {.people = civil_.look(persons, world.families),
            .risks = world.families.look(risk_count_),
            .adversity = persons.look(adversity_),
            .skill = persons.look(skill_),
            .frailty = persons.look(frailty_),
            .help = persons.look(help_),
            .maltreated = persons.look(maltreated_),
            .care = persons.look(care_),
            .asks = persons.look(asks_),
            .asks_since = persons.look(asks_since_),
            .problem = persons.change(problem_),
            .since = persons.change(since_),
            .serious = persons.change(serious_)};
}

void Problems::advance(World& world) const
{
    auto const view = open(world);
    auto const now = world.clock.now;
    Onset onset{};
    for (int age = 0; age <= last_age; ++age) {
        onset[static_cast<std::size_t>(age)] = onset_.at(age);
    }
    auto const may_have = [&](Row row) {
        return view.people.is_dependant(row) &
               (view.people.age_in_months(row, now) < (last_age + 1) * 12);
    };
    auto const troubled = with_any(world.roll.youth, set(view.problem));
    for_each_row(troubled, [&](Row row) {
        auto& state = view.problem[row];
        if (!may_have(row)) {
            state = 0;  // what goes on in adult life is adult mental health
            return;
        }
        if (auto const change = moves(world, view, row); change != 0) {
            state = static_cast<std::uint8_t>(state + change);
            view.since[row] = moment(now);
        }
        if (state >= serious && world.clock.part == 0 && view.serious[row] < 65'000) {
            ++view.serious[row];
        }
    });
    auto const dt = world.clock.dt();
    auto const most = *std::ranges::max_element(onset) * highest_pressure_ * dt + relapse_.most(dt);
    // What eased this month does not come back in it.
    auto const others = only(with_all(world.roll.youth, equal(view.problem, 0),
                                      opposite(equal(view.since, moment(now)))),
                             may_have);
    ask_rows({world.random, stream, worse, world.clock, most}, others, view.people.id,
             [&](Row row, double luck) {
                 auto const age = view.people.age_in_months(row, now) / 12;
                 if (arises(world, view, row, luck, onset[static_cast<std::size_t>(age)])) {
                     view.problem[row] = 1;
                     view.since[row] = moment(now);
                 }
             });
}

/// Onset, and relapse among those whom it left and who are prone to it.
bool Problems::arises(World const& world, View const& view, Row row, double luck,
                      double onset) const
{
    auto const dt = world.clock.dt();
    auto const before = view.since[row] != 0;
    // Most children are above even the highest chance that there is: done in a glance.
    auto const most = onset * highest_pressure_ * dt + (before ? relapse_.most(dt) : 0.0);
    if (luck > most) {
        return false;
    }
    auto hazard = onset * std::exp(pressure(view, row)) * dt;
    if (before) {
        Clock const over{Month{view.since[row]}};
        auto fate = world.random.draws(view.people.person(row), stream, over);
        hazard += fate.happens(prone, relapse_.share)
                      ? relapse_.hazard(view.since[row], world.clock)
                      : 0.0;
    }
    return luck < -std::expm1(-hazard);
}

/// +1 one step worse, -1 one step better, 0 as it was.
int Problems::moves(World const& world, View const& view, Row row) const
{
    auto const dt = world.clock.dt();
    auto const state = view.problem[row];
    auto draws = world.random.draws(view.people.person(row), stream, world.clock);
    if (state < 3) {
        auto const luck = draws.uniform(worse);
        auto const base = escalation_[state - 1U] * dt;
        auto const waiting = waits(view, row) ? waiting_worsens_ : 0.0;
        // The pressure on a child is worked out only where the highest would be enough.
        if (is_hit(luck, LogRate{base, highest_escalation_ + waiting}) &&
            is_hit(luck, LogRate{base, escalation_share_ * pressure(view, row) + waiting})) {
            return 1;
        }
    }
    auto const down = ease(view, row, world.clock.now).over(dt);
    return is_hit(draws.uniform(better), down) ? -1 : 0;
}

double Problems::pressure(View const& view, Row row) const
{
    auto const risks = risk_effect_.at(view.risks[view.people.family[row]]);
    return std::min(most_pressure_, risks + per_history_ * std::log1p(view.adversity[row] / 12.0) -
                                        per_skill_ * view.skill[row] +
                                        per_frailty_ * view.frailty[row] +
                                        (view.maltreated[row] != 0 ? maltreated_effect_ : 0.0));
}

LogRate Problems::ease(View const& view, Row row, Month now) const
{
    auto const years = std::min(5.0, years_since(view.since[row], now));
    auto const waited =
        waits(view, row) ? std::min(3.0, years_since(view.asks_since[row], now)) : 0.0;
    return {recovery_[view.problem[row] - 1U],
            view.help[row] - stiffening_ * years - waiting_ * waited};
}

}  // namespace

StepKind problems()
{
    return {
        name, Phase::strain,
        "Children's problems arise, worsen and ease: none, emerging, serious, crisis.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Problems>(setup); }};
}

}  // namespace smartstart::steps
