#include "engine/outcome/observer.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>

#include "engine/parallel/rows.hpp"

namespace smartstart {

/// Rows that stand together, with the groups and the age of each.
struct Observer::Block {
    std::vector<Grouping::Membership> members;
    std::vector<std::int16_t> years;

    /// The places of those who count and are of these ages.
    std::span<std::uint16_t const> places(AgeSpan const& ages,
                                          std::vector<std::uint16_t>& room) const
    {
        room.resize(members.size());
        std::size_t found = 0;
        for (std::size_t i = 0; i < members.size(); ++i) {
            room[found] = static_cast<std::uint16_t>(i);
            bool const counts =
                members[i].counts() & (years[i] >= ages.from) & (years[i] <= ages.to);
            found += counts ? 1U : 0U;
        }
        return std::span{room}.first(found);
    }
};
static_assert(rows_per_block <= std::numeric_limits<std::uint16_t>::max());

Observer::Observer(Schema& schema, std::vector<OutcomeKind> const& outcomes)
    : kinds_{&outcomes}, grouping_{schema}
{
    for (auto const& kind : outcomes) {
        auto audience = std::ranges::find_if(audiences_, [&](Audience const& other) {
            return other.counted == kind.counted && other.ages == kind.ages;
        });
        if (audience == audiences_.end()) {
            audience = audiences_.insert(audience, {kind.counted, kind.ages, {}});
        }
        audience->outcomes.push_back(outcomes_.size());
        outcomes_.push_back(kind.build(schema));
    }
}

std::vector<Trajectory> Observer::empty(std::size_t years, std::size_t municipalities) const
{
    auto const cells = years * municipalities * all_groups().size();
    return std::vector<Trajectory>(outcomes_.size(),
                                   {std::vector<double>(cells), std::vector<double>(cells)});
}

Observer::Block Observer::block(World const& world, Counted counted, Row first,
                                std::size_t rows) const
{
    auto const view = grouping_.look(world);
    Block block{std::vector<Grouping::Membership>(rows), std::vector<std::int16_t>(rows)};
    for (std::size_t i = 0; i < rows; ++i) {
        auto const row = static_cast<Row>(first + i);
        if (counted == Counted::people) {
            block.members[i] = view.of_person(row);
            block.years[i] =
                static_cast<std::int16_t>(view.civil.age_in_months(row, world.clock.now) / 12);
        } else {
            block.members[i] = view.of_family(row);
        }
    }
    return block;
}

std::vector<Sums> Observer::count(World const& world, Counted counted) const
{
    auto const rows = counted == Counted::people ? world.people.size() : world.families.size();
    // Sums by municipality are large: only what is counted here has some.
    std::vector<Sums> zero;
    for (auto const& kind : *kinds_) {
        zero.emplace_back(kind.counted == counted ? world.services.municipalities() : 0);
    }
    // Each part has sums of its own. They are whole numbers: how many parts there are changes none.
    auto const parts = std::clamp<std::size_t>(rows / rows_per_block, 1, Workers::current());
    std::vector<std::vector<Sums>> sums(parts - 1, zero);
    sums.push_back(std::move(zero));
    for_each_block(parts, [&](std::size_t part) {
        std::vector<std::uint16_t> room;
        auto const end = rows * (part + 1) / parts;
        for (auto first = rows * part / parts; first < end; first += rows_per_block) {
            auto const some = block(world, counted, static_cast<Row>(first),
                                    std::min(rows_per_block, end - first));
            for (auto const& audience : audiences_) {
                if (audience.counted == counted) {
                    auto const places = some.places(audience.ages, room);
                    for (auto const outcome : audience.outcomes) {
                        outcomes_[outcome]->add(world,
                                                {static_cast<Row>(first), some.members, places},
                                                sums[part][outcome]);
                    }
                }
            }
        }
    });
    auto total = std::move(sums.front());
    for (std::size_t part = 1; part < parts; ++part) {
        for (std::size_t i = 0; i < total.size(); ++i) {
            total[i] += sums[part][i];
        }
    }
    return total;
}

void Observer::look(World const& world, std::size_t year, double weight,
                    std::vector<Trajectory>& trajectories) const
{
    auto people = count(world, Counted::people);
    auto families = count(world, Counted::families);
    auto const places = world.services.municipalities();
    auto const cells = places * all_groups().size();
    for (std::size_t i = 0; i < outcomes_.size(); ++i) {
        auto const& kind = (*kinds_)[i];
        auto& sums = kind.counted == Counted::people ? people[i] : families[i];
        for (std::size_t place = 0; kind.vital && place < places; ++place) {
            sums.add_events(
                place, world.civil_register.counts()[place][static_cast<std::size_t>(*kind.vital)]);
        }
        auto const tallies = sums.by_group();
        for (std::size_t cell = 0; cell < cells; ++cell) {
            trajectories[i].numerators[year * cells + cell] = tallies[cell].numerator * weight;
            trajectories[i].denominators[year * cells + cell] = tallies[cell].denominator * weight;
        }
    }
}

}  // namespace smartstart
