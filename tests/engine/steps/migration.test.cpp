#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

constexpr auto nobody_comes = "steps.migration.arrivals=0 per year";
constexpr auto nobody_goes = "steps.migration.departures=0 per year";

/// A few thousand people in two municipalities; the scale makes 1,000 inhabitants of Tilburg.
SmallWorld two_towns(std::vector<std::string> const& overrides)
{
    auto const scale =
        1000.0 / static_cast<double>(SmallWorld::region().municipalities()[0].inhabitants);
    SmallWorld small{{"migration"}, overrides, 1, scale};
    for (int i = 0; i < 400; ++i) {
        small.add_couple(25.0 + i % 40, 27.0 + i % 40, {i % 20 * 0.5}, i % 2);
        small.add_single(i % 3 == 0 ? Sex::woman : Sex::man, 20.0 + i % 60, {}, i % 2);
    }
    small.begin();
    return small;
}

/// Everyone who is there and came after the start, by name, with month of birth and town.
std::map<std::uint64_t, std::pair<int, int>> newcomers(SmallWorld const& small,
                                                       std::size_t founders)
{
    std::map<std::uint64_t, std::pair<int, int>> found;
    auto const people = small.civil();
    for (Row row = 0; row < people.present.size(); ++row) {
        if (row >= founders && people.present[row] != 0) {
            found[people.id[row]] = {people.born[row], people.municipality[people.family[row]]};
        }
    }
    return found;
}

TEST(Migration, lets_whole_households_go_at_their_rate)
{
    SmallWorld small{{"migration"},
                     {nobody_comes, "steps.migration.departures=0.2 per year",
                      "steps.migration.departures_by_age=1", "steps.migration.children=0.5"}};
    constexpr int count = 4000;
    std::vector<SmallWorld::Household> couples;
    std::vector<SmallWorld::Household> families;
    for (int i = 0; i < count; ++i) {
        couples.push_back(small.add_couple(40.0, 41.0));
        families.push_back(small.add_couple(40.0, 41.0, {7.0}));
    }
    small.begin();
    small.advance(12);
    auto const gone = [&](std::vector<SmallWorld::Household> const& homes) {
        double all = 0.0;
        for (auto const& home : homes) {
            auto const woman = small.get(civil::present, home.woman);
            EXPECT_EQ(woman, small.get(civil::present, home.man));
            EXPECT_EQ(woman, small.get(civil::in_use, home.family));
            all += woman == 0 ? 1.0 : 0.0;
        }
        return all / count;
    };
    auto const check = [](double share, double rate) {
        auto const expected = 1.0 - std::exp(-rate);
        EXPECT_NEAR(share, expected, 4.0 * std::sqrt(expected / count));
    };
    check(gone(couples), 0.2);
    check(gone(families), 0.1);
}

TEST(Migration, brings_as_many_persons_as_the_rate_and_the_inhabitants_say)
{
    auto small = two_towns({nobody_goes, "steps.migration.arrivals=0.2 per year"});
    auto const founders = small.world().people.size();
    small.advance(60);
    int in_tilburg = 0;
    for (auto const& [name, who] : newcomers(small, founders)) {
        EXPECT_LE(who.second, 1) << "only towns with households in the pool";
        in_tilburg += who.second == 0 ? 1 : 0;
    }
    // 200 a year; households of up to three come at a time.
    EXPECT_NEAR(in_tilburg, 5 * 200, 4.0 * std::sqrt(5 * 200 * 3.0));
}

TEST(Migration, brings_the_same_persons_whatever_became_of_the_region)
{
    std::vector<std::string> const settings{"steps.migration.arrivals=0.1 per year"};
    auto as_it_is = two_towns({nobody_goes, settings[0]});
    auto emptied = two_towns({nobody_goes, settings[0]});
    auto const founders = as_it_is.world().people.size();
    for (Row row = 0; row < founders; row += 2) {
        emptied.file({.kind = VitalKind::death, .person = row});
    }
    emptied.advance();
    as_it_is.advance();
    // Free rows are used again, so newcomers are told by name.
    auto const names = [](SmallWorld const& small) {
        std::map<std::uint64_t, int> all;
        auto const people = small.civil();
        for (Row row = 0; row < people.present.size(); ++row) {
            if (people.present[row] != 0) {
                all[people.id[row]] = people.born[row];
            }
        }
        return all;
    };
    emptied.advance(35);
    as_it_is.advance(35);
    auto const here = names(as_it_is);
    auto const there = names(emptied);
    std::size_t came = 0;
    for (auto const& [name, born] : here) {
        auto const is_founder = [&] {
            for (std::size_t number = 1; number <= founders; ++number) {
                if (founder(number).value == name) {
                    return true;
                }
            }
            return false;
        };
        if (there.contains(name)) {
            EXPECT_EQ(there.at(name), born);
            came += is_founder() ? 0 : 1;
        } else {
            EXPECT_TRUE(is_founder());
        }
    }
    EXPECT_GT(came, 100U);
}

TEST(Migration, copies_a_household_of_the_start_as_old_as_it_was)
{
    auto small = two_towns({nobody_goes, "steps.migration.arrivals=1 per year"});
    auto const founders = small.world().people.size();
    small.advance(24);
    auto const people = small.civil();
    int couples = 0;
    for (Row row = static_cast<Row>(founders); row < people.present.size(); ++row) {
        auto const other = people.partner(row);
        if (people.sex[row] == 0 && other != no_row) {
            // Every couple of the start has a man who is two years older.
            EXPECT_EQ(people.born[row] - people.born[other], 24);
            ++couples;
        }
        if (people.head[row] == 0) {
            auto const mother = people.mother[row];
            ASSERT_NE(mother, no_row);
            EXPECT_EQ(people.family[mother], people.family[row]);
            EXPECT_EQ(people.mother_id[row], people.id[mother]);
        }
    }
    EXPECT_GT(couples, 20);
}

}  // namespace
}  // namespace smartstart::test
