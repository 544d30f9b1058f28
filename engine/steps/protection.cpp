#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "protection";
constexpr auto stream = name_hash(name);
enum Question : unsigned { ordered, order_ends, guardian, placed, kind_of_stay, goes_home, tie };
using enum ServiceKind;
constexpr std::array stays{foster_care, family_home, residential, closed_care};
constexpr std::array orders{supervision_order, guardianship};

class Protection final : public Step {
public:
    explicit Protection(Setup& setup)
        : order_crisis_{setup.own.get<Rate>("order_in_crisis").per_year()},
          order_reported_{setup.own.get<Rate>("order_after_report").per_year()},
          order_end_{setup.own.get<Rate>("order_end").per_year()},
          guardian_{setup.own.get<Rate>("guardianship_from_stay").per_year()},
          guardian_end_{setup.own.get<Rate>("guardianship_end").per_year()},
          place_order_{setup.own.get<Rate>("placement_under_order").per_year()},
          place_crisis_{setup.own.get<Rate>("placement_in_crisis").per_year()},
          place_serious_{setup.own.get<Rate>("placement_when_serious").per_year()},
          again_{setup.own.get<double>("placement_ratio_after_return")},
          return_{setup.own.get<Rate>("return_home").per_year()},
          help_{setup.own.get<double>("return_ratio_when_parents_helped")},
          family_home_{setup.own.get<Share>("share_family_home").value()},
          residential_{setup.own.get<Path<Share>>("share_residential")},
          closed_{setup.own.get<Path<Share>>("share_closed")},
          civil_{setup.schema, name},
          problem_{setup.schema.see(facts::problem, name)},
          maltreated_{setup.schema.see(facts::maltreated, name)},
          reported_{setup.schema.see(facts::reported, name)},
          support_{setup.schema.see(facts::support, name)},
          order_{setup.schema.own(facts::order, name)},
          order_since_{setup.schema.own(facts::order_since, name)},
          started_{setup.schema.own(facts::supervision_started, name)},
          stay_{setup.schema.own(facts::stay, name)},
          stay_since_{setup.schema.own(facts::stay_since, name)},
          stay_month_{setup.schema.own(facts::stay_month, name)},
          returned_{setup.schema.own(facts::returned, name)}
    {
    }

    void advance(World& world) const override
    {
        decide(world);
        auto requests = wishes(world);
        count(world);
        auto const stay = world.people.change(stay_);
        auto const since = world.people.change(stay_since_);
        auto const month = world.people.change(stay_month_);
        for (auto const& granted : world.services.allot(std::move(requests))) {
            stay[granted.row] = static_cast<std::uint8_t>(granted.kind);
            since[granted.row] = month[granted.row] = moment(world.clock.now);
        }
    }

private:
    /// Orders and stays that begin and end by themselves.
    void decide(World& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const now = world.clock.now;
        auto const order = world.people.change(order_);
        auto const stay = world.people.change(stay_);
        for_each_row(world.people.size(), [&](Row row) {
            if (!people.is_child(row, now)) {
                order[row] = stay[row] = 0;
                return;
            }
            auto const exposed = world.people.look(problem_)[row] >= 2 ||
                                 world.people.look(maltreated_)[row] != 0;
            if (!exposed && order[row] == 0 && stay[row] == 0) {
                return;
            }
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            review_order(world, draws, row);
            review_stay(world, people, draws, row);
        });
    }

    void review_order(World& world, Draws& draws, Row row) const
    {
        auto const now = world.clock.now;
        auto const dt = world.clock.dt();
        auto& order = world.people.change(order_)[row];
        auto& since = world.people.change(order_since_)[row];
        auto const stays_away = world.people.look(stay_)[row] != 0;
        if (order == 0) {
            auto const recent = years_since(world.people.look(reported_)[row], now) < 1.0;
            auto const rate = (world.people.look(problem_)[row] == 3 ? order_crisis_ : 0.0) +
                              (recent ? order_reported_ : 0.0);
            if (draws.happens_at(ordered, rate, dt)) {
                order = static_cast<std::uint8_t>(supervision_order);
                since = world.people.change(started_)[row] = moment(now);
            }
        }
        else if (order == index(supervision_order)) {
            if (stays_away && draws.happens_at(guardian, guardian_, dt)) {
                order = static_cast<std::uint8_t>(guardianship);
                since = moment(now);
            }
            else if (draws.happens_at(order_ends, order_end_, dt)) {
                order = 0;
            }
        }
        else if (draws.happens_at(order_ends, guardian_end_, dt)) {
            order = 0;
        }
    }

    void review_stay(World& world, CivilView const& people, Draws& draws, Row row) const
    {
        auto const now = world.clock.now;
        auto& stay = world.people.change(stay_)[row];
        if (stay == 0) {
            return;
        }
        world.people.change(stay_month_)[row] = moment(now);
        auto const guarded = world.people.look(order_)[row] == index(guardianship);
        auto const helped = world.families.look(support_)[people.family[row]] != 0;
        auto const rate = guarded ? 0.0 : return_ * (helped ? help_ : 1.0);
        if (draws.happens_at(goes_home, rate, world.clock.dt())) {
            stay = 0;
            world.people.change(returned_)[row] = moment(now);
        }
    }

    std::vector<Request> wishes(World& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const order = world.people.look(order_);
        auto const stay = world.people.look(stay_);
        auto const problem = world.people.look(problem_);
        auto const returned = world.people.look(returned_);
        auto const now = world.clock.now;
        return collect_rows<Request>(world.people.size(), [&](Row row, auto& out) {
            if (stay[row] != 0 || (problem[row] < 2 && order[row] == 0) ||
                !people.is_child(row, now)) {
                return;
            }
            auto const rate = ((order[row] != 0 ? place_order_ : 0.0) +
                               (problem[row] == 3   ? place_crisis_
                                : problem[row] == 2 ? place_serious_
                                                    : 0.0)) *
                              (returned[row] != 0 ? again_ : 1.0);
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            if (draws.happens_at(placed, rate, world.clock.dt())) {
                out.push_back({form(draws, people.age(row, now), problem[row]),
                               people.municipality[people.family[row]], problem[row], moment(now),
                               draws.word(tie), people.id[row], row});
            }
        });
    }

    ServiceKind form(Draws& draws, double age, std::uint8_t problem) const
    {
        auto const luck = draws.uniform(kind_of_stay);
        auto const closed = problem == 3 ? closed_.at(age) : 0.0;
        if (luck < closed) {
            return closed_care;
        }
        if (luck < closed + residential_.at(age)) {
            return residential;
        }
        return luck < closed + residential_.at(age) + family_home_ ? family_home : foster_care;
    }

    void count(World& world) const
    {
        auto const stay = world.people.look(stay_);
        auto const order = world.people.look(order_);
        PerService<std::int64_t> taken{};
        for (Row row = 0; row < world.people.size(); ++row) {
            ++taken[stay[row]];
            ++taken[order[row]];
        }
        for (auto const kind : stays) {
            world.services.set_taken(kind, 0, taken[index(kind)]);
        }
        for (auto const kind : orders) {
            world.services.set_taken(kind, 0, taken[index(kind)]);
        }
    }

    double order_crisis_, order_reported_, order_end_, guardian_, guardian_end_;
    double place_order_, place_crisis_, place_serious_, again_, return_, help_, family_home_;
    Path<Share> residential_, closed_;
    Civil civil_;
    Seen<Person, std::uint8_t> problem_;
    Seen<Person, Flag> maltreated_;
    Seen<Person, std::int16_t> reported_;
    Seen<Family, std::uint8_t> support_;
    Owned<Person, std::uint8_t> order_;
    Owned<Person, std::int16_t> order_since_, started_;
    Owned<Person, std::uint8_t> stay_;
    Owned<Person, std::int16_t> stay_since_, stay_month_, returned_;
};

}  // namespace

StepKind protection()
{
    return {name, Phase::help,
            "Supervision orders, guardianship, placements away from home and returns.",
            [](Setup& setup) -> std::unique_ptr<Step> {
                return std::make_unique<Protection>(setup);
            }};
}

}  // namespace smartstart::steps
