#include <gtest/gtest.h>

#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/published_families.cpp.

constexpr std::uint8_t man = 1;

/// The register has ids of its own for people who were added by hand: they say who is whose.
void make_parents(Town& town, Row child, Row mother, Row father)
{
    town.set(civil::id, mother, 1000 + mother);
    town.set(civil::id, father, 1000 + father);
    town.set(civil::mother, child, mother);
    town.set(civil::mother_id, child, 1000 + mother);
    town.set(civil::father, child, father);
    town.set(civil::father_id, child, 1000 + father);
}

TEST(PublishedFamilies, take_the_age_at_a_first_birth_of_the_year)
{
    Town town;
    auto const first = town.add(30.0);
    auto const second = town.add(40.0);
    auto const before = town.add(20.0);
    town.set_each(civil::births, {first, before}, 1);
    town.set(civil::births, second, 2);
    town.set_each(civil::last_birth, {first, second}, moment(Town::now - Months{6}));
    town.set(civil::last_birth, before, Town::last_year);
    EXPECT_EQ(town.counted("first_birth_age"), (Counts{29.5, 1}));
}

TEST(PublishedFamilies, count_births_before_20_also_of_who_is_20_by_now)
{
    Town town;
    auto const girl = town.add(17.0);
    auto const twenty = town.add(20.0 + 3.0 / 12.0);
    auto const older = town.add(20.0 + 9.0 / 12.0);
    auto const boy = town.add(18.0);
    town.add(19.9);
    town.set(civil::sex, boy, man);
    town.set_each(civil::last_birth, {girl, twenty, older}, moment(Town::now - Months{6}));
    EXPECT_EQ(town.counted("teenage_births"), (Counts{2, 2}));
}

TEST(PublishedFamilies, tell_children_of_parents_who_parted_this_year_from_all_others)
{
    Town town;
    auto const together = town.add_home({40.0, 41.0}, {5.0, 18.0});
    make_parents(town, together.children[0], together.heads[0], together.heads[1]);
    // Apart since this year, since last year, and of a mother who starts anew this year.
    auto const apart = [&](Moment hers, Moment his) {
        auto const home = town.add_home({38.0}, {6.0});
        auto const other = town.add_home({39.0});
        make_parents(town, home.children[0], home.heads[0], other.heads[0]);
        town.set(civil::formed, home.family, hers);
        town.set(civil::formed, other.family, his);
    };
    apart(Town::this_year, Town::this_year);
    apart(Town::last_year, Town::last_year);
    apart(Town::this_year, Town::last_year);
    town.add_home({35.0}, {4.0});  // a father unknown
    EXPECT_EQ(town.counted("parents_parted"), (Counts{1, 2}));
    EXPECT_EQ(town.counted("parents_not_both"), (Counts{4, 5}));
}

}  // namespace
}  // namespace smartstart::test
