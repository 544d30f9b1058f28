#include <array>
#include <cmath>
#include <string>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/signal.hpp"
#include "engine/step/step.hpp"
#include "engine/step/structure.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "find_spots";
constexpr auto stream = name_hash(name);
constexpr std::array<std::string_view, 6> spots{"well_baby_clinic", "childcare", "school",
                                                "family_doctor",    "food_bank", "debt_help"};
static_assert(facts::by_family == spots.size() + 1, "the spots come first");
static_assert(spots[facts::by_well_baby_clinic - 1] == "well_baby_clinic");
static_assert(spots[facts::by_family_doctor - 1] == "family_doctor");
enum Question : unsigned { first_contact, own, helper, report, contact = 8, signal = 16 };

constexpr int grown_up = 18 * 12;
constexpr std::size_t ages = 18;
constexpr std::size_t most_risks = 11;
constexpr unsigned kinds_of_family = 4;  ///< poor or not, in debt or not

/// A place where families come and somebody may see that a child is in trouble.
struct FindSpot {
    Path<Rate> contacts;   ///< by age of the child
    Path<double> auc;      ///< by year: knowledge
    Path<Share> reach;     ///< by year: share of contacts in which somebody looks
    Path<Share> may_flag;  ///< by year: share of those looked at that may be flagged
};

class FindSpots final : public Step {
public:
    explicit FindSpots(Setup& setup);
    void advance(World& world) const override;

private:
    /// What each spot can see this month.
    struct Looks {
        std::array<std::array<double, spots.size()>, ages> chance{};  ///< of being looked at
        /// Of being looked at anywhere, by age and kind of family.
        std::array<std::array<double, kinds_of_family>, ages> anywhere{};
        double most{};  ///< chance of it anywhere
        /// Of being noticed by who looks: at each spot, by what is wrong and the risks at home.
        std::array<std::array<std::array<double, most_risks + 1>, 3>, spots.size()> noticed{};
    };
    struct View {
        CivilView people;
        std::span<std::uint8_t const> problem, care, order;
        std::span<Flag const> maltreated, poor, debt;
        std::span<std::int16_t const> reported;
        std::span<std::uint8_t const> risks;
    };
    Looks this_month(Clock const& clock) const;
    View open(World const& world) const;
    std::uint8_t who_tells(World const& world, View const& view, Row row) const;
    std::uint8_t at_a_spot(World const& world, View const& view, Looks const& looks, Row row,
                           double luck) const;
    /// Of what is there now: 1 for a serious problem or maltreatment (wrong: 2), less for an
    /// emerging problem (1).
    double severity(unsigned wrong) const
    {
        return wrong == 2 ? 1.0 : wrong == 1 ? emerging_ : 0.0;
    }
    double strength(unsigned wrong, unsigned risks) const;
    static bool comes(std::size_t spot, unsigned kind)
    {
        return spot == 4 ? (kind & 1U) != 0 : spot == 5 ? (kind & 2U) != 0 : true;
    }

    std::array<FindSpot, spots.size()> spots_;
    bool looks_;  ///< whether anybody looks for what was not asked
    double emerging_, per_risk_, most_risk_;
    LookedAt mix_;
    std::array<double, 3> own_request_;
    double helper_sees_, guardian_asks_, report_leads_;
    Civil civil_;
    Seen<Person, std::uint8_t> problem_, care_, order_;
    Seen<Person, Flag> maltreated_;
    Seen<Person, std::int16_t> reported_;
    Seen<Family, Flag> poor_, debt_;
    Seen<Family, std::uint8_t> risks_;
    Owned<Person, std::uint8_t> noticed_;
};

FindSpots::FindSpots(Setup& setup)
    : looks_{Structure::read(setup).detection == Detection::on},
      emerging_{factor(setup.own, "signal_of_emerging_problems")},
      per_risk_{factor(setup.own, "signal_per_risk")},
      most_risk_{factor(setup.own, "signal_of_risks_at_most")},
      mix_{.serious = setup.own.get<Share>("looked_at_serious").value(),
           .emerging = setup.own.get<Share>("looked_at_emerging").value(),
           .emerging_strength = emerging_,
           .shows = setup.own.get<double>("shows_of_itself")},
      own_request_{setup.own.get<Rate>("own_request_emerging").per_year(),
                   setup.own.get<Rate>("own_request_serious").per_year(),
                   setup.own.get<Rate>("own_request_crisis").per_year()},
      helper_sees_{setup.own.get<Rate>("helper_sees_worsening").per_year()},
      guardian_asks_{setup.own.get<Rate>("guardian_asks").per_year()},
      report_leads_{setup.own.get<Share>("report_leads_to_request").value()},
      civil_{setup.schema, name},
      problem_{setup.schema.see(facts::problem, name)},
      care_{setup.schema.see(facts::care, name)},
      order_{setup.schema.see(facts::order, name)},
      maltreated_{setup.schema.see(facts::maltreated, name)},
      reported_{setup.schema.see(facts::reported, name)},
      poor_{setup.schema.see(facts::poor, name)},
      debt_{setup.schema.see(facts::debt, name)},
      risks_{setup.schema.see(facts::risk_count, name)},
      noticed_{setup.schema.own(facts::noticed, name)}
{
    keep_in_whole(setup.own, "looked_at_emerging", "'looked_at_serious'",
                  mix_.serious + mix_.emerging);
    auto const knowledge = setup.levers.section("knowledge");
    for (std::size_t i = 0; i < spots.size(); ++i) {
        auto const lever = knowledge.section(spots[i]);
        spots_[i] = {setup.own.get<Path<Rate>>(std::string{spots[i]} + "_contacts"),
                     lever.get_by_year<double>("auc"), lever.get_by_year<Share>("reach"),
                     lever.get_by_year<Share>("may_flag")};
        constexpr Limits readable{0.5, 0.99, "from 0.5 (guessing) to 0.99, such as '0.72'"};
        keep_within(readable, lever, "auc", spots_[i].auc);
    }
}

void FindSpots::advance(World& world) const
{
    auto const view = open(world);
    auto const noticed = world.people.change(noticed_);
    auto const looks = this_month(world.clock);
    auto const last_month = moment(world.clock.now - Months{1});
    for_each_row(with_any(world.roll.youth, set(noticed)), [&](Row row) { noticed[row] = 0; });
    auto const known =
        with_any(world.roll.children, set(view.problem), equal(view.reported, last_month));
    for_each_row(known, [&](Row row) { noticed[row] = who_tells(world, view, row); });
    ask_rows({world.random, stream, first_contact, world.clock, looks.most}, world.roll.children,
             view.people.id, [&](Row row, double luck) {
                 if (auto const spot = at_a_spot(world, view, looks, row, luck); spot != 0) {
                     noticed[row] = spot;
                 }
             });
}

FindSpots::View FindSpots::open(World const& world) const
{
    auto const& persons = world.people;
    auto const& families = world.families;
    return {.people = civil_.look(persons, families),
            .problem = persons.look(problem_),
            .care = persons.look(care_),
            .order = persons.look(order_),
            .maltreated = persons.look(maltreated_),
            .poor = families.look(poor_),
            .debt = families.look(debt_),
            .reported = persons.look(reported_),
            .risks = families.look(risks_)};
}

/// Levers hold for a calendar year.
FindSpots::Looks FindSpots::this_month(Clock const& clock) const
{
    Looks looks;
    auto const year = clock.now.year();
    for (std::size_t i = 0; i < spots.size(); ++i) {
        auto const& spot = spots_[i];
        for (std::size_t age = 0; age < ages; ++age) {
            auto const rate =
                looks_ ? spot.contacts.at(static_cast<double>(age)) * spot.reach.at(year) : 0.0;
            looks.chance[age][i] = -std::expm1(-rate * clock.dt());
        }
        auto const signal = make_signal(spot.auc.at(year), spot.may_flag.at(year), mix_);
        for (unsigned wrong = 0; wrong < 3; ++wrong) {
            for (unsigned risks = 0; risks <= most_risks; ++risks) {
                looks.noticed[i][wrong][risks] =
                    signal.chance(strength(wrong, risks), severity(wrong));
            }
        }
    }
    for (std::size_t age = 0; age < ages; ++age) {
        for (unsigned kind = 0; kind < kinds_of_family; ++kind) {
            double nowhere = 1.0;
            for (std::size_t i = 0; i < spots.size(); ++i) {
                nowhere *= comes(i, kind) ? 1.0 - looks.chance[age][i] : 1.0;
            }
            looks.anywhere[age][kind] = 1.0 - nowhere;
            looks.most = std::max(looks.most, 1.0 - nowhere);
        }
    }
    return looks;
}

/// Those who know without looking: whoever reported, a helper, the family itself.
std::uint8_t FindSpots::who_tells(World const& world, View const& view, Row row) const
{
    auto const dt = world.clock.dt();
    auto draws = world.random.draws(view.people.person(row), stream, world.clock);
    // Reports of last month: this month's come after this step.
    if (view.reported[row] == moment(world.clock.now) - 1 && world.clock.part == 0 &&
        draws.happens(report, report_leads_)) {
        return facts::by_report;
    }
    auto const problem = view.problem[row];
    if (problem == 0) {
        return 0;
    }
    auto const care = static_cast<ServiceKind>(view.care[row]);
    auto const helped = info(care).side == Side::front && problem >= 2 ? helper_sees_ : 0.0;
    auto const guarded = view.order[row] != 0 && care == ServiceKind::none ? guardian_asks_ : 0.0;
    if (helped + guarded > 0.0 && draws.happens_at(helper, helped + guarded, dt)) {
        return facts::by_helper;
    }
    return draws.happens_at(own, own_request_[problem - 1U], dt) ? facts::by_family : 0;
}

/// The first spot, in their fixed order, that looks and flags.
std::uint8_t FindSpots::at_a_spot(World const& world, View const& view, Looks const& looks, Row row,
                                  double luck) const
{
    auto const months = view.people.age_in_months(row, world.clock.now);
    auto const age = static_cast<std::size_t>(std::min(months, grown_up - 1) / 12);
    auto const home = view.people.family[row];
    auto const kind = (view.poor[home] != 0 ? 1U : 0U) | (view.debt[home] != 0 ? 2U : 0U);
    // One draw says whether anybody looks, and who is the first: most children meet nobody.
    if (luck >= looks.anywhere[age][kind]) {
        return 0;
    }
    auto draws = world.random.draws(view.people.person(row), stream, world.clock);
    auto signals = draws;  // each keeps the block of luck that it drew last
    auto const wrong = view.maltreated[row] != 0 ? 2U : std::min<unsigned>(view.problem[row], 2U);
    auto const risks = std::min<std::size_t>(view.risks[home], most_risks);
    bool met = false;
    for (std::size_t i = 0; i < spots.size(); ++i) {
        auto const chance = comes(i, kind) ? looks.chance[age][i] : 0.0;
        auto const question = static_cast<unsigned>(i);
        bool looks_now = false;
        if (met) {
            looks_now = chance > 0.0 && draws.happens(contact + question, chance);
        } else {
            looks_now = luck < chance;
            luck = looks_now ? 0.0 : (luck - chance) / (1.0 - chance);
        }
        met = met || looks_now;
        if (looks_now && signals.happens(signal + question, looks.noticed[i][wrong][risks])) {
            return static_cast<std::uint8_t>(i + 1);
        }
    }
    return 0;
}

/// Of what is there now, and a little of risks alone: what is to come.
double FindSpots::strength(unsigned wrong, unsigned risks) const
{
    return std::max(severity(wrong), std::min(most_risk_, per_risk_ * risks));
}

}  // namespace

StepKind find_spots()
{
    return {
        name, Phase::signal,
        "Places where families come notice trouble, as well as their knowledge allows.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<FindSpots>(setup); }};
}

}  // namespace smartstart::steps
