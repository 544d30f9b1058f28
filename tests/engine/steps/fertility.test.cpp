#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

constexpr std::size_t orders = 4;

/// What the rates say: births per woman by order when all have a partner from 15 to 50, no month of
/// luck in it. The same sum as the step takes, over shares instead of people.
class Expected {
public:
    Expected()
    {
        auto const file = SettingsFile::read(
            std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios" / "today-30-70.yaml", {});
        auto const own = file.root().section("steps").section("fertility");
        std::array const names{"first", "second", "third", "later"};
        for (std::size_t order = 0; order < orders; ++order) {
            rates_[order] = own.get<Path<Rate>>(std::string{names[order]} + "_birth_by_age");
        }
        spacing_ = own.get<Path<double>>("spacing");
        for (int month = 15 * 12; month < 50 * 12; month += 3) {
            live(month);
        }
    }
    double births(std::size_t order) const { return births_[order]; }

private:
    /// One quarter of a year.
    void live(int month)
    {
        auto const chance = [&](std::size_t order, double factor) {
            return -std::expm1(-rates_[order].at((month + 0.5) / 12.0) * factor / 4.0);
        };
        std::array<double, orders> born{childless_ * chance(0, 1.0)};
        childless_ -= born[0];
        for (std::size_t order = 1; order < orders; ++order) {
            for (std::size_t turns = 0; turns < waiting_[order].size(); ++turns) {
                auto const now =
                    waiting_[order][turns] * chance(order, spacing_.at(3.0 * (turns + 1)));
                waiting_[order][turns] -= now;
                born[order] += now;
            }
        }
        for (std::size_t order = 0; order < orders; ++order) {
            births_[order] += born[order];
            auto& next = waiting_[std::min(order + 1, orders - 1)];
            if (order < orders - 1) {
                next.back() += next[next.size() - 2];
                std::shift_right(next.begin(), next.end() - 1, 1);
                next[0] = 0.0;
            }
            next[0] += born[order];
        }
    }

    std::array<Path<Rate>, orders> rates_;
    Path<double> spacing_;
    double childless_ = 1.0;
    std::array<std::array<double, 81>, orders> waiting_{};  ///< mothers by quarters since
    std::array<double, orders> births_{};
};

/// Births of all women by order, lived to the end of fertile age.
std::array<double, orders> lived(SmallWorld const& small, std::vector<Row> const& women)
{
    std::array<double, orders> births{};
    for (auto const woman : women) {
        auto const children = static_cast<std::size_t>(small.get(civil::births, woman));
        for (std::size_t child = 0; child < children; ++child) {
            births[std::min(child, orders - 1)] += 1.0 / static_cast<double>(women.size());
        }
    }
    return births;
}

TEST(Fertility, gives_the_births_by_order_that_the_rates_say)
{
    SmallWorld small{{"fertility"}, {"steps.fertility.level=1"}};
    std::vector<Row> women;
    for (int i = 0; i < 4000; ++i) {
        women.push_back(small.add_couple(15.0 + i % 3 / 12.0, 17.0).woman);
    }
    small.begin();
    small.advance(35 * 12);
    Expected const expected;
    auto const births = lived(small, women);
    for (std::size_t order = 0; order < orders; ++order) {
        auto const wanted = expected.births(order);
        // Later births come several to a woman: twice the variance of a count.
        EXPECT_NEAR(births[order], wanted, 4.0 * std::sqrt(2.0 * wanted / women.size()))
            << "order " << order + 1;
    }
}

TEST(Fertility, follows_the_level_of_the_year)
{
    SmallWorld small{{"fertility"}, {"steps.fertility.level={2023: 0, 2024: 0.5}"}};
    constexpr int count = 8000;
    std::vector<Row> women;
    for (int i = 0; i < count; ++i) {
        women.push_back(small.add_couple(28.0, 30.0).woman);
    }
    small.begin();
    small.advance(12);
    EXPECT_EQ(lived(small, women)[0], 0.0) << "nobody is born in 2022";
    small.advance(12);
    auto const before = lived(small, women)[0];
    small.advance(12);
    // In 2024 they are 30, and the childless among them have half as many children as usual.
    auto const file = SettingsFile::read(
        std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios" / "today-30-70.yaml", {});
    auto const rates =
        file.root().section("steps").section("fertility").get<Path<Rate>>("first_birth_by_age");
    auto const expected = -std::expm1(-0.5 * rates.at(30.5));
    EXPECT_NEAR((lived(small, women)[0] - before) / (1.0 - before), expected,
                0.1 * expected + 4.0 * std::sqrt(expected / count));
}

TEST(Fertility, leaves_at_least_ten_months_between_two_births)
{
    SmallWorld small{{"fertility"}, {"steps.fertility.level=20"}};
    std::vector<Row> women;
    for (int i = 0; i < 50; ++i) {
        women.push_back(small.add_couple(26.0 + i / 12.0, 28.0).woman);
    }
    small.begin();
    std::vector<int> last(women.size());
    int pairs = 0;
    for (int month = 0; month < 60; ++month) {
        small.advance();
        for (std::size_t i = 0; i < women.size(); ++i) {
            auto const birth = small.get(civil::last_birth, women[i]);
            if (birth != last[i] && last[i] != 0) {
                EXPECT_GE(birth - last[i], 10);
                ++pairs;
            }
            last[i] = birth;
        }
    }
    EXPECT_GT(pairs, 50);
}

TEST(Fertility, knows_no_mothers_under_15_or_from_50_on_and_no_men)
{
    SmallWorld small{{"fertility"}, {"steps.fertility.level=100"}};
    auto const old = small.add_couple(50.0, 30.0);
    auto const young = small.add_single(Sex::woman, 40.0, {13.9});
    small.begin();
    small.advance(12);
    EXPECT_EQ(small.get(civil::births, old.woman), 0);
    EXPECT_EQ(small.get(civil::births, old.man), 0);
    EXPECT_EQ(small.get(civil::births, young.children[0]), 0);
}

TEST(Fertility, is_rarer_without_a_partner)
{
    SmallWorld small{{"fertility"}};
    std::vector<Row> with_partner;
    std::vector<Row> alone;
    for (int i = 0; i < 4000; ++i) {
        with_partner.push_back(small.add_couple(30.0 + i % 3 / 12.0, 32.0).woman);
        alone.push_back(small.add_single(Sex::woman, 30.0 + i % 3 / 12.0).woman);
    }
    small.begin();
    small.advance(12);
    auto const together = lived(small, with_partner)[0];
    auto const single = lived(small, alone)[0];
    EXPECT_GT(together, 0.12);
    // By the parameter; some 80 births leave a wide margin.
    EXPECT_NEAR(single / together, 0.12, 0.05);
}

TEST(Fertility, writes_the_parents_down_and_lets_a_daughters_child_join_her_home)
{
    SmallWorld small{{"fertility"},
                     {"steps.fertility.level=100", "steps.fertility.alone_first=1",
                      "steps.fertility.first_birth_by_age=10 per year"}};
    auto const couple = small.add_couple(30.0, 33.0);
    auto const home = small.add_single(Sex::woman, 52.0, {20.0});
    auto const daughter = home.children[0];
    small.begin();
    small.advance(4);
    auto const people = small.civil();
    int found = 0;
    for (Row row = 0; row < people.present.size(); ++row) {
        if (people.mother[row] == couple.woman) {
            EXPECT_EQ(people.father[row], couple.man);
            EXPECT_EQ(people.family[row], couple.family);
            ++found;
        }
        if (people.mother[row] == daughter) {
            EXPECT_EQ(people.father[row], no_row);
            EXPECT_EQ(people.family[row], home.family);
            EXPECT_EQ(people.generation[row], 1);
            ++found;
        }
    }
    EXPECT_EQ(found, 2);
}

TEST(Fertility, makes_a_child_the_same_girl_or_boy_whenever_it_comes)
{
    auto const sex_of_first = [](std::string const& level) {
        SmallWorld small{{"fertility"}, {"steps.fertility.level=" + level}};
        std::vector<Row> women;
        for (int i = 0; i < 100; ++i) {
            women.push_back(small.add_couple(30.0, 33.0).woman);
        }
        small.begin();
        small.advance(12 * 6);
        auto const people = small.civil();
        std::vector<int> sexes(women.size(), -1);
        for (Row row = 0; row < people.present.size(); ++row) {
            auto const mother = people.mother[row];
            if (mother != no_row && people.id[row] == child_of(people.person(mother), 1).value) {
                sexes[static_cast<std::size_t>(std::find(women.begin(), women.end(), mother) -
                                               women.begin())] = people.sex[row];
            }
        }
        return sexes;
    };
    auto const slow = sex_of_first("1");
    auto const fast = sex_of_first("3");
    int both = 0;
    for (std::size_t i = 0; i < slow.size(); ++i) {
        if (slow[i] >= 0 && fast[i] >= 0) {
            EXPECT_EQ(slow[i], fast[i]);
            ++both;
        }
    }
    EXPECT_GT(both, 40);
}

}  // namespace
}  // namespace smartstart::test
