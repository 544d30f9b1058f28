#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/age_factor.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/spell.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/childhood.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "addiction";
constexpr auto stream = name_hash(name);
enum Question : unsigned { change, at_start, elapsed };

constexpr auto man = static_cast<std::uint8_t>(Sex::man);

constexpr Fact<Person, facts::When> addicted_since{"addicted_since", "month in which it began", 0,
                                                   facts::calendar};

/// The longest spell that is told apart, in quarters.
constexpr std::size_t longest = 200;

class Addiction final : public Step {
public:
    explicit Addiction(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Month now;
        std::span<float const> frailty, family_frailty;
        std::span<facts::Number const> work;
        std::span<std::uint16_t const> adversity;
        std::span<Flag const> ill;
        std::span<Flag> addicted;
        std::span<facts::When> since;
    };
    View open(World& world) const;
    LogRate lasting_rate(View const& view, Row row) const;
    LogRate onset_rate(View const& view, Row row) const;
    LogRate recovery_hazard(View const& view, Row row) const;

    Rate onset_;
    AgeFactor by_age_;
    Spell spell_;
    double frailty_weight_, family_weight_, childhood_;
    double ill_, ill_recovery_;
    std::array<double, 2> of_sex_,
        without_;  ///< not a man, a man; with work or not looking, without
    Childhood grown_up_;

    Civil civil_;
    Seen<Person, float> frailty_;
    Seen<Family, float> family_frailty_;
    Seen<Person, facts::Number> work_;
    Seen<Person, std::uint16_t> adversity_;
    Seen<Person, Flag> ill_now_;
    Owned<Person, Flag> addicted_;
    Owned<Person, facts::When> since_;
};

Addiction::Addiction(Setup& setup)
    : onset_{setup.own.get<Rate>("onset")},
      by_age_{factors(setup.own, "onset_by_age")},
      spell_{Spell::weibull(more_than_zero(setup.own, "spell_shape"),
                            more_than_zero(setup.own, "spell_scale"), years_per_turn, longest)},
      frailty_weight_{setup.own.get<double>("frailty")},
      family_weight_{setup.own.get<double>("family_frailty")},
      childhood_{setup.own.get<double>("childhood")},
      ill_{setup.own.get<double>("ill")},
      ill_recovery_{setup.own.get<double>("ill_recovery")},
      of_sex_{setup.own.get<double>("women"), 0.0},
      without_{0.0, setup.own.get<double>("without_work")},
      grown_up_{setup},
      civil_{setup.schema, name},
      frailty_{setup.schema.see(facts::frailty, name)},
      family_frailty_{setup.schema.see(facts::family_frailty, name)},
      work_{setup.schema.see(facts::work, name)},
      adversity_{setup.schema.see(facts::adversity, name)},
      ill_now_{setup.schema.see(facts::ill, name)},
      addicted_{setup.schema.own(facts::addicted, name)},
      since_{setup.schema.own(addicted_since, name)}
{
}

Addiction::View Addiction::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .now = world.clock.now,
            .frailty = world.people.look(frailty_),
            .family_frailty = world.families.look(family_frailty_),
            .work = world.people.look(work_),
            .adversity = world.people.look(adversity_),
            .ill = world.people.look(ill_now_),
            .addicted = world.people.change(addicted_),
            .since = world.people.change(since_)};
}

/// Everyone starts in the balance of onset and recovery at their lasting risk, part way through a
/// spell as spells that are found running are: longer ones are found more often.
void Addiction::begin(World& world, StartPopulation const& /*start*/) const
{
    auto const view = open(world);
    auto const mean_spell = spell_.mean(1.0);
    for_each_row(world.people.size(), [&](Row row) {
        auto const age = view.people.age(row, view.now);
        if (view.people.present[row] == 0 || age < 18.0) {
            return;
        }
        auto draws = world.random.draws(view.people.person(row), stream, world.clock);
        auto const load = lasting_rate(view, row).value() * mean_spell;
        if (!draws.happens(at_start, load / (1.0 + load))) {
            return;
        }
        auto const turns = static_cast<int>(spell_.elapsed(1.0, draws.uniform(elapsed)));
        auto const youngest = static_cast<int>(12.0 * (age - 17.0));
        view.addicted[row] = 1;
        view.since[row] =
            moment(view.now - Months{std::min(youngest, months_per_turn * turns + 1)});
    });
}

void Addiction::advance(World& world) const
{
    auto const view = open(world);
    auto const& people = view.people;
    auto const addicted = with_any(world.roll.adults_in_turn, set(view.addicted));
    auto const recovered =
        ask_and_collect<Row>({world.random, stream, change, world.clock}, addicted, people.id,
                             [&](Row row, double luck, auto& found) {
                                 if (is_hit(luck, recovery_hazard(view, row))) {
                                     found.push_back(row);
                                 }
                             });
    ask_rows(
        {world.random, stream, change, world.clock, highest_chance_in_turn},
        world.roll.adults_in_turn, people.id,
        [&](Row row) { return onset_rate(view, row).over(years_per_turn).at_most(); },
        [&](Row row, double luck) {
            if (view.addicted[row] == 0 && is_hit_in_turn(luck, onset_rate(view, row))) {
                view.addicted[row] = 1;
                view.since[row] = moment(view.now);
            }
        });
    for (auto const row : recovered) {
        view.addicted[row] = 0;
    }
}

/// What a person carries for life: sex, age, frailty, and the childhood of those who had it here.
LogRate Addiction::lasting_rate(View const& view, Row row) const
{
    auto const& people = view.people;
    auto shift = frailty_weight_ * view.frailty[row] +
                 family_weight_ * view.family_frailty[people.family[row]] +
                 of_sex_[people.sex[row] == man ? 1 : 0];
    shift += childhood_ * grown_up_.burden(people, view.adversity, row);
    return {onset_.per_year() * by_age_.at(people.age_in_months(row, view.now)), shift};
}

LogRate Addiction::onset_rate(View const& view, Row row) const
{
    auto const lasting = lasting_rate(view, row);
    return {lasting.base, lasting.shift + ill_ * view.ill[row] +
                              without_[view.work[row] == facts::without_work ? 1 : 0]};
}

/// Over the three months since the turn before.
LogRate Addiction::recovery_hazard(View const& view, Row row) const
{
    auto const turns = std::max(0, view.now.index - view.since[row] - 1) / months_per_turn;
    return {spell_.hazard(static_cast<std::size_t>(turns)), ill_recovery_ * view.ill[row]};
}

}  // namespace

StepKind addiction()
{
    return {
        name, Phase::strain,
        "Adults become addicted to alcohol or drugs, and most, but not all, recover.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Addiction>(setup); }};
}

}  // namespace smartstart::steps
