#include "engine/population/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Fact<Person, Flag> happy{"happy", "feels well"};
constexpr Fact<Person, float> wealth{"wealth", "money at hand in euro", 2.5F};
constexpr Fact<Family, Flag> happy_home{"happy", "everybody at home feels well"};
constexpr Fact<Person, std::int16_t> moved{"moved", "month of the latest move", 0,
                                           CellKind::calendar_month};

TEST(Schema, keeps_what_a_column_is_who_changes_it_and_who_reads_it)
{
    Schema schema;
    schema.see(moved, "diary");
    schema.own(moved, "moving");
    schema.see(moved, "observer");
    schema.own(wealth, "work");
    ASSERT_EQ(schema.people().size(), 2U);
    auto const& column = schema.people().front();
    EXPECT_EQ(column.name, "moved");
    EXPECT_EQ(column.meaning, "month of the latest move");
    EXPECT_EQ(column.owner, "moving");
    EXPECT_THAT(column.readers, ElementsAre("diary", "observer"));
    EXPECT_EQ(column.kind, CellKind::calendar_month);
    EXPECT_EQ(std::get<std::vector<float>>(schema.people().back().empty), std::vector<float>{2.5F});
}

TEST(Schema, gives_the_same_column_to_its_owner_and_to_all_who_see_it)
{
    Schema schema;
    auto const other = schema.own(wealth, "work");
    auto const before = schema.see(happy, "reader");
    auto const owned = schema.own(happy, "life");
    auto const after = schema.see(happy, "another reader");
    EXPECT_EQ(before.column, owned.column);
    EXPECT_EQ(after.column, owned.column);
    EXPECT_NE(other.column, owned.column);
    EXPECT_EQ((Seen<Person, Flag>{owned}.column), owned.column);
}

TEST(Schema, refuses_a_second_owner_and_names_both)
{
    Schema schema;
    schema.own(happy, "life");
    try {
        schema.own(happy, "weather");
        FAIL() << "a column with two owners";
    } catch (BrokenPromise const& error) {
        EXPECT_THAT(error.what(), HasSubstr("column 'happy' is owned by 'life' and by 'weather'"));
    }
    // Even the same one: it would be two places in a step that change it.
    EXPECT_THROW(schema.own(happy, "life"), BrokenPromise);
}

TEST(Schema, names_every_column_that_is_read_and_that_nobody_keeps)
{
    Schema schema;
    schema.see(happy, "mortality");
    schema.see(happy, "work");
    schema.see(happy_home, "housing");
    schema.own(wealth, "work");
    EXPECT_THAT(schema.unmet(), ElementsAre("'mortality' reads 'happy', which no step keeps.",
                                            "'housing' reads 'happy', which no step keeps."));
    schema.own(happy, "life");
    EXPECT_THAT(schema.unmet(), ElementsAre("'housing' reads 'happy', which no step keeps."));
    schema.own(happy_home, "life");
    EXPECT_THAT(schema.unmet(), IsEmpty());
}

TEST(Schema, tells_a_fact_of_people_from_one_of_families_with_the_same_name)
{
    Schema schema;
    schema.own(happy, "life");
    EXPECT_NO_THROW(schema.own(happy_home, "home"));
    ASSERT_EQ(schema.people().size(), 1U);
    ASSERT_EQ(schema.families().size(), 1U);
    EXPECT_EQ(schema.families().front().owner, "home");
}

}  // namespace
}  // namespace smartstart
