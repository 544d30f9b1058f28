#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/mover_stayer.hpp"
#include "engine/step/step.hpp"
#include "engine/step/structure.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/pressure.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "problems";
constexpr auto stream = name_hash(name);
enum Question : unsigned { worse, better, prone };
constexpr int last_age = 22;  // youth care ends at the 23rd birthday at the latest
constexpr std::size_t months_of_age = std::size_t{last_age + 1} * 12;
constexpr facts::Number serious = 2;
constexpr facts::Number crisis = 3;
/// A highest chance is put this little higher, so that rounding never takes it below a chance.
constexpr double above_rounding = 1.0 + 1e-9;

/// Whoever was born in this month or before is too old for youth care.
int oldest(Month now)
{
    return now.index - (last_age + 1) * 12;
}

class Problems final : public Step {
public:
    explicit Problems(Setup& setup);
    void advance(World& world) const override;

private:
    struct View {
        CivilView people;
        Pressure::View pressure;
        std::span<float const> help;
        std::span<std::uint8_t const> care, asks;
        std::span<std::int16_t const> asks_since;
        std::span<std::uint8_t> problem;
        std::span<std::int16_t> since;
        std::span<std::uint16_t> serious;
    };
    /// What holds for everybody in one step of time, of which the first two are by month of age.
    struct Hazards {
        std::array<double, months_of_age> onset{};  ///< a year
        std::array<double, months_of_age> first{};  ///< of the first time, at most
        double most_first{};
        ReturnHazards relapse;
    };
    /// Who may move one step better, and the state in which this was found.
    struct Eased {
        Row row{};
        std::uint8_t state{};
    };
    View open(World& world) const;
    Hazards hazards(Clock const& clock) const;
    static void count_serious(World const& world, View const& view, Row row, facts::Number state);
    void move(World const& world, View const& view) const;
    static double most(View const& view, Hazards const& all, Row row, Month now);
    bool arises(World const& world, View const& view, Hazards const& hazards, Row row,
                double luck) const;
    bool worsens(View const& view, Row row, double luck, double dt) const;
    LogRate ease(View const& view, Row row, Month now) const;
    static bool waits(View const& view, Row row)
    {
        // Whoever has help may wait for heavier help.
        return view.asks[row] != 0 && view.asks[row] != view.care[row];
    }

    Path<Rate> onset_;
    std::array<double, 2> escalation_;
    std::array<double, 3> recovery_;
    Structure structure_;
    Pressure pressure_;
    double highest_pressure_, escalation_share_, highest_escalation_, stiffening_, waiting_;
    double waiting_worsens_;
    double most_escalation_;  ///< a year
    MoverStayer relapse_;
    Civil civil_;
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
      pressure_{setup, name},
      highest_pressure_{std::exp(pressure_.most())},
      escalation_share_{part(setup.own, "escalation_share_of_effects")},
      highest_escalation_{escalation_share_ < 0.0 ? std::numeric_limits<double>::infinity()
                                                  : escalation_share_ * pressure_.most()},
      stiffening_{setup.own.get<double>("recovery_log_rate_per_year_in_state")},
      waiting_{setup.own.get<double>("recovery_log_rate_per_year_waiting")},
      waiting_worsens_{setup.own.get<double>("escalation_log_rate_while_waiting")},
      relapse_{.share = setup.own.get<Share>("prone_to_relapse").value(),
               .shape = more_than_zero(setup.own, "relapse_shape"),
               .scale_years = more_than_zero(setup.own, "relapse_scale_years")},
      civil_{setup.schema, name},
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
    // Where the share is below 0, the chance may be anything.
    most_escalation_ = escalation_share_ < 0.0
                           ? std::numeric_limits<double>::infinity()
                           : std::max(escalation_[0], escalation_[1]) * above_rounding *
                                 std::exp(highest_escalation_ + std::max(0.0, waiting_worsens_));
}

Problems::View Problems::open(World& world) const
{
    auto& persons = world.people;
    auto const people = civil_.look(persons, world.families);
    return {.people = people,
            .pressure = pressure_.look(persons, world.families, people),
            .help = persons.look(help_),
            .care = persons.look(care_),
            .asks = persons.look(asks_),
            .asks_since = persons.look(asks_since_),
            .problem = persons.change(problem_),
            .since = persons.change(since_),
            .serious = persons.change(serious_)};
}

Problems::Hazards Problems::hazards(Clock const& clock) const
{
    Hazards all{.relapse{relapse_, clock}};
    for (int age = 0; age <= last_age; ++age) {
        auto const onset = onset_.at(age);
        auto const most = onset * highest_pressure_ * clock.dt();
        std::ranges::fill_n(&all.onset[static_cast<std::size_t>(age) * 12], 12, onset);
        std::ranges::fill_n(&all.first[static_cast<std::size_t>(age) * 12], 12, most);
        all.most_first = std::max(all.most_first, most);
    }
    return all;
}

void Problems::advance(World& world) const
{
    auto const view = open(world);
    auto const now = world.clock.now;
    move(world, view);
    auto const all = hazards(world.clock);
    // What eased this month does not come back in it.
    auto const others =
        with_all(world.roll.youth, equal(view.problem, 0), opposite(equal(view.since, moment(now))),
                 equal(view.people.head, 0), above(view.people.born, oldest(now)));
    auto const may = [&](Row row, double luck) { return luck < most(view, all, row, now); };
    auto const live = [&](Row row, double luck) {
        if (arises(world, view, all, row, luck)) {
            view.problem[row] = 1;
            view.since[row] = moment(now);
        }
    };
    auto const highest = all.most_first + all.relapse.most();
    ask_rows({world.random, stream, worse, world.clock, highest}, others, view.people.id,
             sifted(may, live));
}

/// One step worse or one step better for those who have problems. Whoever might do both gets worse.
void Problems::move(World const& world, View const& view) const
{
    auto const now = world.clock.now;
    auto const dt = world.clock.dt();
    auto const live = [&](Row row, double luck, std::vector<Eased>& found) {
        auto& state = view.problem[row];
        if (view.people.head[row] != 0 || view.people.born[row] <= oldest(now)) {
            state = 0;  // what goes on in adult life is adult mental health
        } else if (is_hit(luck, ease(view, row, now).over(dt))) {
            found.push_back({row, state});
        } else {
            count_serious(world, view, row, state);
        }
    };
    auto const troubled = with_all(world.roll.youth, set(view.problem));
    auto const eased = ask_and_collect<Eased>({world.random, stream, better, world.clock}, troubled,
                                              view.people.id, live);
    auto const not_worst =
        with_all(world.roll.youth, set(view.problem), opposite(at_least(view.problem, crisis)));
    ask_rows({world.random, stream, worse, world.clock, most_escalation_ * dt}, not_worst,
             view.people.id, [&](Row row, double luck) {
                 if (worsens(view, row, luck, dt)) {
                     ++view.problem[row];
                     view.since[row] = moment(now);
                     if (view.problem[row] == serious) {
                         count_serious(world, view, row, serious);
                     }
                 }
             });
    for (auto const& [row, before] : eased) {
        auto& state = view.problem[row];
        if (state == before) {
            --state;
            view.since[row] = moment(now);
        }
        count_serious(world, view, row, std::min(state, before));
    }
}

/// A month in this state.
void Problems::count_serious(World const& world, View const& view, Row row, facts::Number state)
{
    if (state >= serious && world.clock.part == 0 && view.serious[row] < 65'000) {
        ++view.serious[row];
    }
}

/// The highest chance that there is, at this age and whether or not it was there before. Most
/// children's luck is above it.
double Problems::most(View const& view, Hazards const& all, Row row, Month now)
{
    auto const months = static_cast<std::size_t>(view.people.age_in_months(row, now));
    return all.first[months] + (view.since[row] != 0 ? all.relapse.most() : 0.0);
}

/// Onset, and relapse among those whom it left and who are prone to it.
bool Problems::arises(World const& world, View const& view, Hazards const& all, Row row,
                      double luck) const
{
    auto const dt = world.clock.dt();
    auto const before = view.since[row] != 0;
    auto const months = static_cast<std::size_t>(view.people.age_in_months(row, world.clock.now));
    auto const returns = before ? all.relapse.at(view.since[row]) : 0.0;
    LogRate const arising{all.onset[months], pressure_.on(view.pressure, row)};
    // And most of the others above the highest that theirs can be.
    if (luck > (arising.over(dt).at_most() + std::max(0.0, returns)) * above_rounding) {
        return false;
    }
    auto hazard = arising.value() * dt;
    if (before) {
        Clock const over{Month{view.since[row]}};
        auto fate = world.random.draws(view.people.person(row), stream, over);
        hazard += fate.happens(prone, relapse_.share) ? returns : 0.0;
    }
    return luck < -std::expm1(-hazard);
}

bool Problems::worsens(View const& view, Row row, double luck, double dt) const
{
    auto const base = escalation_[view.problem[row] - 1U] * dt;
    auto const waiting = waits(view, row) ? waiting_worsens_ : 0.0;
    // The pressure on a child is worked out only where the highest would be enough.
    return is_hit(luck, LogRate{base, highest_escalation_ + waiting}) &&
           is_hit(luck,
                  LogRate{base, escalation_share_ * pressure_.on(view.pressure, row) + waiting});
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
