#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "mental_health";
constexpr auto stream = name_hash(name);
enum Question : unsigned { begins, ends, at_start, spell_one, spell_two, spell_three, elapsed };

/// Values of facts::work.
constexpr facts::Number without = 2;
constexpr facts::Number disability = 3;
constexpr std::uint8_t man = 1;

/// Those who are well are asked every third month, each in a turn of their own; the ill each month.
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

class MentalHealth final : public Step {
public:
    explicit MentalHealth(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Month now;
        std::span<float const> frailty, social, family_frailty, support;
        std::span<facts::Number const> work;
        std::span<facts::When const> lost;
        std::span<std::uint16_t const> adversity;
        std::span<Flag const> addicted, poor, debt, violence;
        std::span<Flag> ill;
        std::span<facts::When> since;
    };
    View open(World& world) const;
    double lasting_rate(View const& view, Row row) const;
    double onset_rate(View const& view, Row row) const;
    double recovery(View const& view, Row row, double part_of_month) const;

    Rate onset_;
    Path<double> by_age_;
    double shape_, scale_years_;
    double men_, frailty_weight_, family_weight_, childhood_, usual_childhood_, social_;
    double lost_work_, without_, disability_, single_, partner_ill_;
    double poor_, debt_, violence_, addicted_;
    Months lost_lasts_;
    std::vector<double> spent_;  ///< hazard of recovery over each month of a spell

    Civil civil_;
    Seen<Person, float> frailty_, social_skill_;
    Seen<Family, float> family_frailty_, support_;
    Seen<Person, facts::Number> work_;
    Seen<Person, facts::When> lost_;
    Seen<Person, std::uint16_t> adversity_;
    Seen<Person, Flag> addicted_now_;
    Seen<Family, Flag> poor_now_, debt_now_, violence_now_;
    Owned<Person, Flag> ill_;
    Owned<Person, facts::When> since_;
};

MentalHealth::MentalHealth(Setup& setup)
    : onset_{setup.own.get<Rate>("onset")},
      by_age_{setup.own.get<Path<double>>("onset_by_age")},
      shape_{setup.own.get<double>("spell_shape")},
      scale_years_{setup.own.get<double>("spell_scale") / 12.0},
      men_{setup.own.get<double>("men")},
      frailty_weight_{setup.own.get<double>("frailty")},
      family_weight_{setup.own.get<double>("family_frailty")},
      childhood_{setup.own.get<double>("childhood")},
      usual_childhood_{setup.own.get<double>("usual_childhood")},
      social_{setup.own.get<double>("social_skill")},
      lost_work_{setup.own.get<double>("lost_work")},
      without_{setup.own.get<double>("without_work")},
      disability_{setup.own.get<double>("disability")},
      single_{setup.own.get<double>("single")},
      partner_ill_{setup.own.get<double>("partner_ill")},
      poor_{setup.own.get<double>("poor")},
      debt_{setup.own.get<double>("debt")},
      violence_{setup.own.get<double>("violence")},
      addicted_{setup.own.get<double>("addicted")},
      lost_lasts_{setup.own.get<Months>("lost_work_lasts")},
      spent_(longest),
      civil_{setup.schema, name},
      frailty_{setup.schema.see(facts::frailty, name)},
      social_skill_{setup.schema.see(facts::skill_social, name)},
      family_frailty_{setup.schema.see(facts::family_frailty, name)},
      support_{setup.schema.see(facts::support_mental, name)},
      work_{setup.schema.see(facts::work, name)},
      lost_{setup.schema.see(facts::lost_work, name)},
      adversity_{setup.schema.see(facts::adversity, name)},
      addicted_now_{setup.schema.see(facts::addicted, name)},
      poor_now_{setup.schema.see(facts::poor, name)},
      debt_now_{setup.schema.see(facts::debt, name)},
      violence_now_{setup.schema.see(facts::violence, name)},
      ill_{setup.schema.own(facts::ill, name)},
      since_{setup.schema.own(facts::ill_since, name)}
{
    // Weibull: the hazard spent between two ages of a spell has a closed form.
    auto const spent_until = [&](double months) {
        return std::pow(months / 12.0 / scale_years_, shape_);
    };
    for (std::size_t month = 0; month < longest; ++month) {
        auto const age = static_cast<double>(month);
        spent_[month] = spent_until(age + 1.0) - spent_until(age);
    }
}

MentalHealth::View MentalHealth::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .now = world.clock.now,
            .frailty = world.people.look(frailty_),
            .social = world.people.look(social_skill_),
            .family_frailty = world.families.look(family_frailty_),
            .support = world.families.look(support_),
            .work = world.people.look(work_),
            .lost = world.people.look(lost_),
            .adversity = world.people.look(adversity_),
            .addicted = world.people.look(addicted_now_),
            .poor = world.families.look(poor_now_),
            .debt = world.families.look(debt_now_),
            .violence = world.families.look(violence_now_),
            .ill = world.people.change(ill_),
            .since = world.people.change(since_)};
}

/// Everyone starts in the balance of onset and recovery at their lasting risk, part way through a
/// spell as spells that are found running are: longer ones are found more often.
void MentalHealth::begin(World& world, StartPopulation const& /*start*/) const
{
    auto const view = open(world);
    auto const mean_spell = scale_years_ * std::tgamma(1.0 + 1.0 / shape_);
    for_each_row(world.people.size(), [&](Row row) {
        if (view.people.present[row] == 0 || view.people.age(row, view.now) < 18.0) {
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
        auto const years = scale_years_ * std::pow(power, 1.0 / shape_) * draws.uniform(elapsed);
        auto const months = std::min(static_cast<double>(longest - 1), 12.0 * years);
        view.ill[row] = 1;
        view.since[row] = moment(view.now - Months{static_cast<int>(months)});
    });
}

void MentalHealth::advance(World& world) const
{
    auto const view = open(world);
    // Within a month the hazard is spread evenly, so any number of parts gives the same month.
    auto const part_of_month = 12.0 * world.clock.dt();
    for_each_row(world.people.size(), [&](Row row) {
        auto const& people = view.people;
        if (people.present[row] == 0 || people.age_in_months(row, view.now) < 18 * 12) {
            return;
        }
        if (view.ill[row] != 0) {
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            view.ill[row] = draws.happens(ends, recovery(view, row, part_of_month)) ? 0 : 1;
        } else if (is_turn(people.id[row], world.clock)) {
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            if (draws.happens_at(begins, onset_rate(view, row), years_per_turn)) {
                view.ill[row] = 1;
                view.since[row] = moment(view.now);
            }
        }
    });
}

/// What a person carries for life: sex, age, frailty, and the childhood of those who had it here.
double MentalHealth::lasting_rate(View const& view, Row row) const
{
    auto const& people = view.people;
    auto shift = frailty_weight_ * view.frailty[row] +
                 family_weight_ * view.family_frailty[people.family[row]] +
                 (people.sex[row] == man ? men_ : 0.0);
    if (people.generation[row] != 0) {
        auto const risks = view.adversity[row] / months_of_childhood;
        shift += childhood_ * (risks - usual_childhood_) + social_ * view.social[row];
    }
    return onset_.per_year() * by_age_.at(people.age(row, view.now)) * std::exp(shift);
}

double MentalHealth::onset_rate(View const& view, Row row) const
{
    auto const& people = view.people;
    auto const home = people.family[row];
    auto const partner = people.partner(row);
    auto const work = view.work[row];
    auto const lost = years_since(view.lost[row], view.now) <= lost_lasts_.years();
    auto const shift = (lost ? lost_work_ : 0.0) + (work == without ? without_ : 0.0) +
                       (work == disability ? disability_ : 0.0) +
                       (partner == no_row ? single_ : partner_ill_ * view.ill[partner]) +
                       poor_ * view.poor[home] + debt_ * view.debt[home] +
                       violence_ * view.violence[home] + addicted_ * view.addicted[row];
    return lasting_rate(view, row) * std::exp(shift);
}

double MentalHealth::recovery(View const& view, Row row, double part_of_month) const
{
    auto const months = static_cast<std::size_t>(
        std::clamp(view.now.index - view.since[row], 0, static_cast<int>(longest) - 1));
    auto const alone = -std::expm1(-spent_[months] * part_of_month);
    auto const help = static_cast<double>(view.support[view.people.family[row]]);
    if (help == 0.0) {
        return alone;
    }
    auto const odds = alone / (1.0 - alone) * std::exp(help);
    return odds / (1.0 + odds);
}

}  // namespace

StepKind mental_health()
{
    return {
        name, Phase::strain,
        "Adults fall mentally ill after setbacks and recover, the less likely the longer it lasts.",
        [](Setup& setup) -> std::unique_ptr<Step> {
            return std::make_unique<MentalHealth>(setup);
        }};
}

}  // namespace smartstart::steps
