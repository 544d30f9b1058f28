#include "engine/run/life.hpp"

#include <cmath>
#include <utility>

#include "engine/ledger/item.hpp"
#include "engine/population/memory.hpp"

namespace smartstart {
namespace {

void keep_money(Ledger const& ledger, std::size_t year, std::int64_t weight,
                ReplicateResult& result)
{
    auto const cells = ledger.municipalities() * payers * ledger.items() * Ledger::sides;
    auto cell = year * cells;
    for (std::size_t place = 0; place < ledger.municipalities(); ++place) {
        for (std::size_t payer = 0; payer < payers; ++payer) {
            for (std::size_t item = 0; item < ledger.items(); ++item) {
                for (std::size_t side = 0; side < Ledger::sides; ++side) {
                    result.cents[cell++] =
                        weight *
                        ledger.booked(place, static_cast<Payer>(payer), item, side).cents();
                }
            }
        }
    }
    auto at = year * ledger.municipalities() * Ledger::sides;
    for (std::size_t place = 0; place < ledger.municipalities(); ++place) {
        for (std::size_t side = 0; side < Ledger::sides; ++side) {
            result.planned[at] = weight * ledger.planned(place, side).cents();
            result.realised[at++] = weight * ledger.realised(place, side).cents();
        }
    }
}

}  // namespace

Life::Life(Blueprint const& blueprint, StartPopulation const& start, std::uint32_t replicate,
           int parts)
    : Life{blueprint, blueprint.first_world(start, replicate)}
{
    world_.clock.parts = parts;
}

Life::Life(Blueprint const& blueprint, std::uint32_t replicate)
    : Life{blueprint, blueprint.empty_world(replicate)}
{
}

Life::Life(Blueprint const& blueprint, World&& world) : world_{std::move(world)}
{
    auto const reported = blueprint.years();
    auto const years = static_cast<std::size_t>(reported.last - reported.first) + 1;
    auto const places = world_.ledger.municipalities();
    seen_.outcomes = blueprint.observer().empty(years, places);
    seen_.cents.resize(years * places * payers * world_.ledger.items() * Ledger::sides);
    seen_.planned.resize(years * places * Ledger::sides);
    seen_.realised.resize(years * places * Ledger::sides);
    seen_.spread.resize(years * Spread::numbers_of_year());
}

void Life::live_year(Blueprint const& blueprint)
{
    for (bool whole = false; !whole;) {
        auto const lived = world_.clock;
        if (lived.is_start_of(1)) {
            world_.ledger.open_year();
        }
        blueprint.advance(world_);
        whole = lived.is_end_of_year();
        if (lived.is_end_of_month() && lived.now.year() >= blueprint.years().first) {
            // What is looked at is the month that was lived, by its clock.
            auto const next = std::exchange(world_.clock, lived);
            look_at_month(blueprint);
            if (whole) {
                // What the months needed and the look does not, which needs the most of a year.
                give_back_memory();
                look_at_year(blueprint);
            }
            world_.clock = next;
        }
    }
}

void Life::look_at_month(Blueprint const& blueprint)
{
    if (auto const* const eye = blueprint.trace_eye()) {
        eye->look(world_, traced_);
    }
}

void Life::look_at_year(Blueprint const& blueprint)
{
    auto const at = static_cast<std::size_t>(next_year() - blueprint.years().first);
    auto const weight = std::llround(1.0 / blueprint.scale());
    blueprint.observer().look(world_, at, static_cast<double>(weight), seen_.outcomes);
    blueprint.spread().look(world_, at, seen_.spread);
    keep_money(world_.ledger, at, weight, seen_);
    auto const turned = blueprint.life_course().look(world_);
    if (lived_.empty()) {
        // Room for all years at once: a list that grows is there twice meanwhile.
        auto const left = static_cast<std::size_t>(blueprint.years().last - next_year()) + 1;
        lived_.reserve(turned.size() * left * 5 / 4);
    }
    lived_.insert(lived_.end(), turned.begin(), turned.end());
}

ReplicateResult Life::finish(Blueprint const& blueprint) &&
{
    // What is seen is worked out in memory that the people had.
    world_.people = People{{}};
    world_.families = Families{{}};
    give_back_memory();
    seen_.tables = blueprint.tables(lived_, seen_.spread);
    if (auto const* const eye = blueprint.trace_eye()) {
        seen_.traces = eye->by_fact(std::exchange(traced_, {}));
    }
    return std::move(seen_);
}

std::optional<ReplicateResult> live(Blueprint const& blueprint, StartPopulation const& start,
                                    std::uint32_t replicate,
                                    std::function<bool(int year)> const& progress)
{
    Life life{blueprint, start, replicate, 1};
    while (life.next_year() <= blueprint.years().last) {
        auto const year = life.next_year();
        life.live_year(blueprint);
        if (!progress(year)) {
            return std::nullopt;
        }
    }
    return std::move(life).finish(blueprint);
}

}  // namespace smartstart
