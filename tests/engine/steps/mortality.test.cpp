#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

/// Life expectancy at birth; who dies in a year lives half of it.
double life_expectancy(Path<double> const& chances)
{
    double alive = 1.0;
    double years = 0.0;
    for (int age = 0; age <= 110; ++age) {
        auto const chance = chances.at(age);
        years += alive * (1.0 - chance / 2.0);
        alive *= 1.0 - chance;
    }
    return years;
}

Settings own_settings(SettingsFile const& file)
{
    return file.root().section("steps").section("mortality");
}

SettingsFile today()
{
    return SettingsFile::read(
        std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios" / "today-30-70.yaml", {});
}

int alive(SmallWorld const& small)
{
    auto const present = small.civil().present;
    return static_cast<int>(std::count(present.begin(), present.end(), Flag{1}));
}

// CBS 37360ned, 2023: dem.e0.f.2023 and dem.e0.m.2023.
TEST(Mortality, has_a_table_with_the_published_life_expectancies)
{
    auto const file = today();
    EXPECT_NEAR(life_expectancy(own_settings(file).get<Path<double>>("women")), 83.33, 0.1);
    EXPECT_NEAR(life_expectancy(own_settings(file).get<Path<double>>("men")), 80.31, 0.1);
}

TEST(Mortality, lets_a_generation_live_as_long_as_the_table_says)
{
    SmallWorld small{{"mortality"}, {"steps.mortality.level=1"}};
    constexpr int born = 8000;
    for (int i = 0; i < born; ++i) {
        small.add_single(i % 2 == 0 ? Sex::woman : Sex::man, 0.0);
    }
    small.begin();
    double years = 0.0;
    for (int month = 0; month < 111 * 12; ++month) {
        small.advance();
        years += alive(small) / 12.0;
    }
    EXPECT_EQ(alive(small), 0);
    auto const file = today();
    auto const expected = (life_expectancy(own_settings(file).get<Path<double>>("women")) +
                           life_expectancy(own_settings(file).get<Path<double>>("men"))) /
                          2.0;
    // A life varies by about 14 years: four standard errors.
    EXPECT_NEAR(years / born, expected, 4.0 * 14.0 / std::sqrt(born));
}

TEST(Mortality, takes_a_share_of_each_age_that_is_the_chance_of_the_table)
{
    SmallWorld small{{"mortality"}, {"steps.mortality.level=1"}};
    constexpr int all = 20000;
    for (int i = 0; i < all; ++i) {
        small.add_single(Sex::man, 81.0 + i % 12 / 12.0);
    }
    small.begin();
    small.advance(12);
    // Between 81 and 83, a year each: the chances at 81 and 82 in equal parts.
    auto const file = today();
    auto const men = own_settings(file).get<Path<double>>("men");
    auto const chance = (men.at(81) * 6.5 + men.at(82) * 5.5) / 12.0;
    EXPECT_NEAR(1.0 - alive(small) / double{all}, chance, 4.0 * std::sqrt(chance / all));
}

TEST(Mortality, asks_infants_for_the_month_of_birth_as_well)
{
    SmallWorld small{{"mortality"}, {"steps.mortality.level=20"}};
    constexpr int born = 20000;
    for (int i = 0; i < born; ++i) {
        small.add_single(Sex::woman, 0.0);
    }
    small.world().clock.tick();
    small.begin();
    small.advance(11);
    auto const file = today();
    auto const chance =
        1.0 - std::pow(1.0 - own_settings(file).get<Path<double>>("women").at(0), 20.0);
    EXPECT_NEAR(1.0 - alive(small) / double{born}, chance, 4.0 * std::sqrt(chance / born));
}

TEST(Mortality, follows_the_level_of_the_year)
{
    SmallWorld small{{"mortality"}, {"steps.mortality.level={2023: 0, 2024: 2}"}};
    constexpr int all = 8000;
    for (int i = 0; i < all; ++i) {
        small.add_single(Sex::man, 79.0 + i % 12 / 12.0);
    }
    small.begin();
    small.advance(12);
    EXPECT_EQ(alive(small), all) << "nobody dies in 2022";
    small.advance(12);
    auto const before = alive(small);
    small.advance(12);
    // In 2024 they are between 81 and 83, a year each, and die at twice the rate.
    auto const file = today();
    auto const men = own_settings(file).get<Path<double>>("men");
    auto const twice = [&](int age) { return 1.0 - std::pow(1.0 - men.at(age), 2.0); };
    auto const chance = (twice(81) * 6.5 + twice(82) * 5.5) / 12.0;
    EXPECT_NEAR(1.0 - alive(small) / double(before), chance, 4.0 * std::sqrt(chance / before));
}

TEST(Mortality, is_the_same_when_months_are_lived_in_parts)
{
    auto const live = [](int parts) {
        SmallWorld small{{"mortality"}};
        for (int i = 0; i < 300; ++i) {
            small.add_couple(60.0 + i % 40, 62.0 + i % 40);
        }
        small.begin();
        small.live_in_parts(parts);
        small.advance(24);
        return small.fingerprints();
    };
    EXPECT_EQ(live(1), live(4));
}

}  // namespace
}  // namespace smartstart::test
