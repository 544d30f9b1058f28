#include "engine/outcome/observer.hpp"

#include <algorithm>

#include "engine/parallel/rows.hpp"

namespace smartstart {

Observer::Observer(Schema& schema, std::vector<OutcomeKind> const& outcomes)
    : kinds_{&outcomes}, grouping_{schema}
{
    for (auto const& kind : outcomes) {
        outcomes_.push_back(kind.build(schema));
    }
}

std::vector<Trajectory> Observer::empty(std::size_t years, std::size_t municipalities) const
{
    auto const cells = years * municipalities * all_groups().size();
    return std::vector<Trajectory>(outcomes_.size(),
                                   {std::vector<double>(cells), std::vector<double>(cells)});
}

std::vector<Sums> Observer::count(World const& world, Counted counted) const
{
    auto const view = grouping_.look(world);
    auto const rows = counted == Counted::people ? world.people.size() : world.families.size();
    std::vector<Sums> const zero(outcomes_.size(), Sums{world.services.municipalities()});
    // Each part has sums of its own. They are whole numbers: how many parts there are changes none.
    auto const parts = std::clamp<std::size_t>(rows / rows_per_block, 1, Workers::current());
    std::vector<std::vector<Sums>> sums(parts, zero);
    for_each_block(parts, [&](std::size_t part) {
        std::vector<Grouping::Membership> members;
        auto const end = rows * (part + 1) / parts;
        for (auto first = rows * part / parts; first < end; first += members.size()) {
            members.resize(std::min(rows_per_block, end - first));
            for (std::size_t i = 0; i < members.size(); ++i) {
                auto const row = static_cast<Row>(first + i);
                members[i] = counted == Counted::people ? view.of_person(row) : view.of_family(row);
            }
            for (std::size_t i = 0; i < outcomes_.size(); ++i) {
                if ((*kinds_)[i].counted == counted) {
                    outcomes_[i]->add(world, {static_cast<Row>(first), members}, sums[part][i]);
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
    auto const people = count(world, Counted::people);
    auto const families = count(world, Counted::families);
    auto const places = world.services.municipalities();
    auto const cells = places * all_groups().size();
    for (std::size_t i = 0; i < outcomes_.size(); ++i) {
        auto const& kind = (*kinds_)[i];
        auto sums = kind.counted == Counted::people ? people[i] : families[i];
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
