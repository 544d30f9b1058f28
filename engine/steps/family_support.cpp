#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/course.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/occupancy.hpp"
#include "engine/step/step.hpp"
#include "engine/step/treatment.hpp"
#include "engine/step/turn.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "family_support";
constexpr auto stream = name_hash(name);
enum Question : unsigned { seeks_visits, seeks_debt_help, ends, tie_break };
using enum ServiceKind;
constexpr std::array kinds{home_visiting, debt_counselling};

constexpr std::uint8_t by_well_baby_clinic = 1;  ///< value of facts::noticed
constexpr int infancy = 24;                      ///< months

constexpr Fact<Family, std::int16_t> support_asked{
    "support_asked", "month in which a family asked for a family service", 0,
    CellKind::calendar_month};
constexpr Fact<Family, Flag> in_parenting{
    "in_parenting", "the parents of a child of this family follow a parenting programme"};

class FamilySupport final : public Step {
public:
    explicit FamilySupport(Setup& setup);
    void advance(World& world) const override;

private:
    struct View {
        CivilView people;
        std::span<Flag const> debt;
        std::span<std::uint8_t const> risks, noticed;
        std::span<std::uint8_t> support, asks;
        std::span<std::int16_t> asked;
    };
    View open(World& world) const;
    void ask_and_end(World& world) const;
    static bool has_reason(View const& view, Row home, std::uint8_t service, Month now);
    void wish_for_visits(World const& world, View const& view) const;
    void wish_for_debt_help(World const& world, View const& view) const;
    static bool clinic_noticed(View const& view, Row home, Month now);
    void allot(World& world) const;
    void mark_parenting(World& world) const;
    void work(World& world) const;
    void follow(World& world) const;

    double debt_known_, debt_end_, infants_asked_, clinic_sends_;
    double least_risks_;  ///< 2.5 is as 3
    FamilyEffects effects_;
    FamilyEffect visit_, parenting_effect_, debt_effect_;
    double investment_fade_, mental_fade_;
    Civil civil_;
    SeenCourses courses_;
    Seen<Family, Flag> debt_;
    Seen<Family, std::uint8_t> risks_;
    Seen<Person, std::uint8_t> noticed_, care_;
    Owned<Family, std::uint8_t> support_, asks_;
    Owned<Family, std::int16_t> asked_, month_;
    Owned<Family, Flag> parenting_;
    Owned<Family, float> investment_, mental_;
};

FamilySupport::FamilySupport(Setup& setup)
    : debt_known_{setup.own.get<Rate>("debt_families_asking").per_year()},
      debt_end_{12.0 / std::max(1, setup.own.get<Months>("debt_counselling_duration").count)},
      infants_asked_{setup.own.get<Rate>("infant_families_asked").per_year()},
      clinic_sends_{setup.own.get<Share>("clinic_sends_to_home_visiting").value()},
      least_risks_{within<double>(risk_limits, setup.own, "risks_for_home_visiting")},
      effects_{setup.own, share_by_priors(setup)},
      visit_{effects_.here(CourseKind::home_visiting)},
      parenting_effect_{effects_.here(CourseKind::parenting_programme)},
      debt_effect_{effects_.here(CourseKind::debt_counselling)},
      investment_fade_{setup.own.get<Rate>("investment_fade_out").per_year()},
      mental_fade_{setup.own.get<Rate>("mental_health_fade_out").per_year()},
      civil_{setup.schema, name},
      courses_{setup.schema, name},
      debt_{setup.schema.see(facts::debt, name)},
      risks_{setup.schema.see(facts::risk_count, name)},
      noticed_{setup.schema.see(facts::noticed, name)},
      care_{setup.schema.see(facts::care, name)},
      support_{setup.schema.own(facts::support, name)},
      asks_{setup.schema.own(facts::asks_support, name)},
      asked_{setup.schema.own(support_asked, name)},
      month_{setup.schema.own(facts::support_month, name)},
      parenting_{setup.schema.own(in_parenting, name)},
      investment_{setup.schema.own(facts::support_investment, name)},
      mental_{setup.schema.own(facts::support_mental, name)}
{
}

void FamilySupport::advance(World& world) const
{
    ask_and_end(world);
    allot(world);
    mark_parenting(world);
    work(world);
    follow(world);
}

FamilySupport::View FamilySupport::open(World& world) const
{
    auto& families = world.families;
    return {.people = civil_.look(world.people, families),
            .debt = families.look(debt_),
            .risks = families.look(risks_),
            .noticed = world.people.look(noticed_),
            .support = families.change(support_),
            .asks = families.change(asks_),
            .asked = families.change(asked_)};
}

void FamilySupport::ask_and_end(World& world) const
{
    auto const view = open(world);
    auto const now = world.clock.now;
    // The reason to ask may be gone before there is a place.
    auto const waiting = with_all(world.roll.homes, equal(view.support, 0), set(view.asks));
    for_each_row(waiting, [&](Row home) {
        auto& asks = view.asks[home];
        asks = has_reason(view, home, asks, now) ? asks : std::uint8_t{0};
    });
    wish_for_visits(world, view);
    wish_for_debt_help(world, view);
    // Last, because who has help now, though it ends this month, does not ask for more.
    auto const helped = with_all(world.roll.homes, set(view.support));
    auto const taken = count_rows(
        helped, Occupancy{world.services.municipalities()}, [&](Row home, Occupancy& part) {
            auto& support = view.support[home];
            view.asks[home] = 0;
            auto draws = world.random.draws(view.people.family_name(home), stream, world.clock);
            auto const ended = support == index(debt_counselling) &&
                               draws.happens_at(ends, debt_end_, world.clock.dt());
            support = ended || !has_reason(view, home, support, now) ? std::uint8_t{0} : support;
            // What is no service is counted under none, which nobody asks for.
            part.add(static_cast<ServiceKind>(support), view.people.municipality[home]);
        });
    taken.report(kinds, world.services);
}

/// Debts in a home with minors, or for home visiting a child under two.
bool FamilySupport::has_reason(View const& view, Row home, std::uint8_t service, Month now)
{
    return service == index(debt_counselling) ? view.debt[home] != 0 && view.people.minors[home] > 0
                                              : now.index - view.people.youngest[home] < infancy;
}

/// Families with an infant and several risks are asked for home visiting, by midwives and others or
/// because the well-baby clinic saw something.
void FamilySupport::wish_for_visits(World const& world, View const& view) const
{
    auto const now = world.clock.now;
    auto const not_asked = std::exp(-infants_asked_ * world.clock.dt());
    auto const usual = 1.0 - not_asked;
    auto const when_noticed = 1.0 - (1.0 - clinic_sends_) * not_asked;
    auto const with_infant =
        with_all(world.roll.homes, equal(view.support, 0), equal(view.asks, 0),
                 above(view.people.youngest, now.index - infancy),
                 at_least(view.risks, static_cast<std::uint8_t>(std::ceil(least_risks_))));
    ask_rows({world.random, stream, seeks_visits, world.clock, std::max(usual, when_noticed)},
             with_infant, view.people.family_id, [&](Row home, double luck) {
                 if (view.risks[home] >= least_risks_ &&
                     luck < (clinic_noticed(view, home, now) ? when_noticed : usual)) {
                     view.asks[home] = index(home_visiting);
                     view.asked[home] = moment(now);
                 }
             });
}

/// Families with minors and debts come by themselves.
void FamilySupport::wish_for_debt_help(World const& world, View const& view) const
{
    auto const hazard = debt_known_ * world.clock.dt();
    auto const in_debt = with_all(world.roll.homes_with_minors, equal(view.support, 0),
                                  equal(view.asks, 0), set(view.debt));
    ask_rows({world.random, stream, seeks_debt_help, world.clock, hazard}, in_debt,
             view.people.family_id, [&](Row home, double luck) {
                 if (is_hit(luck, hazard)) {
                     view.asks[home] = index(debt_counselling);
                     view.asked[home] = moment(world.clock.now);
                 }
             });
}

bool FamilySupport::clinic_noticed(View const& view, Row home, Month now)
{
    bool found = false;
    view.people.for_each_member(home, [&](Row member) {
        found = found ||
                (view.people.is_child(member, now) && view.noticed[member] == by_well_baby_clinic);
    });
    return found;
}

void FamilySupport::allot(World& world) const
{
    auto const view = open(world);
    auto const waiting = with_any(world.roll.homes, set(view.asks));
    auto const requests = collect_rows<Request>(waiting, [&](Row home, auto& out) {
        Clock const then{Month{view.asked[home]}};
        auto draws = world.random.draws(view.people.family_name(home), stream, then);
        out.push_back({.kind = static_cast<ServiceKind>(view.asks[home]),
                       .municipality = view.people.municipality[home],
                       .urgency = view.risks[home],
                       .since = view.asked[home],
                       .tie = draws.word(tie_break),
                       .name = view.people.family_id[home],
                       .row = home});
    });
    for (auto const& granted : world.services.allot(requests)) {
        view.support[granted.row] = static_cast<std::uint8_t>(granted.kind);
        view.asks[granted.row] = 0;
    }
}

/// Parents follow a programme for one child, and raise all of them.
void FamilySupport::mark_parenting(World& world) const
{
    auto const people = civil_.look(world.people, world.families);
    auto const care = world.people.look(care_);
    auto const parenting = world.families.change(parenting_);
    std::ranges::fill(parenting, Flag{0});
    auto const followed = with_all(world.roll.youth, equal(care, index(parenting_programme)));
    auto const push = [&](Row child, std::vector<Row>& homes) {
        homes.push_back(people.family[child]);
    };
    for (auto const home : collect_rows<Row>(followed, push)) {
        parenting[home] = 1;
    }
}

/// What each service does to a family while it runs, and what lingers.
void FamilySupport::work(World& world) const
{
    auto const support = world.families.look(support_);
    auto const parenting = world.families.look(parenting_);
    auto const investment = world.families.change(investment_);
    auto const mental = world.families.change(mental_);
    auto const month = world.families.change(month_);
    auto const now = moment(world.clock.now);
    auto const dt = world.clock.dt();
    auto const investment_kept = static_cast<float>(std::exp(-investment_fade_ * dt));
    auto const mental_kept = static_cast<float>(std::exp(-mental_fade_ * dt));
    auto const concerned =
        with_any(world.roll.homes, set(support), set(parenting), set(investment), set(mental));
    for_each_row(concerned, [&](Row home) {
        auto const kind = static_cast<ServiceKind>(support[home]);
        auto const visits = kind == home_visiting;
        auto const lingers = [](float value, float kept) {
            return is_stronger(1e-3F, value) ? 0.0F : value * kept;
        };
        auto const trains = parenting[home] != 0;
        investment[home] = strongest({lingers(investment[home], investment_kept),
                                      visits ? visit_.investment : 0.0F,
                                      trains ? parenting_effect_.investment : 0.0F});
        mental[home] = strongest({lingers(mental[home], mental_kept), visits ? visit_.mental : 0.0F,
                                  kind == debt_counselling ? debt_effect_.mental : 0.0F,
                                  trains ? parenting_effect_.mental : 0.0F});
        month[home] = kind != none ? now : month[home];
    });
}

/// Families in a trial. What is stronger counts; it lingers as what the region gives.
void FamilySupport::follow(World& world) const
{
    auto const people = civil_.look(world.people, world.families);
    auto const investment = world.families.change(investment_);
    auto const mental = world.families.change(mental_);
    courses_.for_each(world, [&](Row child, Course const& course) {
        auto const home = people.family[child];
        auto const effect = effects_.of(course);
        investment[home] = strongest({investment[home], effect.investment});
        mental[home] = strongest({mental[home], effect.mental});
    });
}

}  // namespace

StepKind family_support()
{
    return {name, Phase::help,
            "Home visiting and debt counselling reach families and work on them.",
            [](Setup& setup) -> std::unique_ptr<Step> {
                return std::make_unique<FamilySupport>(setup);
            }};
}

}  // namespace smartstart::steps
