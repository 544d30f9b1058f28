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

constexpr std::string_view name = "care";
constexpr auto stream = name_hash(name);
enum Question : unsigned { ends, drops_out, tie_break };
using enum ServiceKind;
constexpr std::array kinds{school_support, neighbourhood_team, gp_youth_nurse, parenting_programme,
                           ambulant,       day_care,           crisis_care};

/// How long a programme lasts, who stays, and what it does.
struct Programme {
    double end_rate{}, drop_out_rate{};
    double shift{};  ///< of the log rate of recovery at full dose
};

struct Taken {
    std::vector<PerService<std::int64_t>> counts;
    Taken& operator+=(Taken const& other)
    {
        for (std::size_t i = 0; i < counts.size(); ++i) {
            for (std::size_t k = 0; k < service_kinds; ++k) {
                counts[i][k] += other.counts[i][k];
            }
        }
        return *this;
    }
};

class Care final : public Step {
public:
    explicit Care(Setup& setup)
        : transport_{setup.own.get<double>("transport_factor")},
          fidelity_{setup.own.get<double>("fidelity")},
          fragmentation_{setup.own.get<Share>("effect_lost_per_extra_agency").value()},
          integration_{setup.levers.get<Path<Share>>("integration")},
          fade_{setup.own.get<Rate>("fade_out").per_year()},
          solved_{setup.own.get<Rate>("end_when_solved").per_year()},
          civil_{setup.schema, name},
          asks_{setup.schema.see(facts::asks, name)},
          asks_since_{setup.schema.see(facts::asks_since, name)},
          problem_{setup.schema.see(facts::problem, name)},
          order_{setup.schema.see(facts::order, name)},
          stay_{setup.schema.see(facts::stay, name)},
          probation_{setup.schema.see(facts::probation, name)},
          support_{setup.schema.see(facts::support, name)},
          care_{setup.schema.own(facts::care, name)},
          since_{setup.schema.own(facts::care_since, name)},
          front_{setup.schema.own(facts::care_front, name)},
          back_{setup.schema.own(facts::care_back, name)},
          first_{setup.schema.own(facts::care_first, name)},
          waited_{setup.schema.own(facts::waited, name)},
          recovery_{setup.schema.own(facts::care_recovery, name)},
          agencies_{setup.schema.own(facts::agencies, name)}
    {
        for (auto const kind : kinds) {
            std::string const id{info(kind).id};
            auto const months = setup.own.get<Months>(id + "_duration");
            auto const d = setup.own.get<double>(id + "_effect");
            // A standardised difference d shifts a log-odds by d * pi / sqrt(3).
            programme_[index(kind)] = {12.0 / std::max(1, months.count),
                                       setup.own.get<Rate>(id + "_drop_out").per_year(),
                                       d * 1.8137993642342178 * transport_ * fidelity_};
        }
    }

    void advance(World& world) const override
    {
        end(world);
        count(world);
        allot(world);
        work(world);
    }

private:
    /// Help ends when its time is over, when the child drops out, or soon after all is well.
    void end(World& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const problem = world.people.look(problem_);
        auto const stay = world.people.look(stay_);
        auto const care = world.people.change(care_);
        auto const now = world.clock.now;
        auto const dt = world.clock.dt();
        for_each_row(world.people.size(), [&](Row row) {
            if (care[row] == 0) {
                return;
            }
            if (!people.is_child(row, now) || stay[row] != 0) {
                care[row] = 0;
                return;
            }
            auto const& programme = programme_[care[row]];
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            auto const rate = programme.end_rate + (problem[row] == 0 ? solved_ : 0.0);
            if (draws.happens_at(ends, rate, dt) ||
                draws.happens_at(drops_out, programme.drop_out_rate, dt)) {
                care[row] = 0;
            }
        });
    }

    void count(World& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const care = world.people.look(care_);
        auto const taken = sum_rows(
            world.people.size(),
            Taken{std::vector<PerService<std::int64_t>>(world.services.municipalities())},
            [&](Row row, Taken& part) {
                if (care[row] != 0) {
                    auto const kind = static_cast<ServiceKind>(care[row]);
                    auto const place = people.municipality[people.family[row]];
                    ++part.counts[ServiceSystem::pool(kind, place)][care[row]];
                }
            });
        for (auto const kind : kinds) {
            for (std::size_t place = 0; place < taken.counts.size(); ++place) {
                world.services.set_taken(kind, place, taken.counts[place][index(kind)]);
            }
        }
    }

    /// Everybody asks; each service allots its free places from one total order.
    void allot(World& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const asks = world.people.look(asks_);
        auto const since = world.people.look(asks_since_);
        auto const problem = world.people.look(problem_);
        auto const care = world.people.change(care_);
        auto const began = world.people.change(since_);
        auto const first = world.people.change(first_);
        auto const waited = world.people.change(waited_);
        auto requests = collect_rows<Request>(world.people.size(), [&](Row row, auto& out) {
            if (asks[row] == 0 || asks[row] == care[row] || people.present[row] == 0) {
                return;
            }
            Clock const asked{Month{since[row]}};
            auto draws = world.random.draws(people.person(row), stream, asked);
            out.push_back({static_cast<ServiceKind>(asks[row]),
                           people.municipality[people.family[row]], problem[row], since[row],
                           draws.word(tie_break), people.id[row], row});
        });
        auto const now = world.clock.now;
        for (auto const& granted : world.services.allot(std::move(requests))) {
            auto const row = granted.row;
            care[row] = static_cast<std::uint8_t>(granted.kind);
            began[row] = moment(now);
            waited[row] = static_cast<std::uint8_t>(
                std::clamp(now.index - granted.since, 0, 255));
            first[row] = first[row] == 0 ? moment(now) : first[row];
        }
    }

    /// What help does while it runs, and what lingers afterwards.
    void work(World& world) const
    {
        auto const people = civil_.look(world.people, world.families);
        auto const care = world.people.look(care_);
        auto const order = world.people.look(order_);
        auto const stay = world.people.look(stay_);
        auto const probation = world.people.look(probation_);
        auto const support = world.families.look(support_);
        auto const front = world.people.change(front_);
        auto const back = world.people.change(back_);
        auto const recovery = world.people.change(recovery_);
        auto const agencies = world.people.change(agencies_);
        auto const now = moment(world.clock.now);
        auto const kept = static_cast<float>(std::exp(-fade_ * world.clock.dt()));
        auto const lost = fragmentation_ * (1.0 - integration_.at(world.clock.now.year()));
        for_each_row(world.people.size(), [&](Row row) {
            if (people.present[row] == 0) {
                return;
            }
            if (care[row] == 0) {
                recovery[row] = recovery[row] < 1e-4F ? 0.0F : recovery[row] * kept;
                agencies[row] = 0;
                return;
            }
            auto const extra = (order[row] != 0 ? 1 : 0) + (stay[row] != 0 ? 1 : 0) +
                               (probation[row] != 0 ? 1 : 0) +
                               (support[people.family[row]] != 0 ? 1 : 0);
            agencies[row] = static_cast<std::uint8_t>(1 + extra);
            auto const full = programme_[care[row]].shift * std::max(0.0, 1.0 - lost * extra);
            recovery[row] = std::max(recovery[row] * kept, static_cast<float>(full));
            auto const is_front = info(static_cast<ServiceKind>(care[row])).side == Side::front;
            (is_front ? front : back)[row] = now;
        });
    }

    PerService<Programme> programme_{};
    double transport_, fidelity_, fragmentation_;
    Path<Share> integration_;
    double fade_, solved_;
    Civil civil_;
    Seen<Person, std::uint8_t> asks_;
    Seen<Person, std::int16_t> asks_since_;
    Seen<Person, std::uint8_t> problem_, order_, stay_;
    Seen<Person, Flag> probation_;
    Seen<Family, std::uint8_t> support_;
    Owned<Person, std::uint8_t> care_;
    Owned<Person, std::int16_t> since_, front_, back_, first_;
    Owned<Person, std::uint8_t> waited_;
    Owned<Person, float> recovery_;
    Owned<Person, std::uint8_t> agencies_;
};

}  // namespace

StepKind care()
{
    return {name, Phase::help,
            "Places are allotted, help runs, ends, drops out and lingers; agencies get in each "
            "other's way.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Care>(setup); }};
}

}  // namespace smartstart::steps
