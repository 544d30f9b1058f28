#include <array>
#include <string>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "requests";
constexpr auto stream = name_hash(name);
enum Question : unsigned { which_front, which_back, dismissed, withdraws };

class Requests final : public Step {
public:
    explicit Requests(Setup& setup)
        : school_{setup.own.get<Share>("emerging_to_school_support").value()},
          doctor_{setup.own.get<Share>("emerging_to_gp_youth_nurse").value()},
          parenting_{setup.own.get<Share>("emerging_to_parenting_programme").value()},
          day_care_{setup.own.get<Path<Share>>("serious_to_day_care")},
          dismissed_{setup.own.get<Share>("false_alarm_dismissed").value()},
          withdraws_{setup.own.get<Rate>("withdrawal_when_better").per_year()},
          civil_{setup.schema, name},
          noticed_{setup.schema.see(facts::noticed, name)},
          problem_{setup.schema.see(facts::problem, name)},
          care_{setup.schema.see(facts::care, name)},
          stay_{setup.schema.see(facts::stay, name)},
          asks_{setup.schema.own(facts::asks, name)},
          since_{setup.schema.own(facts::asks_since, name)}
    {
    }

    void advance(World& world) const override
    {
        auto const people = civil_.look(world.people, world.families);
        auto const now = world.clock.now;
        auto const noticed = world.people.look(noticed_);
        auto const problem = world.people.look(problem_);
        auto const care = world.people.look(care_);
        auto const stay = world.people.look(stay_);
        auto const asks = world.people.change(asks_);
        auto const since = world.people.change(since_);
        for_each_row(world.people.size(), [&](Row row) {
            if (!people.is_child(row, now)) {
                asks[row] = 0;
                return;
            }
            if (asks[row] != 0 && (asks[row] == care[row] || stay[row] != 0)) {
                asks[row] = 0;
            }
            if (noticed[row] == 0 && (asks[row] == 0 || problem[row] > 0)) {
                return;
            }
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            if (asks[row] != 0 && problem[row] == 0 &&
                draws.happens_at(withdraws, withdraws_, world.clock.dt())) {
                asks[row] = 0;
            }
            if (noticed[row] == 0 || stay[row] != 0) {
                return;
            }
            auto const wanted = triage(draws, problem[row], people.age(row, now), care[row]);
            // A new request replaces a lighter one; the wait begins anew for another service.
            if (wanted != ServiceKind::none && index(wanted) > asks[row] &&
                index(wanted) != care[row]) {
                asks[row] = static_cast<std::uint8_t>(wanted);
                since[row] = moment(now);
            }
        });
    }

private:
    /// Whoever looks closely sees how serious it is; false alarms cost a look as well.
    ServiceKind triage(Draws& draws, std::uint8_t problem, double age, std::uint8_t care) const
    {
        auto const in_care = care != 0;
        if (problem == 3) {
            return ServiceKind::crisis_care;
        }
        if (problem == 2) {
            auto const in_back = in_care && info(static_cast<ServiceKind>(care)).side == Side::back;
            if (in_back) {
                return ServiceKind::none;
            }
            return draws.happens(which_back, day_care_.at(age)) ? ServiceKind::day_care
                                                                : ServiceKind::ambulant;
        }
        if (in_care || (problem == 0 && draws.happens(dismissed, dismissed_))) {
            return ServiceKind::none;
        }
        auto const luck = draws.uniform(which_front);
        if (age >= 4.0 && luck < school_) {
            return ServiceKind::school_support;
        }
        if (luck < school_ + doctor_) {
            return ServiceKind::gp_youth_nurse;
        }
        if (luck < school_ + doctor_ + parenting_) {
            return ServiceKind::parenting_programme;
        }
        return ServiceKind::neighbourhood_team;
    }

    double school_, doctor_, parenting_;
    Path<Share> day_care_;
    double dismissed_, withdraws_;
    Civil civil_;
    Seen<Person, std::uint8_t> noticed_, problem_, care_, stay_;
    Owned<Person, std::uint8_t> asks_;
    Owned<Person, std::int16_t> since_;
};

}  // namespace

StepKind requests()
{
    return {name, Phase::help, "Triage: who was noticed asks for the help that fits.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Requests>(setup); }};
}

}  // namespace smartstart::steps
