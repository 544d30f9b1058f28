#include "engine/base/quantity.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "engine/base/clock.hpp"

namespace smartstart {
namespace {

TEST(Euro, is_rounded_to_the_nearest_cent_on_both_sides_of_zero)
{
    EXPECT_EQ(Euro::from_euros(92.50).cents(), 9250);
    EXPECT_EQ(Euro::from_euros(0.014).cents(), 1);
    EXPECT_EQ(Euro::from_euros(0.016).cents(), 2);
    EXPECT_EQ(Euro::from_euros(-0.016).cents(), -2);
    // 0.29 is a little less than 29 cents as a double: rounding down would lose a cent.
    EXPECT_EQ(Euro::from_euros(0.29).cents(), 29);
    EXPECT_EQ(Euro::from_euros(1e12 + 0.01).cents(), 100'000'000'000'001);
    EXPECT_DOUBLE_EQ(Euro::from_cents(-1205).euros(), -12.05);
}

TEST(Euro, adds_up_to_the_same_cents_in_any_order)
{
    Euro forwards;
    Euro backwards;
    for (int i = 1; i <= 10'000; ++i) {
        forwards += Euro::from_euros(0.1 * i);
        backwards += Euro::from_euros(0.1 * (10'001 - i));
    }
    EXPECT_EQ(forwards, backwards);
    EXPECT_EQ(forwards, Euro::from_cents(10LL * 10'000 * 10'001 / 2));
    EXPECT_EQ(3 * Euro::from_cents(5) - Euro::from_cents(16), Euro::from_cents(-1));
    EXPECT_LT(Euro::from_cents(-1), Euro{});
    forwards -= backwards;
    EXPECT_EQ(forwards, Euro{});
}

TEST(Month, knows_its_year_and_its_place_in_the_year)
{
    constexpr auto december = Month::of(2025, 12);
    EXPECT_EQ(december.year(), 2025);
    EXPECT_EQ(december.of_year(), 12);
    auto const next = december + Months{1};
    EXPECT_EQ(next.year(), 2026);
    EXPECT_EQ(next.of_year(), 1);
    EXPECT_EQ(next, Month::of(2026, 1));
    EXPECT_GT(next, december);
}

TEST(Month, goes_back_as_far_as_it_went_forward)
{
    auto const start = Month::of(2004, 5);
    for (int months = -600; months <= 600; ++months) {
        auto const there = start + Months{months};
        EXPECT_EQ((there - start).count, months);
        EXPECT_EQ(there - Months{months}, start);
        EXPECT_GE(there.of_year(), 1);
        EXPECT_LE(there.of_year(), 12);
        EXPECT_EQ(Month::of(there.year(), there.of_year()), there);
    }
    EXPECT_DOUBLE_EQ((Month::of(2026, 7) - Month::of(2025, 1)).years(), 1.5);
}

TEST(Clock, goes_to_the_next_month_when_all_parts_of_a_month_were_lived)
{
    for (int const parts : {1, 2, 4, 7}) {
        Clock clock{.now = Month::of(2025, 11), .parts = parts};
        double lived = 0.0;
        std::vector<int> starts;
        int ends = 0;
        for (int step = 0; step < 3 * parts; ++step) {
            EXPECT_EQ(clock.now, Month::of(2025, 11) + Months{step / parts});
            EXPECT_EQ(clock.part, step % parts);
            EXPECT_EQ(clock.is_end_of_month(), step % parts == parts - 1);
            if (clock.is_start_of(12)) {
                starts.push_back(step);
            }
            ends += clock.is_end_of_year() ? 1 : 0;
            lived += clock.dt();
            clock.tick();
        }
        EXPECT_EQ(clock.now, Month::of(2026, 2)) << parts;
        EXPECT_EQ(clock.part, 0);
        EXPECT_NEAR(lived, 0.25, 1e-12);
        EXPECT_EQ(starts, std::vector<int>{parts}) << "a yearly process runs once";
        EXPECT_EQ(ends, 1) << "a year ends once";
    }
}

TEST(Moment, of_never_is_longer_ago_than_any_life)
{
    auto const now = Month::of(2025, 1);
    EXPECT_DOUBLE_EQ(years_since(moment(Month::of(2022, 7)), now), 2.5);
    EXPECT_GT(years_since(0, now), 1e6);
    // A column keeps a month in 16 bits: enough until the year 2730.
    EXPECT_EQ(moment(Month::of(2700, 12)), Month::of(2700, 12).index);
}

}  // namespace
}  // namespace smartstart
