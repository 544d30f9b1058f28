#pragma once

#include <array>
#include <cmath>
#include <span>
#include <string_view>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/population/civil.hpp"
#include "engine/step/step.hpp"

namespace smartstart {

/// A child's: partly its parents', as far as they are known, and for the rest its own luck, N(0,1).
/// Where the parents' are N(0,1) and independent so is the child's, and `resemblance` is its
/// correlation with each of them.
inline float inherited(double resemblance, std::span<float const> trait,
                       std::array<Row, 2> const& parents, double luck)
{
    double sum = 0.0;
    int known = 0;
    for (auto const parent : parents) {
        if (parent != no_row) {
            sum += trait[parent];
            ++known;
        }
    }
    auto const own = std::sqrt(1.0 - known * resemblance * resemblance);
    return static_cast<float>(resemblance * sum + own * luck);
}

/// A trait that runs in families and that nothing changes: partly the parents', partly one's own,
/// N(0,1) again in every generation. It carries what is left of an association between parents and
/// children once everything that the model explains is taken away, so no policy can reach it.
class Inherited {
public:
    /// `own_part` is the step's question for a person's own part. Of the step's parameters it reads
    /// the correlation between one parent and a child, at most 0.7.
    Inherited(Setup& setup, Fact<Person, float> const& trait, std::string_view step,
              std::string_view correlation, unsigned own_part)
        : resemblance_{setup.own.get<double>(correlation)},
          stream_{name_hash(step)},
          own_part_{own_part},
          trait_{setup.schema.own(trait, step)}
    {
        if (!(resemblance_ >= 0.0 && resemblance_ * resemblance_ <= 0.5)) {
            setup.own.reject(correlation, "must be a number from 0 to 0.7, such as '0.3'.");
            resemblance_ = 0.0;
        }
    }

    /// Before the first month. Parents come before their children: heads stand first in a
    /// household.
    void begin(World& world, CivilView const& people) const
    {
        auto const trait = world.people.change(trait_);
        for (Row row = 0; row < world.people.size(); ++row) {
            trait[row] = of(world, people, trait, row);
        }
    }
    /// Once a month; in the rehearsal everyone has had theirs from the start.
    void advance(World& world, CivilView const& people) const
    {
        if (world.rehearsal || world.clock.part != 0) {
            return;
        }
        auto const trait = world.people.change(trait_);
        for_each_row(world.roll.newborns,
                     [&](Row row) { trait[row] = of(world, people, trait, row); });
    }
    std::span<float const> look(World const& world) const { return world.people.look(trait_); }

private:
    float of(World const& world, CivilView const& people, std::span<float const> trait,
             Row row) const
    {
        auto draws = world.random.draws(people.person(row), stream_, Clock{});
        return inherited(resemblance_, trait, {people.mother[row], people.father[row]},
                         draws.normal(own_part_));
    }

    double resemblance_;
    std::uint32_t stream_;
    unsigned own_part_;
    Owned<Person, float> trait_;
};

}  // namespace smartstart
