#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/age_factor.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/childhood.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "violence";
constexpr auto stream = name_hash(name);
enum Question : unsigned { change, at_start };

class Violence final : public Step {
public:
    explicit Violence(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Month now;
        std::span<Flag const> ill, addicted, poor, debt;
        std::span<facts::Number const> work;
        std::span<std::uint16_t const> adversity;
        std::span<float const> frailty;
        std::span<Flag> violence;
    };
    View open(World& world) const;
    Flag found_violent(World const& world, View const& view, Row household) const;
    bool two_adults(View const& view, Row household) const;
    LogRate onset_rate(View const& view, Row household) const;
    double of_heads(View const& view, Row household) const;

    Rate onset_, end_;
    double highest_chance_;  ///< of a change in a turn
    AgeFactor by_age_;
    double ill_, addicted_, poor_, debt_, frailty_weight_;
    double childhood_;
    std::array<double, 2> without_;  ///< work: not so, so
    Childhood grown_up_;

    Civil civil_;
    Seen<Person, Flag> ill_now_, addicted_now_;
    Seen<Family, Flag> poor_now_, debt_now_;
    Seen<Person, facts::Number> work_;
    Seen<Person, std::uint16_t> adversity_;
    Seen<Family, float> frailty_;
    Owned<Family, Flag> violence_;
};

Violence::Violence(Setup& setup)
    : onset_{setup.own.get<Rate>("onset")},
      end_{setup.own.get<Rate>("end")},
      highest_chance_{
          std::max(highest_chance_in_turn, -std::expm1(-end_.per_year() * years_per_turn))},
      by_age_{factors(setup.own, "onset_by_age")},
      ill_{setup.own.get<double>("ill")},
      addicted_{setup.own.get<double>("addicted")},
      poor_{setup.own.get<double>("poor")},
      debt_{setup.own.get<double>("debt")},
      frailty_weight_{setup.own.get<double>("frailty")},
      childhood_{setup.own.get<double>("childhood")},
      without_{0.0, setup.own.get<double>("without_work")},
      grown_up_{setup},
      civil_{setup.schema, name},
      ill_now_{setup.schema.see(facts::ill, name)},
      addicted_now_{setup.schema.see(facts::addicted, name)},
      poor_now_{setup.schema.see(facts::poor, name)},
      debt_now_{setup.schema.see(facts::debt, name)},
      work_{setup.schema.see(facts::work, name)},
      adversity_{setup.schema.see(facts::adversity, name)},
      frailty_{setup.schema.see(facts::family_frailty, name)},
      violence_{setup.schema.own(facts::violence, name)}
{
}

Violence::View Violence::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .now = world.clock.now,
            .ill = world.people.look(ill_now_),
            .addicted = world.people.look(addicted_now_),
            .poor = world.families.look(poor_now_),
            .debt = world.families.look(debt_now_),
            .work = world.people.look(work_),
            .adversity = world.people.look(adversity_),
            .frailty = world.families.look(frailty_),
            .violence = world.families.change(violence_)};
}

/// Every couple starts in the balance of onset and end at its own risk.
void Violence::begin(World& world, StartPopulation const& /*start*/) const
{
    auto const view = open(world);
    for_each_row(world.families.size(), [&](Row household) {
        if (two_adults(view, household)) {
            view.violence[household] = found_violent(world, view, household);
        }
    });
}

void Violence::advance(World& world) const
{
    auto const view = open(world);
    auto const now = moment(view.now);
    auto const just_formed = [&](Row household) {
        return (view.people.formed[household] == now) & (world.clock.part == 0);
    };
    auto const on_or_new = with_any(world.families.size(), set(view.violence),
                                    equal(view.people.formed, moment(view.now)));
    for_each_row(on_or_new, [&](Row household) {
        auto& on = view.violence[household];
        if (on != 0 && !two_adults(view, household)) {
            on = 0;
        } else if (just_formed(household) && two_adults(view, household)) {
            on = found_violent(world, view, household);
        }
    });
    auto const couples =
        with_all(world.roll.homes_in_turn, opposite(equal(view.people.head_one, no_row)),
                 opposite(equal(view.people.head_two, no_row)));
    ask_rows(
        {world.random, stream, change, world.clock, highest_chance_}, couples,
        view.people.family_id,
        [&](Row household) {
            return view.violence[household] != 0
                       ? highest_chance_
                       : onset_rate(view, household).over(years_per_turn).at_most();
        },
        [&](Row household, double luck) {
            if (!two_adults(view, household) || just_formed(household)) {
                return;
            }
            auto& on = view.violence[household];
            if (on != 0) {
                on = is_hit(luck, LogRate{end_.per_year()}.over(years_per_turn)) ? 0 : 1;
            } else {
                on = is_hit_in_turn(luck, onset_rate(view, household)) ? 1 : 0;
            }
        });
}

Flag Violence::found_violent(World const& world, View const& view, Row household) const
{
    auto draws = world.random.draws(view.people.family_name(household), stream, world.clock);
    auto const rate = onset_rate(view, household).value();
    return draws.happens(at_start, rate / (rate + end_.per_year())) ? 1 : 0;
}

bool Violence::two_adults(View const& view, Row household) const
{
    auto const& people = view.people;
    return people.in_use[household] != 0 &&
           people.is_adult_head(people.head_one[household], view.now) &&
           people.is_adult_head(people.head_two[household], view.now);
}

/// Of two heads, whatever their age, and without branches.
LogRate Violence::onset_rate(View const& view, Row household) const
{
    auto const& people = view.people;
    auto const age = std::min(people.age_in_months(people.head_one[household], view.now),
                              people.age_in_months(people.head_two[household], view.now));
    return {onset_.per_year() * by_age_.at(age),
            poor_ * view.poor[household] + debt_ * view.debt[household] +
                frailty_weight_ * view.frailty[household] + of_heads(view, household)};
}

/// Each of the two adds what they bring.
double Violence::of_heads(View const& view, Row household) const
{
    auto const& people = view.people;
    double shift = 0.0;
    for (auto const head : {people.head_one[household], people.head_two[household]}) {
        shift += ill_ * view.ill[head] + addicted_ * view.addicted[head] +
                 without_[view.work[head] == facts::without_work ? 1 : 0] +
                 childhood_ * grown_up_.burden(people, view.adversity, head);
    }
    return shift;
}

}  // namespace

StepKind violence()
{
    return {
        name, Phase::strain,
        "Violence between two adults at home begins under strain and seldom ends quickly.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Violence>(setup); }};
}

}  // namespace smartstart::steps
