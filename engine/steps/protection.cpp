#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/occupancy.hpp"
#include "engine/step/step.hpp"
#include "engine/step/treatment.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/history.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "protection";
constexpr auto stream = name_hash(name);
enum Question : unsigned { ordered, order_ends, guardian, placed, kind_of_stay, leaves, tie };
using enum ServiceKind;
constexpr std::array counted{foster_care,       family_home,  residential,    closed_care,
                             supervision_order, guardianship, youth_probation};
constexpr facts::Number serious = 2, crisis = 3;
constexpr Fact<Person, facts::Number> stay_asked{"stay_asked",
                                                 "stay that is waited for (ServiceKind), 0 none", 0,
                                                 CellKind::value, facts::in_youth};

class Protection final : public Step {
public:
    explicit Protection(Setup& setup);
    void advance(World& world) const override;

private:
    struct View {
        CivilView people;
        Clock clock;
        std::span<std::uint8_t const> problem, support;
        std::span<Flag const> maltreated, probation;
        std::span<std::int16_t const> reported;
        std::span<std::uint8_t> order, stay, asked;
        std::span<std::int16_t> started, stay_since, stay_month, returned, asked_since;
    };
    View open(World& world) const;
    void live(World const& world, View const& view, Row row) const;
    void review_order(View const& view, Draws& draws, Row row) const;
    void review_stay(View const& view, Draws& draws, Row row) const;
    void consider_stay(View const& view, Draws& draws, Row row) const;
    double placement_rate(View const& view, Row row) const;
    ServiceKind form(View const& view, Draws& draws, Row row) const;
    void place(World& world, View const& view) const;

    double order_crisis_, order_reported_, order_end_, ends_away_;
    Path<Rate> guardian_;
    double guardian_end_;
    double place_order_, place_crisis_, place_serious_, again_, home_without_order_, help_;
    PerService<double> leave_{};  ///< rate of leaving a stay under an order
    double family_home_;
    Path<Share> residential_, closed_;
    Civil civil_;
    Seen<Person, std::uint8_t> problem_;
    Seen<Person, Flag> maltreated_, probation_;
    Seen<Person, std::int16_t> reported_;
    Seen<Family, std::uint8_t> support_;
    Owned<Person, std::uint8_t> order_;
    Owned<Person, std::int16_t> started_;
    Owned<Person, std::uint8_t> stay_;
    Owned<Person, std::int16_t> stay_since_, stay_month_, returned_;
    Owned<Person, std::uint8_t> asked_;
    Owned<Person, std::int16_t> asked_since_;
    PlacementHistory history_;
};

Protection::Protection(Setup& setup)
    : order_crisis_{setup.own.get<Rate>("order_in_crisis").per_year()},
      order_reported_{setup.own.get<Rate>("order_after_report").per_year()},
      order_end_{setup.own.get<Rate>("order_end").per_year()},
      ends_away_{factor(setup.own, "order_end_ratio_when_away")},
      guardian_{setup.own.get<Path<Rate>>("guardianship_from_stay")},
      guardian_end_{setup.own.get<Rate>("guardianship_end").per_year()},
      place_order_{setup.own.get<Rate>("placement_under_order").per_year()},
      place_crisis_{setup.own.get<Rate>("placement_in_crisis").per_year()},
      place_serious_{setup.own.get<Rate>("placement_when_serious").per_year()},
      again_{factor(setup.own, "placement_ratio_after_return")},
      home_without_order_{factor(setup.own, "leaving_ratio_without_order")},
      help_{std::pow(
          factor(setup.own, "return_ratio_when_parents_helped"),
          setup.own.get<Share>("return_ratio_causal_share").value() * share_by_priors(setup))},
      family_home_{setup.own.get<Share>("share_family_home").value()},
      residential_{setup.own.get<Path<Share>>("share_residential")},
      closed_{setup.own.get<Path<Share>>("share_closed")},
      civil_{setup.schema, name},
      problem_{setup.schema.see(facts::problem, name)},
      maltreated_{setup.schema.see(facts::maltreated, name)},
      probation_{setup.schema.see(facts::probation, name)},
      reported_{setup.schema.see(facts::reported, name)},
      support_{setup.schema.see(facts::support, name)},
      order_{setup.schema.own(facts::order, name)},
      started_{setup.schema.own(facts::supervision_started, name)},
      stay_{setup.schema.own(facts::stay, name)},
      stay_since_{setup.schema.own(facts::stay_since, name)},
      stay_month_{setup.schema.own(facts::stay_month, name)},
      returned_{setup.schema.own(facts::returned, name)},
      asked_{setup.schema.own(stay_asked, name)},
      asked_since_{setup.schema.own(facts::stay_asked_since, name)},
      history_{setup.schema, name}
{
    for (auto const kind : {foster_care, family_home, residential, closed_care}) {
        leave_[index(kind)] =
            setup.own.get<Rate>("leaving_" + std::string{info(kind).id}).per_year();
    }
}

Protection::View Protection::open(World& world) const
{
    auto& persons = world.people;
    return {.people = civil_.look(persons, world.families),
            .clock = world.clock,
            .problem = persons.look(problem_),
            .support = world.families.look(support_),
            .maltreated = persons.look(maltreated_),
            .probation = persons.look(probation_),
            .reported = persons.look(reported_),
            .order = persons.change(order_),
            .stay = persons.change(stay_),
            .asked = persons.change(asked_),
            .started = persons.change(started_),
            .stay_since = persons.change(stay_since_),
            .stay_month = persons.change(stay_month_),
            .returned = persons.change(returned_),
            .asked_since = persons.change(asked_since_)};
}

void Protection::advance(World& world) const
{
    auto const view = open(world);
    auto const concerned =
        with_any(world.roll.youth, set(view.order), set(view.stay), set(view.asked),
                 set(view.maltreated), at_least(view.problem, serious));
    auto const since = history_.order_since(world.people);
    for_each_row(concerned, [&](Row row) {
        auto const before = view.order[row];
        live(world, view, row);
        since[row] = view.order[row] == before ? since[row] : moment(world.clock.now);
    });
    place(world, view);
}

void Protection::live(World const& world, View const& view, Row row) const
{
    if (!view.people.is_child(row, view.clock.now)) {
        view.order[row] = view.stay[row] = view.asked[row] = 0;
        return;
    }
    auto draws = world.random.draws(view.people.person(row), stream, view.clock);
    review_order(view, draws, row);
    review_stay(view, draws, row);
    consider_stay(view, draws, row);
}

void Protection::review_order(View const& view, Draws& draws, Row row) const
{
    auto const dt = view.clock.dt();
    auto& order = view.order[row];
    auto const away = view.stay[row] != 0;
    if (order == 0) {
        auto const recent = years_since(view.reported[row], view.clock.now) < 1.0 &&
                            (view.maltreated[row] != 0 || view.problem[row] >= serious);
        auto const rate =
            (view.problem[row] == crisis ? order_crisis_ : 0.0) + (recent ? order_reported_ : 0.0);
        if (draws.happens_at(ordered, rate, dt)) {
            order = index(supervision_order);
            view.started[row] = moment(view.clock.now);
        }
    } else if (order == index(supervision_order)) {
        auto const age = view.people.age(row, view.clock.now);
        if (away && draws.happens_at(guardian, guardian_.at(age), dt)) {
            order = index(guardianship);
        } else if (draws.happens_at(order_ends, order_end_ * (away ? ends_away_ : 1.0), dt)) {
            order = 0;
        }
    } else if (draws.happens_at(order_ends, guardian_end_, dt)) {
        order = 0;
    }
}

/// A stay ends with a return home; from closed care a child under an order goes on to an open
/// group.
void Protection::review_stay(View const& view, Draws& draws, Row row) const
{
    auto& stay = view.stay[row];
    if (stay == 0) {
        return;
    }
    auto const now = moment(view.clock.now);
    view.stay_month[row] = now;
    auto const steps_down = stay == index(closed_care) && view.order[row] != 0;
    auto const guarded = view.order[row] == index(guardianship) && !steps_down;
    auto const helped = view.support[view.people.family[row]] != 0 && !steps_down;
    auto const rate = guarded ? 0.0
                              : leave_[stay] * (view.order[row] != 0 ? 1.0 : home_without_order_) *
                                    (helped ? help_ : 1.0);
    if (!draws.happens_at(leaves, rate, view.clock.dt())) {
        return;
    }
    if (steps_down) {
        stay = index(residential);  // a stay that goes on: nobody waited for it
    } else {
        stay = 0;
        view.returned[row] = now;
    }
}

double Protection::placement_rate(View const& view, Row row) const
{
    auto const problem = view.problem[row];
    return ((view.order[row] != 0 ? place_order_ : 0.0) + (problem == crisis    ? place_crisis_
                                                           : problem == serious ? place_serious_
                                                                                : 0.0)) *
           (view.returned[row] != 0 ? again_ : 1.0);
}

/// A place away from home is asked for once, and then waited for while the reason lasts.
void Protection::consider_stay(View const& view, Draws& draws, Row row) const
{
    auto& asked = view.asked[row];
    auto const away = view.stay[row] != 0;
    auto const needless = view.problem[row] < serious && view.order[row] == 0;
    asked = away || needless ? std::uint8_t{0} : asked;
    auto const rate = away ? 0.0 : placement_rate(view, row);
    if (asked == 0 && draws.happens_at(placed, rate, view.clock.dt())) {
        asked = static_cast<std::uint8_t>(form(view, draws, row));
        view.asked_since[row] = moment(view.clock.now);
    }
}

/// Closed care is for grave cases from a birthday on, and the other forms share what it leaves.
ServiceKind Protection::form(View const& view, Draws& draws, Row row) const
{
    auto const age = view.people.age(row, view.clock.now);
    auto const grave =
        view.problem[row] == crisis || (view.problem[row] == serious && view.order[row] != 0);
    auto const closed = grave ? closed_.at(std::floor(age)) : 0.0;
    auto const luck = draws.uniform(kind_of_stay);
    if (luck < closed) {
        return closed_care;
    }
    auto const group = residential_.at(age);
    auto const rest = (luck - closed) / (1.0 - closed) * std::max(1.0, group + family_home_);
    return rest < group ? residential : rest < group + family_home_ ? family_home : foster_care;
}

/// What a judge ordered and what a crisis demands is never refused; the others wait for a place.
void Protection::place(World& world, View const& view) const
{
    auto const in_care =
        with_any(world.roll.youth, set(view.stay), set(view.order), set(view.probation));
    // What is no service is counted under none, which nobody asks for.
    auto const count = [&](Row row, Occupancy& part) {
        part.add(static_cast<ServiceKind>(view.stay[row]), 0);
        part.add(static_cast<ServiceKind>(view.order[row]), 0);
        part.add(view.probation[row] != 0 ? youth_probation : ServiceKind::none, 0);
    };
    count_rows(in_care, Occupancy{world.services.municipalities()}, count)
        .report(counted, world.services);
    auto const waiting = with_any(world.roll.youth, set(view.asked));
    auto requests = collect_rows<Request>(waiting, [&](Row row, auto& out) {
        Clock const then{Month{view.asked_since[row]}};
        auto draws = world.random.draws(view.people.person(row), stream, then);
        out.push_back({.kind = static_cast<ServiceKind>(view.asked[row]),
                       .municipality = view.people.municipality[view.people.family[row]],
                       .owed = view.order[row] != 0 || view.problem[row] == crisis,
                       .urgency = view.problem[row],
                       .since = view.asked_since[row],
                       .tie = draws.word(tie),
                       .name = view.people.id[row],
                       .row = row});
    });
    auto const now = moment(world.clock.now);
    for (auto const& granted : world.services.allot(requests)) {
        view.stay[granted.row] = static_cast<std::uint8_t>(granted.kind);
        view.stay_since[granted.row] = view.stay_month[granted.row] = now;
        view.asked[granted.row] = 0;
        history_.note(world.people, granted.row, view.order[granted.row],
                      view.returned[granted.row], now);
    }
}

}  // namespace

StepKind protection()
{
    return {
        name, Phase::help,
        "Supervision orders, guardianship, placements away from home and returns.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Protection>(setup); }};
}

}  // namespace smartstart::steps
