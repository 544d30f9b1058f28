#include "engine/outcome/observer.hpp"

#include <algorithm>
#include <cmath>

#include "engine/parallel/rows.hpp"

namespace smartstart {
namespace {

/// Sums of whole millionths: exact in any order.
struct Sums {
    std::vector<std::int64_t> numerators, denominators;
    Sums& operator+=(Sums const& other)
    {
        for (std::size_t i = 0; i < numerators.size(); ++i) {
            numerators[i] += other.numerators[i];
            denominators[i] += other.denominators[i];
        }
        return *this;
    }
};
constexpr double millionths = 1e6;

struct Asked {
    std::size_t outcome;
    Measure measure;
};

void add(Sums& sums, std::size_t first_cell, Grouping::Membership const& member, Tally const& tally)
{
    auto const numerator = std::llround(tally.numerator * millionths);
    auto const denominator = std::llround(tally.denominator * millionths);
    if (numerator == 0 && denominator == 0) {
        return;
    }
    for (unsigned i = 0; i < member.count; ++i) {
        auto const cell = first_cell + member.groups[i];
        sums.numerators[cell] += numerator;
        sums.denominators[cell] += denominator;
    }
}

}  // namespace

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
    return std::vector<Trajectory>(
        outcomes_.size(), {std::vector<double>(cells), std::vector<double>(cells)});
}

void Observer::look(World const& world, std::size_t year, double weight,
                    std::vector<Trajectory>& trajectories) const
{
    auto const groups = all_groups().size();
    auto const places = world.services.municipalities();
    auto const view = grouping_.look(world);
    std::vector<Asked> of_people;
    std::vector<Asked> of_families;
    for (std::size_t i = 0; i < outcomes_.size(); ++i) {
        auto& list = (*kinds_)[i].counted == Counted::people ? of_people : of_families;
        list.push_back({i, outcomes_[i]->measure(world)});
    }
    auto const cell = [&](std::size_t outcome, std::size_t place) {
        return (outcome * places + place) * groups;
    };
    auto const cells = outcomes_.size() * places * groups;
    Sums const zero{std::vector<std::int64_t>(cells), std::vector<std::int64_t>(cells)};
    auto sums = sum_rows(world.people.size(), zero, [&](Row row, Sums& part) {
        if (view.civil.present[row] == 0) {
            return;
        }
        auto const member = view.of_person(row);
        for (auto const& [outcome, measure] : of_people) {
            add(part, cell(outcome, member.place), member, measure(row));
        }
    });
    sums += sum_rows(world.families.size(), zero, [&](Row row, Sums& part) {
        if (view.civil.in_use[row] == 0 || view.civil.size[row] == 0) {
            return;
        }
        auto const member = view.of_family(row);
        for (auto const& [outcome, measure] : of_families) {
            add(part, cell(outcome, member.place), member, measure(row));
        }
    });
    for (std::size_t i = 0; i < outcomes_.size(); ++i) {
        auto const& vital = (*kinds_)[i].vital;
        for (std::size_t place = 0; place < places; ++place) {
            if (vital) {
                auto const events =
                    world.civil_register.counts()[place][static_cast<std::size_t>(*vital)];
                sums.numerators[cell(i, place)] +=
                    events * static_cast<std::int64_t>(millionths);
            }
            for (std::size_t group = 0; group < groups; ++group) {
                auto const to = (year * places + place) * groups + group;
                auto const from = cell(i, place) + group;
                trajectories[i].numerators[to] =
                    static_cast<double>(sums.numerators[from]) / millionths * weight;
                trajectories[i].denominators[to] =
                    static_cast<double>(sums.denominators[from]) / millionths * weight;
            }
        }
    }
}

}  // namespace smartstart
