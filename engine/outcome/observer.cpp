#include "engine/outcome/observer.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "engine/outcome/roster.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/population/memory.hpp"

namespace smartstart {
namespace {

AgeBands bands_of(std::vector<OutcomeKind> const& outcomes)
{
    std::vector<AgeSpan> spans;
    std::ranges::transform(outcomes, std::back_inserter(spans), &OutcomeKind::ages);
    return AgeBands{spans};
}

}  // namespace

/// Every so many blocks of rows one, so that parts are alike: neighbours are of one age.
struct Observer::Part {
    Part(std::size_t this_one, std::size_t of, std::size_t bands, std::size_t outcomes,
         std::size_t places)
        : number{this_one},
          parts{of},
          arena{Roster::bytes(bands + 1, places * profiles) + outcomes * Sums::bytes(places)},
          people{bands, places * profiles, arena.pieces()},
          families{1, places * profiles, arena.pieces()}
    {
        sums.reserve(outcomes);
        for (std::size_t outcome = 0; outcome < outcomes; ++outcome) {
            sums.emplace_back(places, arena.pieces());
        }
    }

    std::size_t number, parts;
    Arena arena;
    Roster people, families;
    std::vector<Sums> sums;  ///< of each outcome
};

Observer::Observer(Schema& schema, std::vector<OutcomeKind> const& outcomes)
    : kinds_{&outcomes}, bands_{bands_of(outcomes)}, grouping_{schema}
{
    for (auto const& kind : outcomes) {
        auto audience = std::ranges::find_if(audiences_, [&](Audience const& other) {
            return other.counted == kind.counted && other.ages == kind.ages;
        });
        if (audience == audiences_.end()) {
            // Families are all of one band.
            auto const bands =
                kind.counted == Counted::people ? bands_.of(kind.ages) : AgeBands::Range{0, 1};
            audience = audiences_.insert(audience, {kind.counted, kind.ages, bands, {}});
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

void Observer::add(World const& world, Members const& members, Audience const& audience,
                   std::vector<Sums>& sums) const
{
    if (!members.rows.empty()) {
        for (auto const outcome : audience.outcomes) {
            outcomes_[outcome]->add(world, members, sums[outcome]);
        }
    }
}

void Observer::count(World const& world, Sight const& sight, Part& part) const
{
    auto const each_block = [&](std::size_t rows, auto const& body) {
        for (auto first = part.number * rows_per_block; first < rows;
             first += part.parts * rows_per_block) {
            auto const end = std::min(first + rows_per_block, rows);
            body(static_cast<Row>(first), static_cast<Row>(end));
        }
    };
    auto const add_all = [&](Counted counted, Roster const& roster) {
        for (auto const& audience : audiences_) {
            if (audience.counted == counted) {
                add(world, roster.of(sight.view, audience.bands), audience, part.sums);
            }
        }
    };
    each_block(world.people.size(), [&](Row first, Row end) {
        part.people.take_people(sight, first, end);
        add_all(Counted::people, part.people);
    });
    each_block(world.families.size(), [&](Row first, Row end) {
        part.families.take_families(sight, first, end);
        add_all(Counted::families, part.families);
    });
}

std::unique_ptr<Observer::Part> Observer::count(World const& world) const
{
    auto const view = grouping_.look(world);
    auto const people = world.people.size();
    Sight const sight{view, bands_, world.clock.now};
    // Each part has sums of its own. They are whole numbers: how many parts there are changes none.
    auto const count_of_parts =
        std::clamp<std::size_t>(people / rows_per_block, 1, Workers::current());
    auto const places = world.services.municipalities();
    std::vector<std::unique_ptr<Part>> parts(count_of_parts);
    for_each_block(parts.size(), [&](std::size_t number) {
        parts[number] =
            std::make_unique<Part>(number, count_of_parts, bands_.size(), outcomes_.size(), places);
        count(world, sight, *parts[number]);
    });
    auto& total = *parts.front();
    for (auto const& part : std::span{parts}.subspan(1)) {
        total.people += part->people;
        total.families += part->families;
        for (std::size_t i = 0; i < total.sums.size(); ++i) {
            total.sums[i] += part->sums[i];
        }
    }
    return std::move(parts.front());
}

void Observer::look(World const& world, std::size_t year, double weight,
                    std::vector<Trajectory>& trajectories) const
{
    auto const all = count(world);
    auto const from = year * world.services.municipalities() * all_groups().size();
    for (auto const& audience : audiences_) {
        auto const& roster = audience.counted == Counted::people ? all->people : all->families;
        auto const had = roster.had(audience.bands);
        for (auto const outcome : audience.outcomes) {
            // What everyone adds alike comes in last, to a copy, so that not all have memory for it
            // at once.
            auto sums = all->sums[outcome];
            sums.add_each(had, outcomes_[outcome]->each());
            auto const tallies = by_group(world, outcome, sums);
            for (std::size_t cell = 0; cell < tallies.size(); ++cell) {
                auto& [numerators, denominators] = trajectories[outcome];
                numerators[from + cell] = tallies[cell].numerator * weight;
                denominators[from + cell] = tallies[cell].denominator * weight;
            }
        }
    }
}

std::vector<Tally> Observer::by_group(World const& world, std::size_t outcome, Sums& sums) const
{
    if (auto const vital = (*kinds_)[outcome].vital) {
        auto const& counts = world.civil_register.counts();
        for (std::size_t place = 0; place < counts.size(); ++place) {
            sums.add_events(place, counts[place][static_cast<std::size_t>(*vital)]);
        }
    }
    return sums.by_group();
}

}  // namespace smartstart
