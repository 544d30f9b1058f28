#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "addiction";
constexpr auto stream = name_hash(name);
enum Question : unsigned { change, at_start, spell_one, spell_two, spell_three, elapsed };

/// Values of facts::work.
constexpr facts::Number without = 2;
constexpr std::uint8_t man = 1;

constexpr Fact<Person, facts::When> addicted_since{"addicted_since", "month in which it began", 0,
                                                   facts::calendar};

/// Addiction changes slowly: everyone is asked every third month, each in a turn of their own.
constexpr int months_per_turn = 3;
constexpr double years_per_turn = months_per_turn / 12.0;
bool is_turn(std::uint64_t name_for_life, Clock const& clock)
{
    auto const month = static_cast<std::uint64_t>(clock.now.index);
    return clock.part == 0 && (name_for_life + month) % months_per_turn == 0;
}

/// Childhoods of this many months are averaged over.
constexpr double months_of_childhood = 18 * 12;
/// The longest spell that is told apart, in months.
constexpr std::size_t longest = 600;

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
    double lasting_rate(View const& view, Row row) const;
    double onset_rate(View const& view, Row row) const;
    double recovery_hazard(View const& view, Row row) const;

    Rate onset_;
    Path<double> by_age_;
    double shape_, scale_years_;
    double women_, frailty_weight_, family_weight_, childhood_, usual_childhood_;
    double ill_, without_, ill_recovery_;
    std::vector<double>
        spent_;  ///< hazard of recovery over three months from each month of a spell

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
      by_age_{setup.own.get<Path<double>>("onset_by_age")},
      shape_{setup.own.get<double>("spell_shape")},
      scale_years_{setup.own.get<double>("spell_scale")},
      women_{setup.own.get<double>("women")},
      frailty_weight_{setup.own.get<double>("frailty")},
      family_weight_{setup.own.get<double>("family_frailty")},
      childhood_{setup.own.get<double>("childhood")},
      usual_childhood_{setup.own.get<double>("usual_childhood")},
      ill_{setup.own.get<double>("ill")},
      without_{setup.own.get<double>("without_work")},
      ill_recovery_{setup.own.get<double>("ill_recovery")},
      spent_(longest),
      civil_{setup.schema, name},
      frailty_{setup.schema.see(facts::frailty, name)},
      family_frailty_{setup.schema.see(facts::family_frailty, name)},
      work_{setup.schema.see(facts::work, name)},
      adversity_{setup.schema.see(facts::adversity, name)},
      ill_now_{setup.schema.see(facts::ill, name)},
      addicted_{setup.schema.own(facts::addicted, name)},
      since_{setup.schema.own(addicted_since, name)}
{
    // Weibull: the hazard spent between two ages of a spell has a closed form.
    auto const spent_until = [&](double months) {
        return std::pow(months / 12.0 / scale_years_, shape_);
    };
    for (std::size_t month = 0; month < longest; ++month) {
        auto const age = static_cast<double>(month);
        spent_[month] = spent_until(age + months_per_turn) - spent_until(age);
    }
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
    auto const mean_spell = scale_years_ * std::tgamma(1.0 + 1.0 / shape_);
    for_each_row(world.people.size(), [&](Row row) {
        auto const age = view.people.age(row, view.now);
        if (view.people.present[row] == 0 || age < 18.0) {
            return;
        }
        auto draws = world.random.draws(view.people.person(row), stream, world.clock);
        auto const load = lasting_rate(view, row) * mean_spell;
        if (!draws.happens(at_start, load / (1.0 + load))) {
            return;
        }
        // Length-biased Weibull: its power is Gamma(1 + 1/shape), here by three exponentials,
        // which is exact at shape 1/2.
        auto const power = -std::log(draws.uniform(spell_one) * draws.uniform(spell_two) *
                                     draws.uniform(spell_three));
        auto const years = std::min(
            age - 17.0, scale_years_ * std::pow(power, 1.0 / shape_) * draws.uniform(elapsed));
        view.addicted[row] = 1;
        view.since[row] = moment(view.now - Months{static_cast<int>(12.0 * years)});
    });
}

void Addiction::advance(World& world) const
{
    auto const view = open(world);
    for_each_row(world.people.size(), [&](Row row) {
        auto const& people = view.people;
        if (people.present[row] == 0 || people.age_in_months(row, view.now) < 18 * 12 ||
            !is_turn(people.id[row], world.clock)) {
            return;
        }
        auto draws = world.random.draws(people.person(row), stream, world.clock);
        if (view.addicted[row] != 0) {
            auto const over = draws.happens(change, -std::expm1(-recovery_hazard(view, row)));
            view.addicted[row] = over ? 0 : 1;
        } else if (draws.happens_at(change, onset_rate(view, row), years_per_turn)) {
            view.addicted[row] = 1;
            view.since[row] = moment(view.now);
        }
    });
}

/// What a person carries for life: sex, age, frailty, and the childhood of those who had it here.
double Addiction::lasting_rate(View const& view, Row row) const
{
    auto const& people = view.people;
    auto shift = frailty_weight_ * view.frailty[row] +
                 family_weight_ * view.family_frailty[people.family[row]] +
                 (people.sex[row] == man ? 0.0 : women_);
    if (people.generation[row] != 0) {
        shift += childhood_ * (view.adversity[row] / months_of_childhood - usual_childhood_);
    }
    return onset_.per_year() * by_age_.at(people.age(row, view.now)) * std::exp(shift);
}

double Addiction::onset_rate(View const& view, Row row) const
{
    return lasting_rate(view, row) *
           std::exp(ill_ * view.ill[row] + (view.work[row] == without ? without_ : 0.0));
}

/// Over the three months until the next turn.
double Addiction::recovery_hazard(View const& view, Row row) const
{
    auto const months = static_cast<std::size_t>(
        std::clamp(view.now.index - view.since[row], 0, static_cast<int>(longest) - 1));
    return spent_[months] * std::exp(ill_recovery_ * view.ill[row]);
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
