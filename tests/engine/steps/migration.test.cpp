#include <array>
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
    auto settings = overrides;
    settings.emplace_back("steps.migration.moves_within=0");
    SmallWorld small{{"migration"}, settings, 1, scale};
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

TEST(Migration, moves_young_families_to_where_the_age_structure_says)
{
    // Of 25 to 29: Tilburg has 18,825 and then 15,922, Goirle 962 and 1,247, the region 31,722 and
    // 29,788.
    constexpr std::size_t goirle = 3;
    ASSERT_EQ(SmallWorld::region().municipalities()[goirle].name, "Goirle");
    SmallWorld small{{"migration"}, {nobody_comes, nobody_goes}};
    constexpr int count = 8000;
    std::vector<Row> homes;
    std::vector<Row> older;
    for (int i = 0; i < count; ++i) {
        homes.push_back(small.add_single(Sex::woman, 26.0, {1.0}, 0).family);
        older.push_back(small.add_single(Sex::woman, 41.0, {}, 0).family);
    }
    small.begin();
    small.advance(24);
    int gone = 0;
    int to_goirle = 0;
    for (auto const home : homes) {
        auto const place = small.get(civil::municipality, home);
        gone += place != 0 ? 1 : 0;
        to_goirle += place == goirle ? 1 : 0;
    }
    auto const rate = (18'825 * 29'788.0 / 31'722 - 15'922) / 18'825 / 5.0;
    auto const expected = 1.0 - std::exp(-2.0 * rate);
    EXPECT_NEAR(static_cast<double>(gone) / count, expected, 4.0 * std::sqrt(expected / count));
    EXPECT_GT(to_goirle, gone / 10);
    for (auto const home : older) {
        EXPECT_EQ(small.get(civil::municipality, home), 0);
    }
}

TEST(Migration, brings_as_many_persons_as_the_rate_and_the_inhabitants_say)
{
    auto small = two_towns({nobody_goes, "steps.migration.arrivals=0.2 per year",
                            "steps.migration.arrivals_by_age=1", "steps.migration.children=1"});
    auto const founders = small.world().people.size();
    small.advance(60);
    int in_tilburg = 0;
    for (auto const& [name, who] : newcomers(small, founders)) {
        EXPECT_LE(who.second, 1) << "only towns with households in the pool";
        in_tilburg += who.second == 0 ? 1 : 0;
    }
    // Where every age comes alike, they spread as those who lead a household do.
    double all = 0.0;
    double tilburg = 0.0;
    for (auto const& place : SmallWorld::region().municipalities()) {
        for (auto const& band : place.places) {
            for (auto const position :
                 {Position::alone, Position::unmarried_partner, Position::married_partner,
                  Position::unmarried_parent, Position::married_parent, Position::single_parent}) {
                auto const count = static_cast<double>(band[static_cast<std::size_t>(position)]);
                all += count;
                tilburg += &place == &SmallWorld::region().municipalities()[0] ? count : 0.0;
            }
        }
    }
    auto const inhabitants =
        static_cast<double>(SmallWorld::region().inhabitants()) * 1000.0 /
        static_cast<double>(SmallWorld::region().municipalities()[0].inhabitants);
    auto const expected = 5 * 0.2 * inhabitants * tilburg / all;
    // Households of up to three come at a time.
    EXPECT_NEAR(in_tilburg, expected, 4.0 * std::sqrt(expected * 3.0));
}

TEST(Migration, brings_the_young_to_the_town_of_students)
{
    auto const share_of_tilburg = [&](std::string const& by_age) {
        auto small = two_towns({nobody_goes, "steps.migration.arrivals=1 per year",
                                "steps.migration.arrivals_by_age=" + by_age});
        auto const founders = small.world().people.size();
        small.advance(24);
        std::array<double, 2> count{};
        for (auto const& [name, who] : newcomers(small, founders)) {
            count[static_cast<std::size_t>(who.second)] += 1.0;
        }
        return count[0] / (count[0] + count[1]);
    };
    // Of 15 to 24 who lead a household 13,400 live in Tilburg and 750 in Waalwijk; of those of 40
    // and over some 4 in 5.
    EXPECT_GT(share_of_tilburg("{18: 1, 24: 1, 26: 0}"), 0.85);
    EXPECT_LT(share_of_tilburg("{18: 0, 40: 0, 42: 1}"), 0.85);
}

TEST(Migration, brings_as_many_as_the_rate_of_the_year_says)
{
    auto small =
        two_towns({nobody_goes, "steps.migration.arrivals={2023: 0 per year, 2024: 0.2 per year}"});
    auto const founders = small.world().people.size();
    small.advance(12);
    EXPECT_TRUE(newcomers(small, founders).empty()) << "nobody comes in 2022";
    small.advance(24);
    EXPECT_GT(newcomers(small, founders).size(), 100U);
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
