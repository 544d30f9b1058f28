#include <array>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "youth_justice";
constexpr auto stream = name_hash(name);
enum Question : unsigned { to_halt, to_probation, ends };

constexpr int adult_months = 18 * 12;
constexpr int youth_ends_months = 23 * 12;

class YouthJustice final : public Step {
public:
    explicit YouthJustice(Setup& setup);
    void advance(World& world) const override;

private:
    bool goes_on_probation(Draws& draws, int months, int offences) const;

    Share halt_, first_, again_, young_adults_;
    Rate end_;

    Civil civil_;
    Seen<Person, facts::When> suspect_;
    Seen<Person, facts::Number> offences_;
    Owned<Person, facts::When> halt_month_, probation_month_;
    Owned<Person, Flag> probation_;
};

YouthJustice::YouthJustice(Setup& setup)
    : halt_{setup.own.get<Share>("halt_of_first_offences")},
      first_{setup.own.get<Share>("probation_of_first_offences")},
      again_{setup.own.get<Share>("probation_of_repeated_offences")},
      young_adults_{setup.own.get<Share>("young_adults_under_youth_law")},
      end_{setup.own.get<Rate>("probation_end")},
      civil_{setup.schema, name},
      suspect_{setup.schema.see(facts::suspect, name)},
      offences_{setup.schema.see(facts::offences, name)},
      halt_month_{setup.schema.own(facts::halt, name)},
      probation_month_{setup.schema.own(facts::probation_month, name)},
      probation_{setup.schema.own(facts::probation, name)}
{
}

void YouthJustice::advance(World& world) const
{
    auto const people = civil_.look(world.people, world.families);
    auto const now = world.clock.now;
    auto const suspect = world.people.look(suspect_);
    auto const offences = world.people.look(offences_);
    auto const halt = world.people.change(halt_month_);
    auto const month = world.people.change(probation_month_);
    auto const probation = world.people.change(probation_);
    auto const concerned = with_any(world.roll.youth, set(probation), equal(suspect, moment(now)));
    auto const on_probation =
        sum_rows(concerned, std::int64_t{0}, [&](Row row, std::int64_t& count) {
            auto const caught = suspect[row] == now.index && world.clock.part == 0;
            if (probation[row] == 0 && !caught) {
                return;
            }
            auto const months = people.age_in_months(row, now);
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            if (probation[row] != 0) {
                probation[row] =
                    static_cast<Flag>(months < youth_ends_months &&
                                      !draws.happens_at(ends, end_.per_year(), world.clock.dt()));
            } else if (months < adult_months && offences[row] == 1 &&
                       draws.happens(to_halt, halt_.value())) {
                halt[row] = moment(now);
            } else {
                probation[row] = static_cast<Flag>(goes_on_probation(draws, months, offences[row]));
            }
            if (probation[row] != 0) {
                month[row] = moment(now);
                ++count;
            }
        });
    world.services.set_taken(ServiceKind::youth_probation, 0, on_probation);
}

bool YouthJustice::goes_on_probation(Draws& draws, int months, int offences) const
{
    if (months >= youth_ends_months) {
        return false;
    }
    auto const share = (offences == 1 ? first_ : again_).value() *
                       (months < adult_months ? 1.0 : young_adults_.value());
    return draws.happens(to_probation, share);
}

}  // namespace

StepKind youth_justice()
{
    return {name, Phase::effect,
            "A first offence of a minor goes to Halt, a serious or repeated one to probation.",
            [](Setup& setup) -> std::unique_ptr<Step> {
                return std::make_unique<YouthJustice>(setup);
            }};
}

}  // namespace smartstart::steps
