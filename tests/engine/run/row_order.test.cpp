#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/run/simulation.hpp"
#include "tests/support/small_run.hpp"

/// The order of rows is felt by nobody, and what is forgotten is asked by nobody. Worlds of tests
/// are too small to be put in order by themselves.
namespace smartstart::test {
namespace {

enum class EachJanuary {
    as_it_is,
    in_order,       ///< the table is put in order
    youth_forgets,  ///< everybody forgets what is kept in youth
    all_forget,     ///< everybody forgets what is kept until thirty
};

void change(World& world, EachJanuary what)
{
    std::vector<Row> everybody;
    for (Row row = 0; row < world.people.size(); ++row) {
        everybody.push_back(row);
    }
    switch (what) {
        case EachJanuary::as_it_is:
            break;
        case EachJanuary::in_order:
            world.civil_register.tidy(world.people, world.families, world.clock.now);
            break;
        case EachJanuary::youth_forgets:
            world.people.forget(Kept::in_youth, everybody);
            break;
        case EachJanuary::all_forget:
            world.people.forget(Kept::until_thirty, everybody);
            break;
    }
}

/// Bytes that are set where nobody looks, because everybody there is too old.
std::ptrdiff_t left_among_the_older(People const& people)
{
    std::ptrdiff_t set = 0;
    for (std::size_t column = 0; column < people.columns(); ++column) {
        auto const bytes = people.bytes_of(column);
        auto const cell = bytes.size() / people.size();
        auto const [first, end] = people.forgotten(people.kept(column));
        auto const theirs = bytes.subspan(first * cell, (end - first) * cell);
        set += std::ranges::count_if(theirs, [](std::byte byte) { return byte != std::byte{0}; });
    }
    return set;
}

/// Until those who are born in the first years have turned thirty.
ReplicateResult lived(Prepared const& prepared, EachJanuary what)
{
    auto const& blueprint = *prepared.blueprint;
    auto const years = blueprint.years();
    auto world = blueprint.first_world(people_of(prepared), 0);
    ReplicateResult result;
    result.outcomes = blueprint.observer().empty(
        static_cast<std::size_t>(years.last - years.first) + 1, world.ledger.municipalities());
    result.spread.resize(static_cast<std::size_t>(years.last - years.first + 1) *
                         Spread::numbers_of_year());
    std::vector<Lived> lives;
    while (world.clock.now.year() <= years.last) {
        auto const month = world.clock;
        if (month.is_start_of(1)) {
            world.ledger.open_year();
            // The pool of arrivals is taken in the order in which households stand at the start.
            if (!world.rehearsal && month.now.year() > years.first) {
                EXPECT_EQ(left_among_the_older(world.people), 0) << month.now.year();
                change(world, what);
            }
        }
        blueprint.advance(world);
        if (month.is_end_of_year() && month.now.year() >= years.first) {
            auto const next = std::exchange(world.clock, month);
            blueprint.observer().look(world,
                                      static_cast<std::size_t>(month.now.year() - years.first), 1.0,
                                      result.outcomes);
            blueprint.spread().look(world, static_cast<std::size_t>(month.now.year() - years.first),
                                    result.spread);
            auto const turned = blueprint.life_course().look(world);
            lives.insert(lives.end(), turned.begin(), turned.end());
            world.clock = next;
        }
    }
    result.tables = blueprint.tables(lives, result.spread);
    return result;
}

TEST(RowOrder, is_felt_by_no_outcome_and_nothing_is_asked_that_is_forgotten)
{
    auto const prepared = small({"shift-50-50"}, {.set = {"years=2022-2056"}, .one_in = 100});
    auto const& blueprint = *prepared.front().blueprint;
    auto const as_it_is = lived(prepared.front(), EachJanuary::as_it_is);
    EXPECT_EQ(differences(as_it_is, lived(prepared.front(), EachJanuary::in_order), blueprint),
              std::vector<std::string>{});
    // What the young and those of thirty still need would be missed.
    for (auto const too_early : {EachJanuary::youth_forgets, EachJanuary::all_forget}) {
        EXPECT_NE(differences(as_it_is, lived(prepared.front(), too_early), blueprint),
                  std::vector<std::string>{});
    }
}

}  // namespace
}  // namespace smartstart::test
