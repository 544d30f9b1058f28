#include "engine/population/table.hpp"

#include <utility>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

constexpr Fact<Person, Flag> happy{"happy", "feels well", 1};
constexpr Fact<Person, std::int16_t> moved{"moved", "month of the latest move", 0,
                                           CellKind::calendar_month};
constexpr Fact<Person, std::int16_t> debt{"debt", "months of debt", -3};
constexpr Fact<Person, std::uint64_t> name{"name", "a name", 7};
constexpr Fact<Person, Row> home{"home", "row of the home", no_row};
constexpr Fact<Person, float> wealth{"wealth", "money at hand", 2.5F};
constexpr Fact<Person, std::uint16_t> days{"days", "days lived", 300};

/// A table with a column of each kind of cell, and the permissions for it.
struct Sample {
    Schema schema;
    Owned<Person, Flag> happy = schema.own(smartstart::happy, "test");
    Owned<Person, std::int16_t> moved = schema.own(smartstart::moved, "test");
    Owned<Person, std::int16_t> debt = schema.own(smartstart::debt, "test");
    Owned<Person, std::uint64_t> name = schema.own(smartstart::name, "test");
    Owned<Person, Row> home = schema.own(smartstart::home, "test");
    Owned<Person, float> wealth = schema.own(smartstart::wealth, "test");
    Owned<Person, std::uint16_t> days = schema.own(smartstart::days, "test");
    People people{schema.people()};

    bool is_at_start(Row row) const
    {
        return people.look(happy)[row] == 1 && people.look(moved)[row] == 0 &&
               people.look(debt)[row] == -3 && people.look(name)[row] == 7 &&
               people.look(home)[row] == no_row && people.look(wealth)[row] == 2.5F &&
               people.look(days)[row] == 300;
    }
    void change_all(Row row)
    {
        people.change(happy)[row] = 0;
        people.change(moved)[row] = 24'300;
        people.change(debt)[row] = 12;
        people.change(name)[row] = 1'000'000'000'000;
        people.change(home)[row] = 4;
        people.change(wealth)[row] = -1.0F;
        people.change(days)[row] = 60'000;
    }
};

/// There is room for a few rows more than there are; at some sizes that is none at all.
TEST(Table, keeps_its_columns_apart_as_it_grows_row_by_row)
{
    Sample sample;
    for (Row rows = 1; rows <= 300; ++rows) {
        sample.people.append();
        for (Row row = 0; row < rows; ++row) {
            ASSERT_TRUE(sample.is_at_start(row)) << row << " of " << rows;
        }
    }
}

TEST(Table, begins_empty_and_gives_each_new_row_the_starting_values)
{
    Sample sample;
    EXPECT_EQ(sample.people.size(), 0U);
    for (Row row = 0; row < 3; ++row) {
        EXPECT_EQ(sample.people.append(), row);
        EXPECT_EQ(sample.people.size(), row + 1U);
        EXPECT_TRUE(sample.is_at_start(row)) << row;
        sample.change_all(row);
    }
}

TEST(Table, shows_what_its_owner_wrote_and_only_there)
{
    Sample sample;
    sample.people.append();
    sample.people.append();
    sample.change_all(0);
    EXPECT_EQ(sample.people.look(Seen<Person, Flag>{sample.happy})[0], 0);
    EXPECT_EQ(sample.people.look(sample.debt)[0], 12);
    EXPECT_TRUE(sample.is_at_start(1));
}

TEST(Table, puts_a_row_back_to_the_starting_values_and_leaves_the_others)
{
    Sample sample;
    sample.people.append();
    sample.people.append();
    sample.change_all(0);
    sample.change_all(1);
    sample.people.reset(std::vector<Row>{0});
    EXPECT_TRUE(sample.is_at_start(0));
    EXPECT_EQ(sample.people.look(sample.days)[1], 60'000);
    EXPECT_EQ(sample.people.size(), 2U);
}

TEST(Table, copies_a_row_of_another_table_and_moves_its_calendar_months_along)
{
    Sample from;
    from.people.append();
    from.people.append();
    from.change_all(1);
    Sample to;
    to.people.append();
    to.people.append();
    to.people.append();
    to.people.copy(std::array{RowCopy{.to = 2, .source = 1}}, from.people, Months{18});
    EXPECT_EQ(to.people.look(to.moved)[2], 24'318);
    EXPECT_EQ(to.people.look(to.debt)[2], 12) << "a number of months is no calendar month";
    EXPECT_EQ(to.people.look(to.happy)[2], 0);
    EXPECT_EQ(to.people.look(to.name)[2], 1'000'000'000'000U);
    EXPECT_EQ(to.people.look(to.home)[2], 4U);
    EXPECT_EQ(to.people.look(to.wealth)[2], -1.0F);
    EXPECT_EQ(to.people.look(to.days)[2], 60'000);
    EXPECT_TRUE(to.is_at_start(0));
    EXPECT_TRUE(to.is_at_start(1));
    EXPECT_EQ(from.people.look(from.moved)[1], 24'300) << "the source stays as it was";
}

TEST(Table, keeps_never_as_never_when_a_row_is_copied)
{
    Sample from;
    from.people.append();
    Sample to;
    to.people.append();
    to.people.copy(std::array{RowCopy{.to = 0, .source = 0}}, from.people, Months{-240});
    EXPECT_EQ(to.people.look(to.moved)[0], 0);
    EXPECT_TRUE(to.is_at_start(0));
}

TEST(Table, changes_the_fingerprint_of_the_changed_column_alone)
{
    Sample sample;
    sample.people.append();
    sample.people.append();
    auto const before = sample.people.fingerprints();
    ASSERT_EQ(before.size(), 7U);
    EXPECT_EQ(sample.people.fingerprints(), before);
    sample.people.change(sample.wealth)[1] = 2.5000002F;
    auto const after = sample.people.fingerprints();
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(after[i].first, before[i].first);
        EXPECT_EQ(after[i].second == before[i].second, before[i].first != "wealth")
            << before[i].first;
    }
    sample.people.change(sample.wealth)[1] = 2.5F;
    EXPECT_EQ(sample.people.fingerprints(), before);
}

TEST(Table, has_other_fingerprints_when_two_rows_change_places)
{
    Sample sample;
    sample.people.append();
    sample.people.append();
    sample.people.change(sample.days)[0] = 1;
    auto const before = sample.people.fingerprints();
    auto const cells = sample.people.change(sample.days);
    std::swap(cells[0], cells[1]);
    EXPECT_NE(sample.people.fingerprints(), before);
}

TEST(Table, keeps_its_cells_in_place_while_there_is_room)
{
    Sample sample;
    sample.people.reserve(1000);
    EXPECT_EQ(sample.people.bytes(), 0U);
    sample.people.append();
    auto const* const first = sample.people.look(sample.name).data();
    for (int i = 1; i < 1000; ++i) {
        sample.people.append();
    }
    EXPECT_EQ(sample.people.look(sample.name).data(), first);
    EXPECT_EQ(sample.people.bytes(), 1000U * (1 + 2 + 2 + 8 + 4 + 4 + 2));
}

TEST(Table, keeps_what_its_cells_say_when_columns_make_room_for_one_another)
{
    Sample sample;
    sample.people.reserve(1000);
    for (int i = 0; i < 5000; ++i) {
        auto const row = sample.people.append();
        EXPECT_TRUE(sample.is_at_start(row)) << "row " << row;
        sample.people.change(sample.days)[row] = static_cast<std::uint16_t>(i);
        sample.people.change(sample.name)[row] = static_cast<std::uint64_t>(7 * i);
    }
    for (int i = 0; i < 5000; ++i) {
        EXPECT_EQ(sample.people.look(sample.days)[static_cast<Row>(i)], i);
        EXPECT_EQ(sample.people.look(sample.name)[static_cast<Row>(i)],
                  static_cast<std::uint64_t>(7 * i));
    }
}

}  // namespace
}  // namespace smartstart
