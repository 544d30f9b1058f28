#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/course.hpp"
#include "engine/step/occupancy.hpp"
#include "engine/step/step.hpp"
#include "engine/step/treatment.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "care";
constexpr auto stream = name_hash(name);
enum Question : unsigned { ends, drops_out, tie_break, goes_on };
using enum ServiceKind;
constexpr std::array kinds{school_support, neighbourhood_team, gp_youth_nurse, parenting_programme,
                           ambulant,       day_care,           crisis_care};
constexpr std::array stays{foster_care, family_home, residential, closed_care};

constexpr int grown_up = 18 * 12;
constexpr int last_month = 23 * 12;  // of age: youth help goes on until then at the latest

constexpr Fact<Person, facts::Number> helped_by{
    "helped_by", "service whose effect runs or lingers (ServiceKind), 0 none", 0, CellKind::value,
    facts::in_youth};

class Care final : public Step {
public:
    explicit Care(Setup& setup);
    void advance(World& world) const override;

private:
    struct Working {
        CivilView people;
        std::span<std::uint8_t const> order, stay, support;
        std::span<Flag const> probation;
        std::span<std::uint8_t> care, agencies, helped_by;
        std::span<std::int16_t> front, back, help, first;
        std::span<float> recovery;
    };
    void end_and_count(World& world) const;
    void allot(World& world) const;
    void work(World& world) const;
    void follow(World& world) const;
    double at_work(Working const& view, Row row, ServiceKind kind, double lost) const;
    static void remember(Working const& view, Row row, ServiceKind kind, Moment now);

    Treatments treatments_;
    double fragmentation_;
    Path<Share> integration_;
    double solved_, prolonged_;
    Civil civil_;
    SeenCourses courses_;
    Seen<Person, std::uint8_t> asks_;
    Seen<Person, std::int16_t> asks_since_;
    Seen<Person, std::uint8_t> problem_, order_, stay_;
    Seen<Person, Flag> maltreated_, probation_;
    Seen<Family, std::uint8_t> support_;
    Owned<Person, std::uint8_t> care_;
    Owned<Person, std::int16_t> since_, front_, back_, help_, first_;
    Owned<Person, std::uint8_t> waited_;
    Owned<Person, float> recovery_;
    Owned<Person, std::uint8_t> agencies_, helped_by_;
};

Care::Care(Setup& setup)
    : treatments_{setup.own, share_by_priors(setup), kinds, stays},
      fragmentation_{setup.own.get<Share>("effect_lost_per_extra_agency").value()},
      integration_{setup.levers.get_by_year<Share>("integration")},
      solved_{setup.own.get<Rate>("end_when_solved").per_year()},
      prolonged_{setup.own.get<Share>("prolonged_after_18").value()},
      civil_{setup.schema, name},
      courses_{setup.schema, name},
      asks_{setup.schema.see(facts::asks, name)},
      asks_since_{setup.schema.see(facts::asks_since, name)},
      problem_{setup.schema.see(facts::problem, name)},
      order_{setup.schema.see(facts::order, name)},
      stay_{setup.schema.see(facts::stay, name)},
      maltreated_{setup.schema.see(facts::maltreated, name)},
      probation_{setup.schema.see(facts::probation, name)},
      support_{setup.schema.see(facts::support, name)},
      care_{setup.schema.own(facts::care, name)},
      since_{setup.schema.own(facts::care_since, name)},
      front_{setup.schema.own(facts::care_front, name)},
      back_{setup.schema.own(facts::care_back, name)},
      help_{setup.schema.own(facts::youth_help, name)},
      first_{setup.schema.own(facts::care_first, name)},
      waited_{setup.schema.own(facts::waited, name)},
      recovery_{setup.schema.own(facts::care_recovery, name)},
      agencies_{setup.schema.own(facts::agencies, name)},
      helped_by_{setup.schema.own(helped_by, name)}
{
}

void Care::advance(World& world) const
{
    end_and_count(world);
    allot(world);
    work(world);
    follow(world);
}

/// Help ends when its time is over, when the child drops out (then nothing lingers), or soon after
/// all is well. Some go on after 18. Whose help does not end takes a place.
void Care::end_and_count(World& world) const
{
    auto const people = civil_.look(world.people, world.families);
    auto const problem = world.people.look(problem_);
    auto const maltreated = world.people.look(maltreated_);
    auto const stay = world.people.look(stay_);
    auto const care = world.people.change(care_);
    auto const recovery = world.people.change(recovery_);
    auto const now = world.clock.now;
    auto const dt = world.clock.dt();
    auto const goes_on_here = [&](Row row) {
        auto const months = people.age_in_months(row, now);
        if (!people.is_dependant(row) || stay[row] != 0 || months >= last_month) {
            return false;
        }
        auto const& treatment = treatments_.of(care[row]);
        auto draws = world.random.draws(people.person(row), stream, world.clock);
        bool const solved = problem[row] == 0 && maltreated[row] == 0;
        auto const rate = treatment.end_rate + (solved ? solved_ : 0.0);
        auto const out = draws.happens_at(drops_out, treatment.drop_out_rate, dt);
        auto const too_old =
            months == grown_up && world.clock.part == 0 && !draws.happens(goes_on, prolonged_);
        recovery[row] = out ? 0.0F : recovery[row];
        return !out && !too_old && !draws.happens_at(ends, rate, dt);
    };
    auto const helped = with_any(world.roll.youth, set(care));
    auto const taken = count_rows(helped, Occupancy{world.services.municipalities()},
                                  [&](Row row, Occupancy& part) {
                                      if (goes_on_here(row)) {
                                          part.add(static_cast<ServiceKind>(care[row]),
                                                   people.municipality[people.family[row]]);
                                      } else {
                                          care[row] = 0;
                                      }
                                  });
    taken.report(kinds, world.services);
}

/// Everybody asks; each service allots its free places from one total order.
void Care::allot(World& world) const
{
    auto const people = civil_.look(world.people, world.families);
    auto const asks = world.people.look(asks_);
    auto const since = world.people.look(asks_since_);
    auto const problem = world.people.look(problem_);
    auto const care = world.people.change(care_);
    auto const began = world.people.change(since_);
    auto const waited = world.people.change(waited_);
    auto const waiting = only(with_any(world.roll.youth, set(asks)),
                              [&](Row row) { return asks[row] != care[row]; });
    auto const requests = collect_rows<Request>(waiting, [&](Row row, auto& out) {
        Clock const asked{Month{since[row]}};
        auto draws = world.random.draws(people.person(row), stream, asked);
        out.push_back({.kind = static_cast<ServiceKind>(asks[row]),
                       .municipality = people.municipality[people.family[row]],
                       .urgency = problem[row],
                       .since = since[row],
                       .tie = draws.word(tie_break),
                       .name = people.id[row],
                       .row = row});
    });
    auto const now = world.clock.now;
    for (auto const& granted : world.services.allot(requests)) {
        auto const row = granted.row;
        care[row] = static_cast<std::uint8_t>(granted.kind);
        began[row] = moment(now);
        waited[row] = static_cast<std::uint8_t>(std::clamp(now.index - granted.since, 0, 255));
    }
}

/// What help does while it runs, and what lingers afterwards.
void Care::work(World& world) const
{
    auto& persons = world.people;
    Working const view{.people = civil_.look(persons, world.families),
                       .order = persons.look(order_),
                       .stay = persons.look(stay_),
                       .support = world.families.look(support_),
                       .probation = persons.look(probation_),
                       .care = persons.change(care_),
                       .agencies = persons.change(agencies_),
                       .helped_by = persons.change(helped_by_),
                       .front = persons.change(front_),
                       .back = persons.change(back_),
                       .help = persons.change(help_),
                       .first = persons.change(first_),
                       .recovery = persons.change(recovery_)};
    auto const now = moment(world.clock.now);
    auto const lost = fragmentation_ * (1.0 - integration_.at(world.clock.now.year()));
    PerService<float> kept{};
    for (std::size_t kind = 0; kind < service_kinds; ++kind) {
        kept[kind] = static_cast<float>(std::exp(-treatments_.of(kind).fade * world.clock.dt()));
    }
    auto const helped = with_any(world.roll.youth, set(view.stay), set(view.care),
                                 set(view.agencies), set(view.recovery));
    for_each_row(helped, [&](Row row) {
        // Step protection, which ends a stay at 18, comes after this one.
        bool const away = view.stay[row] != 0 && view.people.is_child(row, world.clock.now);
        auto const active = away ? view.stay[row] : view.care[row];
        auto& recovery = view.recovery[row];
        auto const kind = static_cast<ServiceKind>(active);
        auto const lingers =
            is_stronger(1e-4F, recovery) ? 0.0F : recovery * kept[view.helped_by[row]];
        auto const full = static_cast<float>(at_work(view, row, kind, lost));
        recovery = strongest({lingers, full});
        if (!is_stronger(lingers, full) && active != 0) {
            view.helped_by[row] = active;
        }
        if (active != 0) {
            remember(view, row, kind, now);
        }
    });
}

/// The shift of the service that is active now; organisations that work beside it cost effect.
double Care::at_work(Working const& view, Row row, ServiceKind kind, double lost) const
{
    if (kind == none) {
        view.agencies[row] = 0;
        return 0.0;
    }
    auto const beside = (view.order[row] != 0 ? 1 : 0) + (view.probation[row] != 0 ? 1 : 0) +
                        (view.support[view.people.family[row]] != 0 ? 1 : 0);
    view.agencies[row] = static_cast<std::uint8_t>(1 + beside);
    return treatments_.of(index(kind)).shift * std::max(0.0, 1.0 - lost * beside);
}

/// Children in a trial. What is stronger counts; it lingers as what the region gives.
void Care::follow(World& world) const
{
    auto const care = world.people.look(care_);
    auto const recovery = world.people.change(recovery_);
    auto const by = world.people.change(helped_by_);
    courses_.for_each(world, [&](Row row, Course const& course) {
        auto const kind = static_cast<std::uint8_t>(Treatments::service_of(course.kind));
        auto const shift = treatments_.shift(course);
        if (course.left && is_stronger(shift, 0.0F) && care[row] == 0 && by[row] == kind) {
            recovery[row] = 0.0F;
        } else if (!course.left && is_stronger(shift, recovery[row])) {
            recovery[row] = shift;
            by[row] = kind;
        }
    });
}

void Care::remember(Working const& view, Row row, ServiceKind kind, Moment now)
{
    auto const is_front = info(kind).side == Side::front;
    // CBS counts the neighbourhood team as youth help, and the other front-end services not.
    if (!is_front || kind == neighbourhood_team) {
        view.help[row] = now;
        view.first[row] = view.first[row] == 0 ? now : view.first[row];
    }
    if (!info(kind).stay) {
        (is_front ? view.front : view.back)[row] = now;
    }
}

}  // namespace

StepKind care()
{
    return {name, Phase::help,
            "Places are allotted, help runs, ends, drops out and lingers; agencies get in each "
            "other's way.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Care>(setup); }};
}

}  // namespace smartstart::steps
