#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/age_factor.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/extent.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/spell.hpp"
#include "engine/step/step.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/childhood.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "mental_health";
constexpr auto stream = name_hash(name);
enum Question : unsigned { begins, ends, at_start, elapsed };

constexpr auto man = static_cast<std::uint8_t>(Sex::man);

/// The longest spell that is told apart, in months.
constexpr std::size_t longest = 360;
constexpr double year_per_month = 1.0 / 12.0;

/// Illness that begins, or one that ends (`since` is 0).
struct Change {
    Row row{};
    facts::When since{};
};

class MentalHealth final : public Step {
public:
    explicit MentalHealth(Setup& setup);
    void begin(World& world, StartPopulation const& start) const override;
    void advance(World& world) const override;

private:
    /// The columns at hand in one month.
    struct View {
        CivilView people;
        Clock clock;
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
    facts::When found_ill(World const& world, View const& view, Row row) const;
    LogRate lasting_rate(View const& view, Row row) const;
    LogRate onset_rate(View const& view, Row row) const;
    LogRate recovery(View const& view, Row row) const;
    double highest_chance_to_recover(View const& view) const;

    Rate onset_;
    AgeFactor by_age_;
    Spell spell_;
    double mean_spell_;
    double frailty_weight_, family_weight_, childhood_, social_;
    double poor_, debt_, violence_, addicted_;
    std::array<double, 2> of_sex_{}, of_loss_{};  ///< not a man, a man; no work lost of late, lost
    std::array<double, 4> of_work_{};             ///< by what `work` says
    std::array<double, 3> of_partner_{};          ///< well, ill, no partner
    Months lost_lasts_;
    Childhood grown_up_;

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
      by_age_{factors(setup.own, "onset_by_age")},
      spell_{Spell::weibull(more_than_zero(setup.own, "spell_shape"),
                            more_than_zero(setup.own, "spell_scale") / 12.0, year_per_month,
                            longest)},
      mean_spell_{spell_.mean(1.0)},
      frailty_weight_{setup.own.get<double>("frailty")},
      family_weight_{setup.own.get<double>("family_frailty")},
      childhood_{setup.own.get<double>("childhood")},
      social_{setup.own.get<double>("social_skill")},
      poor_{setup.own.get<double>("poor")},
      debt_{setup.own.get<double>("debt")},
      violence_{setup.own.get<double>("violence")},
      addicted_{setup.own.get<double>("addicted")},
      of_sex_{0.0, setup.own.get<double>("men")},
      of_loss_{0.0, setup.own.get<double>("lost_work")},
      of_work_{0.0, 0.0, setup.own.get<double>("without_work"),
               setup.own.get<double>("disability")},
      of_partner_{0.0, setup.own.get<double>("partner_ill"), setup.own.get<double>("single")},
      lost_lasts_{setup.own.get<Months>("lost_work_lasts")},
      grown_up_{setup},
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
}

MentalHealth::View MentalHealth::open(World& world) const
{
    return {.people = civil_.look(world.people, world.families),
            .clock = world.clock,
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

/// Everyone starts in the balance of onset and recovery at their lasting risk.
void MentalHealth::begin(World& world, StartPopulation const& /*start*/) const
{
    auto const view = open(world);
    for_each_row(world.people.size(), [&](Row row) {
        if (view.people.present[row] != 0 && view.people.age(row, view.now) >= 18.0) {
            view.since[row] = found_ill(world, view, row);
            view.ill[row] = view.since[row] != 0 ? 1 : 0;
        }
    });
}

/// Partners look at each other, so everyone is asked before anything changes.
void MentalHealth::advance(World& world) const
{
    auto const view = open(world);
    auto const& people = view.people;
    auto const well = equal(view.ill, 0);
    auto const come_of_age = equal(people.born, moment(view.now - Months{18 * 12}));
    auto const begun = ask_and_collect<Change>(
        {world.random, stream, begins, world.clock, highest_chance_in_turn},
        world.roll.adults_in_turn, people.id,
        sifted(
            [&](Row row, double luck) {
                return well.one(row) & !come_of_age.one(row) &
                       (luck < onset_rate(view, row).over(years_per_turn).at_most());
            },
            [&](Row row, double luck, auto& changed) {
                if (is_hit_in_turn(luck, onset_rate(view, row))) {
                    changed.push_back({row, moment(view.now)});
                }
            }));
    auto const recovered = ask_and_collect<Change>(
        {world.random, stream, ends, world.clock, highest_chance_to_recover(view)},
        with_all(world.roll.adults, opposite(well)), people.id,
        sifted([&](Row row, double luck) { return luck < recovery(view, row).at_most(); },
               [&](Row row, double luck, auto& changed) {
                   if (is_hit(luck, recovery(view, row))) {
                       changed.push_back({row, 0});
                   }
               }));
    auto const newly_seen = collect_rows<Change>(
        with_all(world.roll.adults, well, come_of_age), [&](Row row, auto& changed) {
            if (auto const since =
                    view.clock.part == 0 ? found_ill(world, view, row) : facts::When{};
                since != 0) {
                changed.push_back({row, since});
            }
        });
    for (auto const* const changes : {&begun, &recovered, &newly_seen}) {
        for (auto const& change : *changes) {
            view.ill[change.row] = change.since != 0 ? 1 : 0;
            if (change.since != 0) {
                view.since[change.row] = change.since;
            }
        }
    }
}

/// Whoever comes into view, at the start or at 18, is ill in the balance of onset and recovery at
/// their lasting risk, and is part way through a spell as spells found running are: longer ones are
/// found more often. None began before 15. Gives the month in which it began, or 0.
facts::When MentalHealth::found_ill(World const& world, View const& view, Row row) const
{
    auto draws = world.random.draws(view.people.person(row), stream, world.clock);
    auto const load = lasting_rate(view, row).value() * mean_spell_;
    if (!draws.happens(at_start, load / (1.0 + load))) {
        return 0;
    }
    // As last month left it, so that this month is the one after so many.
    auto const lasted = static_cast<int>(spell_.elapsed(1.0, draws.uniform(elapsed))) + 1;
    auto const longest_yet = view.people.age_in_months(row, view.now) - 15 * 12;
    return moment(view.now - Months{std::min(lasted, longest_yet)});
}

/// What a person carries for life: sex, age, frailty, and the childhood of those who had it here.
LogRate MentalHealth::lasting_rate(View const& view, Row row) const
{
    auto const& people = view.people;
    auto const known = people.has_known_childhood(row) ? 1.0 : 0.0;
    auto const shift = frailty_weight_ * view.frailty[row] +
                       family_weight_ * view.family_frailty[people.family[row]] +
                       of_sex_[people.sex[row] == man ? 1 : 0] +
                       childhood_ * grown_up_.burden(people, view.adversity, row) +
                       known * social_ * view.social[row];
    return {onset_.per_year() * by_age_.at(people.age_in_months(row, view.now)), shift};
}

/// Written without branches: who has which trouble is nothing that a processor could foresee.
LogRate MentalHealth::onset_rate(View const& view, Row row) const
{
    auto const& people = view.people;
    auto const home = people.family[row];
    auto const lost = view.lost[row];
    bool const just_lost = (lost > 0) & (view.now.index - lost <= lost_lasts_.count);
    auto const one = people.head_one[home];
    auto const other = one == row ? people.head_two[home] : one;
    bool const single = (people.head[row] == 0) | (other == no_row);
    auto const partner = single ? 2U : unsigned{view.ill[single ? row : other]};
    auto const shift = of_loss_[just_lost ? 1 : 0] + of_work_[view.work[row]] +
                       of_partner_[partner] + poor_ * view.poor[home] + debt_ * view.debt[home] +
                       violence_ * view.violence[home] + addicted_ * view.addicted[row];
    auto const lasting = lasting_rate(view, row);
    return {lasting.base, lasting.shift + shift};
}

/// The hazard of it in this step of time.
LogRate MentalHealth::recovery(View const& view, Row row) const
{
    auto const months = months_before_this_step(view.since[row], view.clock);
    // Within a month the hazard is spread evenly, so any number of parts gives the same month.
    auto const part_of_month = 12.0 * view.clock.dt();
    auto const help = static_cast<double>(view.support[view.people.family[row]]);
    auto const hazard = spell_.hazard(static_cast<std::size_t>(months));
    return {hazard * part_of_month, help};
}

/// In this step of time, of anybody: with the most help that there is, in the likeliest month.
double MentalHealth::highest_chance_to_recover(View const& view) const
{
    auto const help = static_cast<double>(extent_with_zero(view.support).most);
    return LogRate{spell_.highest_hazard() * 12.0 * view.clock.dt(), help}.at_most();
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
