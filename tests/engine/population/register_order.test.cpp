#include <map>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

SmallWorld town()
{
    SmallWorld small{{"mortality", "fertility", "separation", "partnership", "leaving_home",
                      "migration", "frailty", "work", "mental_health"},
                     {},
                     1,
                     0.002};
    for (int i = 0; i < 400; ++i) {
        small.add_couple(20.0 + i % 50, 22.0 + i % 50, {i % 30 + i % 12 / 12.0});
    }
    small.begin();
    small.advance(60);
    return small;
}

struct Told {
    Moment born;
    std::uint64_t home, mother;
    Flag head, ill;
    float frailty;
    bool operator==(Told const&) const = default;
};

/// What is known of everyone who is present, by name.
std::map<std::uint64_t, Told> everyone(SmallWorld const& small)
{
    auto const people = small.civil();
    std::map<std::uint64_t, Told> found;
    for (Row row = 0; row < people.present.size(); ++row) {
        if (people.present[row] != 0) {
            found[people.id[row]] = {
                people.born[row],           people.family_id[people.family[row]],
                people.mother_id[row],      people.head[row],
                small.get(facts::ill, row), small.get(facts::frailty, row)};
        }
    }
    return found;
}

/// 0 under 24, 1 under 31, 2 older.
int stage_of(SmallWorld& small, Row row)
{
    auto const months = small.civil().age_in_months(row, small.world().clock.now);
    return (months >= youth_months ? 1 : 0) + (months >= thirty_months ? 1 : 0);
}

TEST(Register, can_put_the_rows_in_order_without_changing_anyones_life)
{
    auto as_it_was = town();
    auto tidied = town();
    auto const rows = tidied.civil().present.size();
    auto& world = tidied.world();
    world.civil_register.tidy(world.people, world.families, world.clock.now);
    EXPECT_LT(tidied.civil().present.size(), rows) << "those who are gone have no row";
    EXPECT_EQ(everyone(tidied), everyone(as_it_was));
    as_it_was.advance(24);
    tidied.advance(24);
    EXPECT_EQ(everyone(tidied), everyone(as_it_was));
}

TEST(Register, lets_a_household_stand_together_once_it_is_in_order)
{
    auto small = town();
    auto& world = small.world();
    world.civil_register.tidy(world.people, world.families, world.clock.now);
    auto const people = small.civil();
    for (Row row = 1; row < people.present.size(); ++row) {
        auto const stage = stage_of(small, row);
        auto const before = stage_of(small, row - 1);
        EXPECT_GE(stage, before) << "the young stand first";
        if (stage == before) {
            EXPECT_GE(people.family[row], people.family[row - 1]);
        }
    }
    for (Row home = 0; home < people.in_use.size(); ++home) {
        if (people.in_use[home] != 0) {
            ASSERT_LT(people.head_one[home], people.present.size());
            EXPECT_EQ(people.family[people.head_one[home]], home);
        }
    }
}

TEST(Register, gives_no_newborn_a_row_among_the_grown)
{
    auto small = town();
    auto& world = small.world();
    world.civil_register.tidy(world.people, world.families, world.clock.now);
    auto const rows = small.civil().present.size();
    Row grown = 0;
    while (stage_of(small, grown) < 2) {
        ++grown;
    }
    auto const tidied = world.clock.now;
    small.advance(60);
    auto const people = small.civil();
    std::size_t born = 0;
    std::size_t free = 0;
    for (Row row = 0; row < people.present.size(); ++row) {
        bool const among_grown = row >= grown && row < rows;
        free += among_grown && people.present[row] == 0 ? 1 : 0;
        if (people.present[row] != 0 && people.born[row] >= tidied.index) {
            ++born;
            EXPECT_FALSE(among_grown) << row;
        }
    }
    EXPECT_GT(born, 20U);
    EXPECT_GT(free, 20U) << "there were rows of the grown to be had";
}

}  // namespace
}  // namespace smartstart::test
