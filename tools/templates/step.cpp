#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "@name@";
constexpr auto stream = name_hash(name);
enum Question : unsigned { begins, ends };

/// A fact that other files read belongs in facts.hpp.
constexpr Fact<Person, Flag> @name@_now{"@name@", "FILL IN: what 1 means"};

class @Name@ final : public Step {
public:
    explicit @Name@(Setup& setup)
        : onset_{setup.own.get<Rate>("onset")},
          recovery_{setup.own.get<Rate>("recovery")},
          civil_{setup.schema, name},
          now_{setup.schema.own(@name@_now, name)}
    {
    }

    void advance(World& world) const override
    {
        auto const people = civil_.look(world.people, world.families);
        auto const now = world.people.change(now_);
        auto const dt = world.clock.dt();
        for_each_row(world.people.size(), [&](Row row) {
            if (people.present[row] == 0) {
                return;
            }
            auto draws = world.random.draws(people.person(row), stream, world.clock);
            if (now[row] == 0) {
                now[row] = Flag{draws.happens_at(begins, onset_.per_year(), dt)};
            } else {
                now[row] = Flag{!draws.happens_at(ends, recovery_.per_year(), dt)};
            }
        });
    }

private:
    Rate onset_;
    Rate recovery_;
    Civil civil_;
    Owned<Person, Flag> now_;
};

}  // namespace

StepKind @name@()
{
    return {name, Phase::strain, "FILL IN: one sentence that says what happens.",
            [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<@Name@>(setup); }};
}

}  // namespace smartstart::steps
