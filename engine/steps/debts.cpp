#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/adults.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/social_security.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "debts";
constexpr auto stream = name_hash(name);
enum Question : unsigned { begins, ends, since };

class Debts final : public Step {
public:
    explicit Debts(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Month now;
        std::span<Flag const> poor, assistance, ill, addicted;
        std::span<facts::When const> lost, suspect;
        std::span<facts::Number const> support;
        std::span<float const> frailty;
        std::span<Flag> debt;
        std::span<facts::When> since;
    };
    View open(World& world) const;
    LogRate entry_rate(View const& view, Row household) const;
    LogRate entry_at_most(View const& view, Row household) const;
    double of_heads(View const& view, Row household) const;
    bool went_on_alone(View const& view, Row household) const;

    Rate entry_, end_;
    double counselling_;
    double poor_, assistance_, lost_work_, separated_, single_, children_, ill_, addicted_;
    double suspect_, pension_, frailty_weight_, pension_age_;
    Months lost_lasts_, separated_lasts_, suspect_lasts_;
    std::array<double, 2> of_children_{};  ///< without and with them
    std::array<double, 2>
        at_most_alone_{};        ///< of a couple and of one head, with all their troubles
    std::vector<double> place_;  ///< shift of the log rate, by municipality

    Civil civil_;
    Seen<Family, Flag> poor_now_, assistance_now_;
    Seen<Person, Flag> ill_now_, addicted_now_;
    Seen<Person, facts::When> lost_, suspect_month_;
    Seen<Family, facts::Number> support_;
    Seen<Family, float> frailty_;
    Owned<Family, Flag> debt_;
    Owned<Family, facts::When> since_;
};

Debts::Debts(Setup& setup)
    : entry_{setup.own.get<Rate>("entry")},
      end_{setup.own.get<Rate>("end")},
      counselling_{factor(setup.own, "counselling")},
      poor_{setup.own.get<double>("poor")},
      assistance_{setup.own.get<double>("assistance")},
      lost_work_{setup.own.get<double>("lost_work")},
      separated_{setup.own.get<double>("separated")},
      single_{setup.own.get<double>("single")},
      children_{setup.own.get<double>("children")},
      ill_{setup.own.get<double>("ill")},
      addicted_{setup.own.get<double>("addicted")},
      suspect_{setup.own.get<double>("suspect")},
      pension_{setup.own.get<double>("pension")},
      frailty_weight_{setup.own.get<double>("frailty")},
      pension_age_{read_social_security(setup).pension_age},
      lost_lasts_{setup.own.get<Months>("lost_work_lasts")},
      separated_lasts_{setup.own.get<Months>("separated_lasts")},
      suspect_lasts_{setup.own.get<Months>("suspect_lasts")},
      civil_{setup.schema, name},
      poor_now_{setup.schema.see(facts::poor, name)},
      assistance_now_{setup.schema.see(facts::assistance, name)},
      ill_now_{setup.schema.see(facts::ill, name)},
      addicted_now_{setup.schema.see(facts::addicted, name)},
      lost_{setup.schema.see(facts::lost_work, name)},
      suspect_month_{setup.schema.see(facts::suspect, name)},
      support_{setup.schema.see(facts::support, name)},
      frailty_{setup.schema.see(facts::family_frailty, name)},
      debt_{setup.schema.own(facts::debt, name)},
      since_{setup.schema.own(facts::debt_since, name)}
{
    of_children_ = {0.0, children_};
    auto const troubles = std::max(0.0, lost_work_) + std::max(0.0, ill_) +
                          std::max(0.0, addicted_) + std::max(0.0, suspect_) +
                          std::max(0.0, pension_);
    at_most_alone_ = {troubles, troubles + single_ + std::max(0.0, separated_)};
    auto const weight = factor(setup.own, "place_weight");
    for (auto const& place : setup.region.municipalities()) {
        // A place without a figure on debts is taken as average.
        place_.push_back(place.debt_factor > 0.0 ? weight * std::log(place.debt_factor) : 0.0);
    }
}

Debts::View Debts::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .now = world.clock.now,
            .poor = world.families.look(poor_now_),
            .assistance = world.families.look(assistance_now_),
            .ill = world.people.look(ill_now_),
            .addicted = world.people.look(addicted_now_),
            .lost = world.people.look(lost_),
            .suspect = world.people.look(suspect_month_),
            .support = world.families.look(support_),
            .frailty = world.families.look(frailty_),
            .debt = world.families.change(debt_),
            .since = world.families.change(since_)};
}

/// Households that have problem debts at the start have them when the rehearsal begins as well;
/// how long is drawn from the spells that a constant end leaves running.
void Debts::begin(World& world, StartPopulation const& start) const
{
    auto const view = open(world);
    for (Row row = 0; row < start.families.size(); ++row) {
        if (!start.families[row].problem_debt || !has_adult(view.people, row, view.now)) {
            continue;
        }
        auto draws = world.random.draws(view.people.family_name(row), stream, world.clock);
        auto const years = std::min(20.0, -std::log(draws.uniform(since)) / end_.per_year());
        view.debt[row] = 1;
        view.since[row] = moment(view.now - Months{static_cast<int>(12.0 * years)});
    }
}

void Debts::advance(World& world) const
{
    auto const view = open(world);
    auto const dt = world.clock.dt();
    auto const helps = static_cast<facts::Number>(index(ServiceKind::debt_counselling));
    auto const& people = view.people;
    auto const now = moment(view.now);
    ask_rows(
        {world.random, stream, begins, world.clock, highest_chance_in_turn},
        world.roll.homes_in_turn, people.family_id,
        [&](Row household) {
            return entry_at_most(view, household).over(years_per_turn).at_most();
        },
        [&](Row household, double luck) {
            if (view.debt[household] == 0 && has_adult(people, household, view.now) &&
                is_hit_in_turn(luck, entry_rate(view, household))) {
                view.debt[household] = 1;
                view.since[household] = now;
            }
        });
    auto const in_debt = with_any(world.families.size(), set(view.debt));
    for_each_row(in_debt, [&](Row household) {
        if (!has_adult(people, household, view.now)) {
            view.debt[household] = 0;
        }
    });
    auto const highest = end_.per_year() * std::max(1.0, counselling_) * dt;
    ask_rows({world.random, stream, ends, world.clock, highest}, in_debt, people.family_id,
             [&](Row household, double luck) {
                 auto const just_begun = view.since[household] == now && world.clock.part == 0;
                 auto const factor = view.support[household] == helps ? counselling_ : 1.0;
                 if (!just_begun && is_hit(luck, end_.per_year() * factor * dt)) {
                     view.debt[household] = 0;
                 }
             });
}

LogRate Debts::entry_rate(View const& view, Row household) const
{
    auto const& people = view.people;
    return {entry_.per_year(),
            poor_ * view.poor[household] + assistance_ * view.assistance[household] +
                (people.is_couple(household) ? 0.0 : single_) +
                (people.minors[household] > 0 ? children_ : 0.0) +
                (went_on_alone(view, household) ? separated_ : 0.0) + of_heads(view, household) +
                frailty_weight_ * view.frailty[household] + place_[people.municipality[household]]};
}

/// Never below it, by what stands in the household's own row and no branch: as if its heads had all
/// troubles that they could have.
LogRate Debts::entry_at_most(View const& view, Row household) const
{
    auto const& people = view.people;
    bool const couple =
        (people.head_one[household] != no_row) & (people.head_two[household] != no_row);
    return {entry_.per_year(),
            poor_ * view.poor[household] + assistance_ * view.assistance[household] +
                at_most_alone_[couple ? 0 : 1] +
                of_children_[people.minors[household] > 0 ? 1 : 0] +
                frailty_weight_ * view.frailty[household] + place_[people.municipality[household]]};
}

/// What weighs most among the heads: two ill heads do not count twice.
double Debts::of_heads(View const& view, Row household) const
{
    auto const& people = view.people;
    bool lost = false;
    bool ill = false;
    bool addicted = false;
    bool suspect = false;
    bool retired = true;
    for (auto const head : {people.head_one[household], people.head_two[household]}) {
        if (!people.is_adult_head(head, view.now)) {
            continue;
        }
        lost = lost || (view.lost[head] > 0 &&
                        years_since(view.lost[head], view.now) <= lost_lasts_.years());
        ill = ill || view.ill[head] != 0;
        addicted = addicted || view.addicted[head] != 0;
        suspect = suspect || years_since(view.suspect[head], view.now) <= suspect_lasts_.years();
        retired = retired && people.age(head, view.now) >= pension_age_;
    }
    return (lost ? lost_work_ : 0.0) + (ill ? ill_ : 0.0) + (addicted ? addicted_ : 0.0) +
           (suspect ? suspect_ : 0.0) + (retired ? pension_ : 0.0);
}

/// One head since a short time, and not because this is a first home.
bool Debts::went_on_alone(View const& view, Row household) const
{
    auto const& people = view.people;
    return !people.is_couple(household) &&
           people.left_home[first_adult(people, household, view.now)] != people.formed[household] &&
           people.years_since_formed(household, view.now) <= separated_lasts_.years();
}

}  // namespace

StepKind debts()
{
    return {name, Phase::strain,
            "Households fall into problem debts after setbacks, and get out, sooner with help.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Debts>(setup); }};
}

}  // namespace smartstart::steps
