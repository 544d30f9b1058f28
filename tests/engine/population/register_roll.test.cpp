#include <algorithm>

#include <gtest/gtest.h>

#include "engine/population/turn.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

std::vector<Row> all_rows(RowList const& list)
{
    return collect_rows<Row>(list, [](Row row, auto& out) { out.push_back(row); });
}

template <class Belongs>
std::vector<Row> those(std::size_t rows, Belongs const& belongs)
{
    std::vector<Row> found;
    for (Row row = 0; row < rows; ++row) {
        if (belongs(row)) {
            found.push_back(row);
        }
    }
    return found;
}

/// Years of births, deaths and moves, in more than one block of rows.
SmallWorld town_after_years()
{
    SmallWorld small{
        {"mortality", "fertility", "separation", "partnership", "leaving_home", "migration"},
        {},
        1,
        0.004};
    for (int i = 0; i < 1500; ++i) {
        small.add_couple(20.0 + i % 50, 22.0 + i % 50, {i % 30 + i % 12 / 12.0});
    }
    small.begin();
    small.advance(50);
    return small;
}

TEST(Roll, names_everyone_at_each_point_of_life_in_the_order_of_the_rows)
{
    auto const small = town_after_years();
    auto const people = small.civil();
    auto const& roll = small.world().roll;
    // The roll was called in the month that was lived last.
    Clock const clock{.now = small.world().clock.now - Months{1}};
    auto const months = [&](Row row) { return people.age_in_months(row, clock.now); };
    auto const count = people.present.size();
    ASSERT_GT(count, rows_per_block);
    EXPECT_EQ(all_rows(roll.adults), those(count, [&](Row row) {
                  return people.present[row] != 0 && months(row) >= 216;
              }));
    EXPECT_EQ(all_rows(roll.in_turn), those(count, [&](Row row) {
                  return people.present[row] != 0 && is_turn(people.id[row], clock);
              }));
    EXPECT_EQ(all_rows(roll.adults_in_turn), those(count, [&](Row row) {
                  return people.present[row] != 0 && months(row) >= 216 &&
                         is_turn(people.id[row], clock);
              }));
    EXPECT_EQ(all_rows(roll.young),
              those(count, [&](Row row) { return people.present[row] != 0 && months(row) < 360; }));
    EXPECT_EQ(all_rows(roll.children),
              those(count, [&](Row row) { return people.is_child(row, clock.now); }));
    EXPECT_EQ(all_rows(roll.youth),
              those(count, [&](Row row) { return people.present[row] != 0 && months(row) < 288; }));
    EXPECT_EQ(all_rows(roll.newborns), those(count, [&](Row row) {
                  return people.is_child(row, clock.now) && months(row) == 0;
              }));
    EXPECT_FALSE(all_rows(roll.newborns).empty());
    EXPECT_EQ(roll.adults.size(), all_rows(roll.adults).size());
}

TEST(Roll, names_the_homes_that_a_step_should_look_at)
{
    auto small = town_after_years();
    constexpr Row without_minors = 25;  // of the pool
    for (std::uint32_t number = 100; number < 112; ++number) {
        small.file(
            {.kind = VitalKind::arrival, .person = without_minors, .place = 0, .number = number});
    }
    small.advance();
    auto const people = small.civil();
    auto const& roll = small.world().roll;
    Clock const clock{.now = small.world().clock.now - Months{1}};
    auto const count = people.in_use.size();
    auto const turn = [&](Row home) { return is_turn(people.family_id[home], clock); };
    auto const used = [&](Row home) { return people.in_use[home] != 0; };
    EXPECT_EQ(all_rows(roll.homes), those(count, used));
    EXPECT_EQ(all_rows(roll.homes_in_turn),
              those(count, [&](Row home) { return used(home) && turn(home); }));
    EXPECT_EQ(all_rows(roll.homes_with_minors),
              those(count, [&](Row home) { return used(home) && people.minors[home] > 0; }));
    auto const came_together = [&](Row home) { return people.formed[home] == moment(clock.now); };
    auto const moved_in = [&](Row home) {
        return people.formed[home] == before_moving_in(clock.now);
    };
    EXPECT_EQ(all_rows(roll.homes_watched), those(count, [&](Row home) {
                  return used(home) && (turn(home) || people.minors[home] > 0 ||
                                        came_together(home) || moved_in(home));
              }));
    EXPECT_FALSE(those(count, [&](Row home) {
                     return used(home) && moved_in(home) && !turn(home) && people.minors[home] == 0;
                 }).empty());
}

}  // namespace
}  // namespace smartstart::test
