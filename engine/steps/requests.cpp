#include <algorithm>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/step/structure.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "requests";
constexpr auto stream = name_hash(name);
enum Question : unsigned { which_front, which_back, dismissed, withdraws };
constexpr facts::Number serious = 2;
constexpr facts::Number crisis = 3;
constexpr double school_age = 4.0;

/// How heavy help is. Forms of one weight stand in for each other: triage draws one of them, and
/// who waits for one does not wait anew for another.
enum class Weight : unsigned { nothing, light, specialised, at_once };
Weight weight(ServiceKind kind)
{
    auto const& service = info(kind);
    return service.side == Side::none    ? Weight::nothing
           : service.side == Side::front ? Weight::light
           : service.statutory           ? Weight::at_once
                                         : Weight::specialised;
}

class Requests final : public Step {
public:
    explicit Requests(Setup& setup)
        : school_{setup.own.get<Share>("emerging_to_school_support").value()},
          doctor_{setup.own.get<Share>("emerging_to_gp_youth_nurse").value()},
          parenting_{setup.own.get<Share>("emerging_to_parenting_programme").value()},
          specialist_{setup.own.get<Share>("emerging_to_specialist").value()},
          day_care_{setup.own.get<Path<Share>>("serious_to_day_care")},
          dismissed_{setup.own.get<Share>("false_alarm_dismissed").value()},
          withdraws_{setup.own.get<Rate>("withdrawal_when_better").per_year()},
          per_free_place_{factor(setup.own, "specialist_per_free_share")},
          induced_{Structure::read(setup).capacity == CapacityResponse::induced},
          civil_{setup.schema, name},
          noticed_{setup.schema.see(facts::noticed, name)},
          problem_{setup.schema.see(facts::problem, name)},
          maltreated_{setup.schema.see(facts::maltreated, name)},
          care_{setup.schema.see(facts::care, name)},
          stay_{setup.schema.see(facts::stay, name)},
          asks_{setup.schema.own(facts::asks, name)},
          since_{setup.schema.own(facts::asks_since, name)}
    {
        keep_in_whole(setup.own, "emerging_to_school_support",
                      "'emerging_to_gp_youth_nurse', 'emerging_to_parenting_programme'",
                      school_ + doctor_ + parenting_);
    }

    void advance(World& world) const override
    {
        auto const people = civil_.look(world.people, world.families);
        auto const now = world.clock.now;
        auto const noticed = world.people.look(noticed_);
        auto const problem = world.people.look(problem_);
        auto const maltreated = world.people.look(maltreated_);
        auto const care = world.people.look(care_);
        auto const stay = world.people.look(stay_);
        auto const asks = world.people.change(asks_);
        auto const since = world.people.change(since_);
        auto const concerned = with_any(world.roll.youth, set(noticed), set(asks));
        for_each_row(concerned, [&](Row row) {
            if (!people.is_child(row, now) || stay[row] != 0) {
                asks[row] = 0;  // grown up, or helped elsewhere
                return;
            }
            if (asks[row] == care[row]) {
                asks[row] = 0;  // helped
            }
            // A maltreated child is no false alarm, whatever its problems.
            bool const well = problem[row] == 0 && maltreated[row] == 0;
            if (noticed[row] == 0 && !well) {
                return;
            }
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            if (asks[row] != 0 && well &&
                draws.happens_at(withdraws, withdraws_, world.clock.dt())) {
                asks[row] = 0;
            }
            if (noticed[row] == 0) {
                return;
            }
            Child const child{people.age(row, now), problem[row], care[row], well,
                              specialist_at(world, people.municipality[people.family[row]])};
            auto const wanted = triage(draws, child);
            // A heavier request replaces a lighter one, and the wait begins anew.
            if (weight(wanted) > weight(static_cast<ServiceKind>(asks[row])) &&
                index(wanted) != care[row]) {
                asks[row] = static_cast<std::uint8_t>(wanted);
                since[row] = moment(now);
            }
        });
    }

private:
    /// Who is looked at.
    struct Child {
        double age{};
        std::uint8_t problem{}, care{};
        bool well{};             ///< neither problems nor maltreatment: a false alarm
        double to_specialist{};  ///< chance, for what is only emerging
    };
    /// Whoever looks closely sees how serious it is; false alarms cost a look as well.
    ServiceKind triage(Draws& draws, Child const& child) const
    {
        auto const side = info(static_cast<ServiceKind>(child.care)).side;
        if (child.problem == crisis) {
            return ServiceKind::crisis_care;
        }
        if (child.problem == serious) {
            return side == Side::back ? ServiceKind::none : specialist(draws, child.age);
        }
        if (side != Side::none || (child.well && draws.happens(dismissed, dismissed_))) {
            return ServiceKind::none;
        }
        return light(draws, child);
    }

    /// Chance that what is only emerging goes to a specialist at once. Where capacity induces
    /// demand, free places draw it: as many as were left last month.
    double specialist_at(World const& world, PlaceNumber municipality) const
    {
        if (!induced_) {
            return specialist_;
        }
        auto const pool = ServiceSystem::pool(ServiceKind::ambulant, municipality);
        auto const places = world.services.places(ServiceKind::ambulant, pool);
        auto const taken = static_cast<double>(world.services.taken(ServiceKind::ambulant, pool));
        auto const free = places > 0.0 ? std::max(0.0, 1.0 - taken / places) : 0.0;
        return std::min(1.0, specialist_ + per_free_place_ * free);
    }

    ServiceKind specialist(Draws& draws, double age) const
    {
        return draws.happens(which_back, day_care_.at(age)) ? ServiceKind::day_care
                                                            : ServiceKind::ambulant;
    }

    ServiceKind light(Draws& draws, Child const& child) const
    {
        auto luck = draws.uniform(which_front);
        // Some are referred to specialists at once for what is only emerging.
        if (child.problem > 0 && draws.happens(which_back, child.to_specialist)) {
            return ServiceKind::ambulant;
        }
        if (luck < parenting_) {
            return ServiceKind::parenting_programme;
        }
        luck -= parenting_;
        if (luck < doctor_) {
            return ServiceKind::gp_youth_nurse;
        }
        luck -= doctor_;
        return child.age >= school_age && luck < school_ ? ServiceKind::school_support
                                                         : ServiceKind::neighbourhood_team;
    }

    double school_, doctor_, parenting_, specialist_;
    Path<Share> day_care_;
    double dismissed_, withdraws_, per_free_place_;
    bool induced_;
    Civil civil_;
    Seen<Person, std::uint8_t> noticed_, problem_;
    Seen<Person, Flag> maltreated_;
    Seen<Person, std::uint8_t> care_, stay_;
    Owned<Person, std::uint8_t> asks_;
    Owned<Person, std::int16_t> since_;
};

}  // namespace

StepKind requests()
{
    return {
        name, Phase::help, "Triage: who was noticed asks for the help that fits.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Requests>(setup); }};
}

}  // namespace smartstart::steps
