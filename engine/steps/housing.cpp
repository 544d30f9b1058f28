#include <algorithm>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/adults.hpp"
#include "engine/step/age_factor.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "housing";
constexpr auto stream = name_hash(name);
enum Question : unsigned { change, at_start };

class Housing final : public Step {
public:
    explicit Housing(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Month now;
        std::span<Flag const> ill, addicted, poor, debt, violence;
        std::span<float const> frailty;
        std::span<Flag> unsettled;
    };
    View open(World& world) const;
    LogRate onset_rate(View const& view, Row household) const;
    LogRate of_heads(View const& view, Row household) const;

    Rate onset_, end_;
    double highest_chance_;  ///< of a change in a turn
    AgeFactor by_age_;
    double poor_, debt_, violence_, ill_, addicted_, separated_, children_, frailty_weight_;
    Months separated_lasts_;

    Civil civil_;
    Seen<Person, Flag> ill_now_, addicted_now_;
    Seen<Family, Flag> poor_now_, debt_now_, violence_now_;
    Seen<Family, float> frailty_;
    Owned<Family, Flag> unsettled_;
};

Housing::Housing(Setup& setup)
    : onset_{setup.own.get<Rate>("onset")},
      end_{setup.own.get<Rate>("end")},
      highest_chance_{
          std::max(highest_chance_in_turn, -std::expm1(-end_.per_year() * years_per_turn))},
      by_age_{factors(setup.own, "onset_by_age")},
      poor_{setup.own.get<double>("poor")},
      debt_{setup.own.get<double>("debt")},
      violence_{setup.own.get<double>("violence")},
      ill_{setup.own.get<double>("ill")},
      addicted_{setup.own.get<double>("addicted")},
      separated_{setup.own.get<double>("separated")},
      children_{setup.own.get<double>("children")},
      frailty_weight_{setup.own.get<double>("frailty")},
      separated_lasts_{setup.own.get<Months>("separated_lasts")},
      civil_{setup.schema, name},
      ill_now_{setup.schema.see(facts::ill, name)},
      addicted_now_{setup.schema.see(facts::addicted, name)},
      poor_now_{setup.schema.see(facts::poor, name)},
      debt_now_{setup.schema.see(facts::debt, name)},
      violence_now_{setup.schema.see(facts::violence, name)},
      frailty_{setup.schema.see(facts::family_frailty, name)},
      unsettled_{setup.schema.own(facts::unsettled, name)}
{
}

Housing::View Housing::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .now = world.clock.now,
            .ill = world.people.look(ill_now_),
            .addicted = world.people.look(addicted_now_),
            .poor = world.families.look(poor_now_),
            .debt = world.families.look(debt_now_),
            .violence = world.families.look(violence_now_),
            .frailty = world.families.look(frailty_),
            .unsettled = world.families.change(unsettled_)};
}

/// Every household starts in the balance of onset and end at its own risk.
void Housing::begin(World& world, StartPopulation const& /*start*/) const
{
    auto const view = open(world);
    for_each_row(world.families.size(), [&](Row household) {
        if (!has_adult(view.people, household, view.now)) {
            return;
        }
        auto draws = world.random.draws(view.people.family_name(household), stream, world.clock);
        auto const rate = onset_rate(view, household).value();
        view.unsettled[household] =
            draws.happens(at_start, rate / (rate + end_.per_year())) ? 1 : 0;
    });
}

void Housing::advance(World& world) const
{
    auto const view = open(world);
    auto const unsettled = with_any(world.families.size(), set(view.unsettled));
    for_each_row(unsettled, [&](Row household) {
        if (!has_adult(view.people, household, view.now)) {
            view.unsettled[household] = 0;
        }
    });
    ask_rows({world.random, stream, change, world.clock, highest_chance_}, world.roll.homes_in_turn,
             view.people.family_id, [&](Row household, double luck) {
                 auto& on = view.unsettled[household];
                 if (on != 0) {
                     on = is_hit(luck, LogRate{end_.per_year()}.over(years_per_turn)) ? 0 : 1;
                 } else if (has_adult(view.people, household, view.now)) {
                     on = is_hit_in_turn(luck, onset_rate(view, household)) ? 1 : 0;
                 }
             });
}

LogRate Housing::onset_rate(View const& view, Row household) const
{
    auto const& people = view.people;
    auto const went_on_alone =
        !people.is_couple(household) &&
        people.years_since_formed(household, view.now) <= separated_lasts_.years();
    auto const heads = of_heads(view, household);
    return {onset_.per_year() * heads.base,
            heads.shift + poor_ * view.poor[household] + debt_ * view.debt[household] +
                violence_ * view.violence[household] + (went_on_alone ? separated_ : 0.0) +
                (people.minors[household] > 0 ? children_ : 0.0) +
                frailty_weight_ * view.frailty[household]};
}

/// The factor of the heads' troubles and of the age of the older of them.
LogRate Housing::of_heads(View const& view, Row household) const
{
    auto const& people = view.people;
    bool ill = false;
    bool addicted = false;
    int age = 0;
    for (auto const head : {people.head_one[household], people.head_two[household]}) {
        if (people.is_adult_head(head, view.now)) {
            ill = ill || view.ill[head] != 0;
            addicted = addicted || view.addicted[head] != 0;
            age = std::max(age, people.age_in_months(head, view.now));
        }
    }
    return {by_age_.at(age), (ill ? ill_ : 0.0) + (addicted ? addicted_ : 0.0)};
}

}  // namespace

StepKind housing()
{
    return {name, Phase::strain, "Households lose a secure home through setbacks, and find one.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Housing>(setup); }};
}

}  // namespace smartstart::steps
