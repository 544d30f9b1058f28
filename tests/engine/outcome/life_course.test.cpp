#include "engine/outcome/life_course.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/outcome/kinship.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr int base_year = 2022;

class LifeTables : public testing::Test {
protected:
    /// Someone born in this year whose parents and who themselves have such incomes.
    static Lived someone(int year, double parents, double own)
    {
        Lived one;
        one.born = static_cast<std::int16_t>(12 * year);
        one.origin_income = static_cast<float>(parents);
        one.income = static_cast<float>(own);
        return one;
    }
    LifeTable table(std::string const& id, std::vector<Lived> const& lived,
                    Years reported = {2025, 2065}) const
    {
        for (auto& one : course_.tables(reported, lived)) {
            if (one.id == id) {
                return one;
            }
        }
        throw std::out_of_range{"no table " + id};
    }

    Schema schema_;
    LifeCourse course_{schema_, base_year};
};

TEST_F(LifeTables, have_a_row_for_each_decade_of_birth_whose_childhood_was_lived)
{
    EXPECT_THAT(
        table("income_rank_slope", {}).rows,
        ElementsAre("born 2004-2009", "born 2010-2019", "born 2020-2029", "born 2030-2035"));
    EXPECT_THAT(table("income_rank_slope", {}, {2025, 2034}).rows, ElementsAre("born 2004-2004"));
}

TEST_F(LifeTables, do_not_exist_when_nobody_could_have_turned_thirty)
{
    EXPECT_THAT(course_.tables({2025, 2033}, {}), SizeIs(0));
}

TEST_F(LifeTables, say_nothing_of_a_decade_without_people)
{
    for (auto const& one : course_.tables({2025, 2065}, {})) {
        EXPECT_THAT(one.values, SizeIs(one.rows.size() * one.columns.size())) << one.id;
        EXPECT_TRUE(std::isnan(one.values[0])) << one.id;
    }
}

TEST_F(LifeTables, find_a_slope_of_one_where_origin_decides_and_of_minus_one_where_it_turns)
{
    std::vector<Lived> same;
    std::vector<Lived> turned;
    for (int i = 1; i <= 20; ++i) {
        // Incomes of the second year are all higher: only the rank within a year counts.
        same.push_back(someone(2010 + i % 2, 9.0 + 0.1 * i + 5.0 * (i % 2), 8.0 + 0.2 * i));
        turned.push_back(someone(2010 + i % 2, 9.0 + 0.1 * i, 8.0 - 0.2 * i));
    }
    EXPECT_NEAR(table("income_rank_slope", same).values[2], 1.0, 1e-12);
    EXPECT_NEAR(table("income_rank_slope", turned).values[2], -1.0, 1e-12);
    EXPECT_EQ(table("income_rank_slope", same).values[3], 20.0);
}

TEST_F(LifeTables, leave_out_those_of_unknown_origin)
{
    std::vector<Lived> const people{someone(2010, 9, 9), someone(2010, 10, 10),
                                    someone(2010, 0, 11)};
    EXPECT_EQ(table("income_rank_slope", people).values[3], 2.0);
}

TEST_F(LifeTables, compare_what_a_household_has_of_those_who_lead_one)
{
    // Who still lives with the parents has their income, and whatever else their household has.
    std::vector<Lived> people;
    for (int i = 0; i < 20; ++i) {
        auto one = someone(2010, 9.0 + 0.1 * i, 9.0 - 0.1 * i);
        one.leads = i % 2 == 0;
        one.income = one.leads ? one.income : one.origin_income;
        one.origin = i < 10 ? 63 : 0;
        one.fate = one.leads && i % 4 == 0 ? 0 : one.leads ? 63 : one.origin;
        people.push_back(one);
    }
    auto const slopes = table("income_rank_slope", people);
    EXPECT_NEAR(slopes.values[2], -1.0, 1e-12);
    EXPECT_EQ(slopes.values[3], 10.0);
    EXPECT_EQ(table("income_transition_2010_2019", people).values[4], 1.0)
        << "all from low to high";
    auto const ratios = table("odds_ratios", people);
    for (auto const column : {0U, 4U, 5U}) {
        // Of five leading children of such parents two, and of five others three.
        EXPECT_NEAR(ratios.values[6 + column], (2.5 / 3.5) / (3.5 / 2.5), 1e-12) << column;
    }
    for (auto const column : {1U, 2U}) {
        EXPECT_NEAR(ratios.values[6 + column], (7.5 / 3.5) / (3.5 / 7.5), 1e-12) << column;
    }
}

TEST_F(LifeTables, have_the_slope_of_least_squares_on_the_ranks_of_parents)
{
    // Ranks of parents 1/8, 3/8, 5/8 and 7/8, and of their children 1/4, 1/4, 3/4 and 3/4.
    std::vector<Lived> const people{someone(2010, 1, 8), someone(2010, 2, 8), someone(2010, 3, 9),
                                    someone(2010, 4, 9)};
    EXPECT_NEAR(table("income_rank_slope", people).values[2], 0.8, 1e-12);
}

TEST_F(LifeTables, have_the_fifths_of_parents_as_rows)
{
    // Each goes one fifth up, and the children of the richest go to the bottom.
    std::vector<Lived> people;
    for (int i = 0; i < 25; ++i) {
        people.push_back(someone(2012, 1.0 + i, 1.0 + (i + 5) % 25));
    }
    auto const found = table("income_transition_2010_2019", people);
    for (std::size_t row = 0; row < 5; ++row) {
        EXPECT_EQ(found.values[5 * row + (row + 1) % 5], 1.0) << row;
    }
    EXPECT_EQ(found.rows[0], "parents' quintile 1");
    EXPECT_EQ(found.columns[1], "own quintile 2");
}

TEST_F(LifeTables, find_all_on_the_diagonal_where_origin_decides)
{
    std::vector<Lived> people;
    for (int i = 1; i <= 25; ++i) {
        people.push_back(someone(2012, 9.0 + i, 8.0 + i));
    }
    auto const found = table("income_transition_2010_2019", people);
    for (std::size_t row = 0; row < 5; ++row) {
        for (std::size_t column = 0; column < 5; ++column) {
            EXPECT_EQ(found.values[5 * row + column], row == column ? 1.0 : 0.0);
        }
    }
}

TEST_F(LifeTables, tell_how_much_more_often_children_have_what_a_parent_had)
{
    // Of 10 with a suspect as parent 5 are suspects, of 90 without 9.
    std::vector<Lived> people;
    for (int i = 0; i < 100; ++i) {
        auto one = someone(2015, 9.0, 9.0);
        one.origin = i < 10 ? 2 : 0;
        one.fate = i < 5 || (i >= 10 && i < 19) ? 2 : 0;
        people.push_back(one);
    }
    auto const found = table("odds_ratios", people);
    EXPECT_NEAR(found.values[6 + 1], (5.5 / 5.5) / (9.5 / 81.5), 1e-12);
    EXPECT_TRUE(std::isnan(found.values[6 + 0])) << "no parent had social assistance";
}

TEST_F(LifeTables, tell_it_of_low_income_and_of_problem_debt_each_in_a_column_of_its_own)
{
    std::vector<Lived> people;
    for (int i = 0; i < 100; ++i) {
        auto one = someone(2015, 9.0, 9.0);
        one.origin = i < 10 ? 16 : (i < 30 ? 32 : 0);
        one.fate = i < 5 ? 16 : (i >= 10 && i < 14 ? 32 : 0);
        people.push_back(one);
    }
    auto const found = table("odds_ratios", people);
    EXPECT_EQ(found.columns[4], "low income");
    EXPECT_NEAR(found.values[6 + 4], (5.5 / 5.5) / (0.5 / 90.5), 1e-12);
    EXPECT_EQ(found.columns[5], "problem debt");
    EXPECT_NEAR(found.values[6 + 5], (4.5 / 16.5) / (0.5 / 80.5), 1e-12);
}

TEST_F(LifeTables, compare_with_maltreated_parents_only_whose_childhood_is_known)
{
    std::vector<Lived> people;
    for (int i = 0; i < 100; ++i) {
        auto one = someone(2015, 9.0, 9.0);
        one.kin = i < 40 ? parents_childhood_is_known : 0;
        one.origin = i < 10 ? 8 : 0;
        one.fate = i < 5 || i >= 40 ? 8 : 0;
        people.push_back(one);
    }
    // Of ten children of maltreated parents five, of the thirty others none.
    EXPECT_NEAR(table("odds_ratios", people).values[6 + 3], (5.5 / 5.5) / (0.5 / 30.5), 1e-12);
}

TEST_F(LifeTables, share_a_burden_out_over_the_most_burdened)
{
    // One person of a hundred bears half; four others bear the rest.
    std::vector<Lived> people(100, someone(2020, 9.0, 9.0));
    people[7].care_months = 40;
    for (std::size_t i = 20; i < 24; ++i) {
        people[i].care_months = 10;
    }
    auto const found = table("youth_care_months", people);
    EXPECT_NEAR(found.values[2 * 4 + 0], 0.5, 1e-12);
    EXPECT_NEAR(found.values[2 * 4 + 1], 1.0, 1e-12);
    EXPECT_TRUE(std::isnan(table("offences", people).values[2 * 4])) << "nobody offended";
}

TEST_F(LifeTables, share_an_even_burden_evenly)
{
    std::vector<Lived> people(30, someone(2020, 9.0, 9.0));
    for (auto& one : people) {
        one.serious_months = 3;
    }
    auto const found = table("serious_months", people);
    EXPECT_NEAR(found.values[2 * 4 + 0], 0.01, 1e-12);
    EXPECT_NEAR(found.values[2 * 4 + 3], 0.20, 1e-12);
}

std::vector<Row> born_in(CivilView const& people, int year)
{
    std::vector<Row> rows;
    for (Row row = 0; row < people.present.size(); ++row) {
        if (people.present[row] != 0 && people.born[row] / 12 == year) {
            rows.push_back(row);
        }
    }
    return rows;
}

TEST(LifeCourse, looks_at_who_turned_thirty_in_the_year_and_at_what_became_of_them)
{
    auto const prepared = test::small({"today-30-70"}, {.set = {}, .one_in = 100});
    auto const& blueprint = *prepared[0].blueprint;
    auto world = blueprint.first_world(test::people_of(prepared[0]), 0);
    auto schema = blueprint.schema();
    LifeCourse const course{schema, 2000};
    Civil const civil{schema, "test"};
    auto const people = civil.look(world.people, world.families);
    auto const column = [](auto const& fact, auto const& all) {
        return static_cast<std::size_t>(std::ranges::find(all, fact.name, &ColumnInfo::name) -
                                        all.begin());
    };
    auto const of_person = [&]<class Cell>(Fact<Person, Cell> const& fact) {
        return world.people.change(Owned<Person, Cell>{column(fact, schema.people())});
    };
    auto const of_family = [&](Fact<Family, Flag> const& fact) {
        return world.families.change(Owned<Family, Flag>{column(fact, schema.families())});
    };
    auto rows = born_in(people, world.clock.now.year() - 30);
    ASSERT_GT(rows.size(), 16U);
    // Each has another of the sixteen fates.
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const row = rows[i];
        auto const home = people.family[row];
        of_family(facts::assistance)[home] = i & 1U;
        of_family(facts::poor)[home] = i % 3 == 0 ? 1 : 0;
        of_family(facts::debt)[home] = i % 5 == 0 ? 1 : 0;
        world.families.change(Owned<Family, float>{
            column(facts::income, schema.families())})[home] = 20.0F + static_cast<float>(i);
        of_person(facts::offences)[row] = (i & 2U) != 0 ? 1 : 0;
        of_person(facts::work)[row] = (i & 4U) != 0 ? 3 : 1;
        of_person(facts::maltreated_month)[row] = (i & 8U) != 0 ? 7 : 0;
        of_person(facts::origin)[row] = static_cast<facts::Number>(15U - i % 16);
        of_person(facts::origin_income)[row] = 10.0F + static_cast<float>(i);
        of_person(facts::care_months)[row] = static_cast<std::uint16_t>(i);
        of_person(facts::serious_months)[row] = static_cast<std::uint16_t>(2 * i);
    }
    auto const found = course.look(world);
    ASSERT_EQ(found.size(), rows.size());
    std::ranges::sort(rows, {}, [&](Row row) { return people.id[row]; });
    for (std::size_t at = 0; at < rows.size(); ++at) {
        auto const& one = found[at];
        auto const i = static_cast<std::size_t>(one.origin_income - 10.0F);
        EXPECT_EQ(one.born, people.born[rows[at]]);
        EXPECT_EQ(one.leads, people.head[rows[at]] != 0);
        // Who share a home share its assistance, its income and its debts.
        auto const shared = people.family[rows[at]];
        EXPECT_EQ(one.fate, (i % 16 & ~std::size_t{1}) + of_family(facts::assistance)[shared] +
                                16U * of_family(facts::poor)[shared] +
                                32U * of_family(facts::debt)[shared]);
        EXPECT_EQ(one.origin, 15 - i % 16);
        EXPECT_EQ(one.care_months, i);
        EXPECT_EQ(one.serious_months, 2 * i);
        EXPECT_EQ(one.offences, i >> 1U & 1U);
        auto const home = people.family[rows[at]];
        EXPECT_EQ(one.income, world.families.look(Seen<Family, float>{
                                  column(facts::income, schema.families())})[home]);
    }
}

}  // namespace
}  // namespace smartstart
