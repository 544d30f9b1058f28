#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/base/clock.hpp"
#include "engine/parallel/rows.hpp"
#include "engine/population/schema.hpp"
#include "engine/population/table.hpp"
#include "engine/random/random.hpp"
#include "tests/speed/families/chance.hpp"
#include "tests/speed/families/cohorts.hpp"
#include "tests/speed/families/homes.hpp"
#include "tests/speed/families/scores.hpp"

namespace smartstart::families {

/// A man or woman on the partner market of a municipality.
struct Seeker {
    std::uint32_t order{};  ///< the preference for a young or an old partner, as a sorting key
    Row row{no_row};
    std::uint32_t luck{};   ///< decides whether the two who meet become a couple
    std::uint32_t stays{};  ///< decides whether they are left when there are too many
    std::uint8_t age{};
};

/// A child that is about to be born.
struct Birth {
    Row mother{no_row};
    std::uint32_t luck{};  ///< of the score
};

/// Working memory of a municipality; nothing in it is kept from one step to the next.
struct Room {
    FoundRows found;
    std::vector<Row> chosen;
    std::vector<LuckWords> words;
    std::array<std::vector<Seeker>, 2> seekers;  ///< by sex
    std::vector<Seeker> sorting;
    std::array<std::vector<Birth>, 2> births;  ///< by sex
    std::vector<std::uint64_t> queue;
};

/// Counted at the end of P6.
struct RiskCount {
    std::int64_t households{};
    std::int64_t risks{};
};

/// Everything that changes during a run. Year t is clock.now.index.
struct State {
    explicit State(std::uint64_t with_seed) : seed{with_seed}, random{with_seed, 0} {}

    Schema schema;
    Homes homes{schema};
    Scores scores{schema};
    std::uint64_t seed;
    Random random;
    Clock clock;
    People people{schema.people()};
    Families families{schema.families()};
    Cohorts cohorts;
    std::array<Place, places> place;
    RiskCount risks;

    LuckBytes luck;
    std::array<Room, places> room;

    int year() const { return clock.now.index; }
    Links links() { return homes.open(people, families); }
    ScoreView score_view() { return scores.open(people); }
    LuckSource source(std::uint32_t step, unsigned block) const
    {
        return {.seed = seed, .replicate = 0, .step = step, .clock = clock, .block = block};
    }
    /// The luck of one row or one number in a step of this year.
    Draws draws(std::uint64_t name, std::uint32_t step) const
    {
        return random.draws(name, step, clock);
    }
    /// Rows of those under 18 begin here: adults come before.
    Row first_minor() const { return cohorts.between(Cohorts::born(17, year()), year() - 1).first; }
};

/// Calls `body(place)` for each municipality.
template <class Body>
void for_each_place(Body const& body)
{
    for_each_block(places, body);
}

}  // namespace smartstart::families
