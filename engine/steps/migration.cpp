#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/population/household_moves.hpp"
#include "engine/step/ask.hpp"
#include "engine/step/limits.hpp"
#include "engine/step/step.hpp"

namespace smartstart::steps {
namespace {

constexpr std::string_view name = "migration";
constexpr auto stream = name_hash(name);
enum Question : unsigned { departs, how_many, which, moves, where_to };

/// Every household is asked twice a year, in a turn of its own.
constexpr int months_per_turn = 6;
constexpr double years_per_turn = months_per_turn / 12.0;
bool is_turn(std::uint64_t name_for_life, Clock const& clock)
{
    auto const month = static_cast<std::uint64_t>(clock.now.index);
    return (name_for_life + month) % months_per_turn == 0;
}

/// Does what has this rate per year happen between two turns?
bool is_hit(double luck, double per_year)
{
    auto const hazard = per_year * years_per_turn;
    return luck < hazard && luck < -std::expm1(-hazard);
}

class Migration final : public Step {
public:
    explicit Migration(Setup& setup);
    void advance(World& world) const override;

private:
    /// The households of the pool that may come to one municipality.
    struct Choice {
        std::vector<Row> households;
        std::vector<double> weights;  ///< added up, from the first to this one
        double persons{};             ///< members times weight, added up
        bool is_lived_in{};           ///< the pool has a household of it, this month or another
        void add(Row household, double weight, int members);
        void add(Choice const& other);
        double mean_size() const { return persons / weights.back(); }
        Row pick(double luck) const;
    };

    double attraction(Municipality const& municipality) const;
    void depart(World& world) const;
    double highest_departures() const;
    void arrive(World& world) const;
    std::vector<Choice> choices(ArrivalsPool const& pool, Month now) const;
    static Choice whole_region(std::vector<Choice> const& choices);

    Rate departures_;
    Path<double> departures_by_age_;
    Path<Rate> arrivals_;
    Path<double> arrivals_by_age_;
    double children_;
    HouseholdMoves moves_;
    /// Persons per year and per unit of `arrivals`, by municipality, at the scale of the run.
    std::vector<double> drawn_;
    Civil civil_;
};

void Migration::Choice::add(Row household, double weight, int members)
{
    households.push_back(household);
    weights.push_back((weights.empty() ? 0.0 : weights.back()) + weight);
    persons += weight * members;
}

void Migration::Choice::add(Choice const& other)
{
    auto const before = weights.empty() ? 0.0 : weights.back();
    households.insert(households.end(), other.households.begin(), other.households.end());
    for (auto const weight : other.weights) {
        weights.push_back(before + weight);
    }
    persons += other.persons;
}

Row Migration::Choice::pick(double luck) const
{
    auto const at = std::ranges::upper_bound(weights, luck * weights.back());
    auto const place = std::min<std::ptrdiff_t>(at - weights.begin(),
                                                static_cast<std::ptrdiff_t>(weights.size()) - 1);
    return households[static_cast<std::size_t>(place)];
}

Migration::Migration(Setup& setup)
    : departures_{setup.own.get<Rate>("departures")},
      departures_by_age_{factors(setup.own, "departures_by_age")},
      arrivals_{setup.own.get_by_year<Rate>("arrivals")},
      arrivals_by_age_{factors(setup.own, "arrivals_by_age")},
      children_{factor(setup.own, "children")},
      moves_{setup.region, factor(setup.own, "moves_within")},
      civil_{setup.schema, name}
{
    double all = 0.0;
    for (auto const& municipality : setup.region.municipalities()) {
        drawn_.push_back(attraction(municipality));
        all += drawn_.back();
    }
    auto const inhabitants = static_cast<double>(setup.region.inhabitants()) * setup.scale;
    for (auto& one : drawn_) {
        one *= inhabitants / all;
    }
}

/// Newcomers go where people like them live: those who lead a household, weighted by how readily
/// people of their age come.
double Migration::attraction(Municipality const& municipality) const
{
    using enum Position;
    double sum = 0.0;
    for (std::size_t band = age_band(15 * 12); band < age_bands; ++band) {
        auto const count = [&](Position position) {
            return static_cast<double>(
                municipality.places[band][static_cast<std::size_t>(position)]);
        };
        auto const childless = count(alone) + count(unmarried_partner) + count(married_partner);
        auto const parents = count(unmarried_parent) + count(married_parent) + count(single_parent);
        auto const age = 5.0 * static_cast<double>(band) + 2.5;
        sum += arrivals_by_age_.at(age) * (childless + parents * children_);
    }
    return sum;
}

void Migration::advance(World& world) const
{
    if (world.clock.part != 0) {
        return;
    }
    depart(world);
    arrive(world);
}

void Migration::depart(World& world) const
{
    auto const people = civil_.look(world.people, world.families);
    auto const asked =
        only(with_all(people.in_use.size(), set(people.in_use),
                      opposite(equal(people.head_one, no_row))),
             [&](Row household) { return is_turn(people.family_id[household], world.clock); });
    auto const departs_with = [&](Row household, double luck) {
        auto const age = people.age(people.head_one[household], world.clock.now);
        auto const rate = departures_.per_year() * departures_by_age_.at(age) *
                          (people.minors[household] > 0 ? children_ : 1.0);
        return is_hit(luck, rate);
    };
    world.civil_register.file(ask_and_collect<VitalEvent>(
        {world.random, stream, departs, world.clock, highest_departures() * years_per_turn}, asked,
        people.family_id, [&](Row household, double luck, std::vector<VitalEvent>& filed) {
            if (departs_with(household, luck)) {
                filed.push_back(
                    {.kind = VitalKind::departure, .person = people.head_one[household]});
            }
        }));
    // Who does not leave the region may move within it.
    world.civil_register.file(ask_and_collect<VitalEvent>(
        {world.random, stream, moves, world.clock, moves_.highest_rate() * years_per_turn}, asked,
        people.family_id, [&](Row household, double luck, std::vector<VitalEvent>& filed) {
            auto const head = people.head_one[household];
            auto const age = people.age(head, world.clock.now);
            if (!HouseholdMoves::is_age(age) ||
                !is_hit(luck, moves_.rate(people.municipality[household], age))) {
                return;
            }
            auto draws = world.random.draws(people.family_name(household), stream, world.clock);
            if (!departs_with(household, draws.uniform(departs))) {
                filed.push_back({.kind = VitalKind::departure,
                                 .person = head,
                                 .place = moves_.goes_to(age, draws.uniform(where_to))});
            }
        }));
}

/// Nobody's rate is above this, however a product is rounded.
double Migration::highest_departures() const
{
    double highest = 0.0;
    for (auto const& [age, factor] : departures_by_age_.points()) {
        highest = std::max(highest, factor);
    }
    return departures_.per_year() * highest * std::max(1.0, children_) * (1.0 + 1e-12);
}

/// Those who come are the same in every scenario: their number and who they are depend on the
/// month, the place and the households of the start alone.
void Migration::arrive(World& world) const
{
    auto const per_month = arrivals_.at(world.clock.now.year()) / 12.0;
    auto const own = choices(world.pool, world.clock.now);
    auto const others = whole_region(own);
    std::vector<VitalEvent> arrivals;
    for (std::size_t place = 0; place < drawn_.size(); ++place) {
        auto const& from = own[place].households.empty() ? others : own[place];
        if (!own[place].is_lived_in || from.households.empty()) {
            continue;
        }
        auto const expected = drawn_[place] * per_month / from.mean_size();
        auto of_place = world.random.draws(std::uint64_t{place}, stream, world.clock);
        auto const number = static_cast<std::uint32_t>(expected + of_place.uniform(how_many));
        for (std::uint32_t ordinal = 0; ordinal < number; ++ordinal) {
            auto draws = world.random.draws(mix(place, ordinal), stream, world.clock);
            arrivals.push_back({.kind = VitalKind::arrival,
                                .person = from.pick(draws.uniform(which)),
                                .place = static_cast<PlaceNumber>(place),
                                .number = ordinal});
        }
    }
    world.civil_register.file(std::move(arrivals));
}

/// Where a municipality has so few people that none of its own is in this month's share, those who
/// come are as those of the others.
Migration::Choice Migration::whole_region(std::vector<Choice> const& choices)
{
    Choice all;
    if (std::ranges::any_of(choices, [](auto const& one) { return one.households.empty(); })) {
        for (auto const& one : choices) {
            all.add(one);
        }
    }
    return all;
}

/// A household of the pool may come again to the municipality that it was taken from. Each month
/// has a share of the pool, so that nobody looks through all of it.
std::vector<Migration::Choice> Migration::choices(ArrivalsPool const& pool, Month now) const
{
    auto const people = civil_.look(pool.people, pool.families);
    std::vector<Choice> all(drawn_.size());
    for (auto const place : people.municipality) {
        all[place].is_lived_in = true;
    }
    auto const first = static_cast<Row>(now.index % months_per_turn);
    for (auto household = first; household < pool.families.size(); household += months_per_turn) {
        double age = 0.0;
        bool minors = false;
        int members = 0;
        people.for_each_member(household, [&](Row member) {
            ++members;
            if (people.head[member] != 0) {
                age = people.age(member, pool.taken);
            }
            minors = minors || people.is_child(member, pool.taken);
        });
        auto const weight = age > 0.0 ? arrivals_by_age_.at(age) * (minors ? children_ : 1.0) : 0.0;
        if (weight > 0.0) {
            all[people.municipality[household]].add(household, weight, members);
        }
    }
    return all;
}

}  // namespace

StepKind migration()
{
    return {
        name, Phase::people, "Households leave the region, and others move in.",
        [](Setup& setup) -> std::unique_ptr<Step> { return std::make_unique<Migration>(setup); }};
}

}  // namespace smartstart::steps
