#include <cmath>
#include <numbers>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "frailty";
constexpr auto stream = name_hash(name);
enum Question : unsigned { own_part };

class Frailty final : public Step {
public:
    explicit Frailty(Setup& setup)
        : resemblance_{within<double>(correlation_limits, setup.own, "parent_child_correlation")},
          civil_{setup.schema, name},
          frailty_{setup.schema.own(facts::frailty, name)},
          family_frailty_{setup.schema.own(facts::family_frailty, name)}
    {
    }

    void begin(World& world, StartPopulation const& /*start*/) const override
    {
        auto const people = civil_.look(world.people, world.families);
        auto const frailty = world.people.change(frailty_);
        // Parents come before their children: heads stand first within a household.
        for (Row row = 0; row < world.people.size(); ++row) {
            frailty[row] = inherited(world, people, frailty, row);
        }
        share(world, people, frailty);
    }

    void advance(World& world) const override
    {
        // In the rehearsal everyone has had theirs from the start, and the heads stay the same.
        if (world.rehearsal || world.clock.part != 0) {
            return;
        }
        auto const people = civil_.look(world.people, world.families);
        auto const frailty = world.people.change(frailty_);
        for_each_row(world.roll.newborns,
                     [&](Row row) { frailty[row] = inherited(world, people, frailty, row); });
        share(world, people, frailty);
    }

private:
    /// A child's frailty: partly the parents', partly its own; N(0,1) again in every generation.
    float inherited(World const& world, CivilView const& people, std::span<float const> frailty,
                    Row row) const
    {
        auto draws = world.random.draws(people.person(row), stream, Clock{});
        auto const own = draws.normal(own_part);
        double parents = 0.0;
        int known = 0;
        for (auto const parent : {people.mother[row], people.father[row]}) {
            if (parent != no_row) {
                parents += frailty[parent];
                ++known;
            }
        }
        if (known == 0) {
            return static_cast<float>(own);
        }
        // The mean of two independent parents has sd 1/sqrt(2): scale it back to 1.
        auto const shared_part = parents / std::sqrt(static_cast<double>(known));
        auto const weight = resemblance_ * std::sqrt(static_cast<double>(known));
        return static_cast<float>(weight * shared_part + std::sqrt(1.0 - weight * weight) * own);
    }

    void share(World& world, CivilView const& people, std::span<float const> frailty) const
    {
        auto const family = world.families.change(family_frailty_);
        for_each_row(world.families.size(),
                     [&](Row row) { family[row] = shared(people, frailty, row); });
    }

    /// The mean of the heads, scaled so that its sd is 1 for a couple as well.
    static float shared(CivilView const& people, std::span<float const> frailty, Row household)
    {
        auto const of = [&](Row head) {
            return head == no_row ? 0.0 : static_cast<double>(frailty[head]);
        };
        auto const one = people.head_one[household];
        auto const two = people.head_two[household];
        auto const sum = of(one) + of(two);
        auto const couple = one != no_row && two != no_row;
        return static_cast<float>(couple ? sum / std::numbers::sqrt2 : sum);
    }

    double resemblance_;
    Civil civil_;
    Owned<Person, float> frailty_;
    Owned<Family, float> family_frailty_;
};

}  // namespace

StepKind frailty()
{
    return {
        name, Phase::strain,
        "Lasting vulnerability passes partly from parents to children and is shared by a family.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Frailty>(setup); }};
}

}  // namespace smartstart::steps
