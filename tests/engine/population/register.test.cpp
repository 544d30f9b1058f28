#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

/// A world in which nothing happens but what a test files.
SmallWorld quiet()
{
    return SmallWorld{{}};
}

std::vector<Row> members(SmallWorld const& small, Row family)
{
    std::vector<Row> found;
    small.civil().for_each_member(family, [&](Row row) { found.push_back(row); });
    std::ranges::sort(found);
    return found;
}

TEST(Register, keeps_the_size_of_a_home_and_the_age_of_its_youngest)
{
    auto small = quiet();
    auto const home = small.add_couple(40.0, 42.0, {18.0 - 1.0 / 12.0, 3.0});
    small.begin();
    EXPECT_EQ(small.get(civil::size, home.family), 4);
    EXPECT_EQ(small.get(civil::minors, home.family), 2);
    EXPECT_EQ(small.get(civil::youngest, home.family), small.get(civil::born, home.children[1]));
    small.advance(2);
    EXPECT_EQ(small.get(civil::minors, home.family), 1) << "one came of age";
}

TEST(Register, counts_every_home_right_after_years_of_births_deaths_and_moves)
{
    SmallWorld small{
        {"mortality", "fertility", "separation", "partnership", "leaving_home", "migration"},
        {"steps.separation.base=0.1 per year"},
        1,
        0.002};
    for (int i = 0; i < 400; ++i) {
        small.add_couple(20.0 + i % 50, 22.0 + i % 50, {i % 18 + i % 12 / 12.0});
        small.add_single(i % 2 == 0 ? Sex::woman : Sex::man, 18.0 + i % 70);
    }
    small.begin();
    small.advance(15 * 12);
    auto const people = small.civil();
    auto const now = small.world().clock.now - Months{1};  // the month that was lived last
    int homes = 0;
    for (Row home = 0; home < people.in_use.size(); ++home) {
        if (people.in_use[home] == 0) {
            continue;
        }
        int size = 0;
        int minors = 0;
        Moment youngest = 0;
        people.for_each_member(home, [&](Row member) {
            ++size;
            if (people.head[member] == 0) {
                minors += people.age_in_months(member, now) < 18 * 12 ? 1 : 0;
                youngest = std::max(youngest, people.born[member]);
            }
        });
        EXPECT_EQ(people.size[home], size);
        EXPECT_EQ(people.minors[home], minors);
        EXPECT_EQ(people.youngest[home], youngest);
        ++homes;
    }
    EXPECT_GT(homes, 500);
}

TEST(Register, takes_a_whole_household_away)
{
    auto small = quiet();
    auto const home = small.add_couple(40.0, 42.0, {5.0});
    small.begin();
    small.file({.kind = VitalKind::departure, .person = home.woman});
    small.advance();
    for (auto const row : {home.woman, home.man, home.children[0]}) {
        EXPECT_EQ(small.get(civil::present, row), 0);
    }
    EXPECT_EQ(small.get(civil::in_use, home.family), 0);
    EXPECT_EQ(small.world().civil_register.counts()[0][1], 3);
}

TEST(Register, lets_a_leaver_take_the_children_who_are_theirs_alone)
{
    auto small = quiet();
    auto const home = small.add_couple(40.0, 42.0, {10.0});
    auto const hers =
        small.add_person(home.family, {.age = 14.0, .head = false, .mother = home.woman});
    auto const his =
        small.add_person(home.family, {.age = 15.0, .head = false, .father = home.man});
    small.begin();
    small.file({.kind = VitalKind::separation, .person = home.man});
    small.advance();
    EXPECT_EQ(members(small, home.family), (std::vector<Row>{home.woman, home.children[0], hers}));
    auto const new_home = small.get(civil::family, home.man);
    EXPECT_EQ(members(small, new_home), (std::vector<Row>{home.man, his}));
    EXPECT_EQ(small.get(civil::minors, new_home), 1);
    EXPECT_GT(small.get(civil::formed, home.family), 0);
}

TEST(Register, remembers_from_when_a_widow_went_on_alone)
{
    auto small = quiet();
    auto const home = small.add_couple(80.0, 82.0);
    small.begin();
    auto const now = moment(small.world().clock.now);
    small.file({.kind = VitalKind::death, .person = home.man});
    small.advance();
    EXPECT_EQ(small.get(civil::formed, home.family), now);
    EXPECT_EQ(small.get(civil::head_one, home.family), home.woman);
    EXPECT_EQ(small.get(civil::head_two, home.family), no_row);
}

TEST(Register, takes_newcomers_for_what_they_were_before_they_came)
{
    SmallWorld small{{}};
    auto const home = small.add_couple(30.0, 32.0);
    small.begin();
    small.advance(5);
    auto const now = small.world().clock.now;
    small.file({.kind = VitalKind::arrival, .person = home.family, .place = 0});
    small.advance(3);
    auto const people = small.civil();
    ASSERT_EQ(people.in_use.size(), 2U);
    EXPECT_EQ(people.formed[1], before_moving_in(now)) << "and not the month in which they came";
    EXPECT_GT(people.years_since_formed(1, small.world().clock.now), 1e6);
}

TEST(Register, sends_orphans_to_their_other_parent)
{
    auto small = quiet();
    auto const home = small.add_single(Sex::woman, 40.0, {10.0, 8.0});
    auto const father = small.add_single(Sex::man, 41.0);
    small.set(civil::father, home.children[0], father.man);
    small.set(civil::father_id, home.children[0], small.get(civil::id, father.man));
    small.begin();
    small.file({.kind = VitalKind::death, .person = home.woman});
    small.advance();
    EXPECT_EQ(small.get(civil::family, home.children[0]), father.family);
    EXPECT_EQ(small.get(civil::minors, father.family), 1);
    EXPECT_EQ(members(small, home.family), std::vector<Row>{home.children[1]})
        << "without a parent left: in the care of a guardian";
}

TEST(Register, makes_the_eldest_grown_up_child_head_when_the_parents_are_gone)
{
    auto small = quiet();
    auto const home = small.add_single(Sex::woman, 50.0, {24.0, 20.0, 15.0});
    small.begin();
    small.file({.kind = VitalKind::death, .person = home.woman});
    small.advance();
    EXPECT_EQ(small.get(civil::head_one, home.family), home.children[0]);
    EXPECT_EQ(small.get(civil::size, home.family), 3);
}

TEST(Register, does_not_mistake_a_newborn_for_the_dead_whose_row_it_has)
{
    auto small = quiet();
    std::vector<SmallWorld::Household> homes;
    for (int i = 0; i < 40; ++i) {
        homes.push_back(small.add_single(Sex::woman, 30.0));
    }
    small.begin();
    // All give birth; every second one dies in the same month, and her row is free before that.
    for (std::size_t i = 0; i < homes.size(); ++i) {
        small.file({.kind = VitalKind::birth, .person = homes[i].woman, .number = 1});
        if (i % 2 == 0) {
            small.file({.kind = VitalKind::death, .person = homes[i].woman});
        }
    }
    small.advance();
    auto const people = small.civil();
    int newborn = 0;
    for (Row row = 0; row < people.present.size(); ++row) {
        if (people.present[row] != 0 && people.age_in_months(row, small.world().clock.now) < 12) {
            EXPECT_EQ(people.births[row], 0);
            ++newborn;
        }
    }
    EXPECT_EQ(newborn, 20) << "of the mothers who lived";
}

TEST(Register, keeps_the_home_of_the_first_named_when_two_start_one_household)
{
    auto small = quiet();
    auto const mother = small.add_single(Sex::woman, 30.0, {4.0}, 2);
    auto const son = small.add_single(Sex::woman, 60.0, {29.0, 31.0}, 5);
    small.begin();
    small.file({.kind = VitalKind::union_formed, .person = son.children[1], .other = mother.woman});
    small.advance();
    EXPECT_EQ(small.get(civil::family, son.children[1]), mother.family)
        << "who lives with parents has no home to keep";
    EXPECT_EQ(small.get(civil::size, mother.family), 3);
    EXPECT_EQ(small.get(civil::size, son.family), 2);
    EXPECT_GT(small.get(civil::left_home, son.children[1]), 0);
    EXPECT_EQ(small.get(civil::left_home, mother.woman), 0);
}

TEST(Register, gives_the_same_result_whoever_files_first)
{
    auto const live = [](bool reversed) {
        auto small = quiet();
        std::vector<VitalEvent> events;
        for (int i = 0; i < 60; ++i) {
            auto const home = small.add_couple(30.0 + i, 32.0 + i, {2.0});
            events.push_back({.kind = VitalKind::birth, .person = home.woman, .number = 0});
            if (i % 3 == 0) {
                events.push_back({.kind = VitalKind::separation, .person = home.man});
            }
            if (i % 4 == 0) {
                events.push_back({.kind = VitalKind::death, .person = home.woman});
            }
            if (i % 5 == 0) {
                events.push_back({.kind = VitalKind::departure, .person = home.man});
            }
        }
        small.begin();
        if (reversed) {
            std::ranges::reverse(events);
        }
        for (auto const& event : events) {
            small.file(event);
        }
        small.advance(2);
        return small.fingerprints();
    };
    EXPECT_EQ(live(false), live(true));
}

}  // namespace
}  // namespace smartstart::test
