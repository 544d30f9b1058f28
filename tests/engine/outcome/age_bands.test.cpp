#include "engine/outcome/age_bands.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

TEST(AgeBands, hold_exactly_the_ages_of_each_span)
{
    std::array const spans{everybody, minors, AgeSpan{12, 22}, AgeSpan{80, 199}, AgeSpan{0, 0}};
    AgeBands const bands{spans};
    for (auto const& ages : spans) {
        auto const range = bands.of(ages);
        for (int years = -1200; years <= 1200; ++years) {
            auto const band = bands.of(years);
            EXPECT_LT(band, bands.size());
            EXPECT_EQ(band >= range.first && band < range.end,
                      years >= ages.from && years <= ages.to)
                << years << " in " << ages.from << " to " << ages.to;
        }
    }
}

TEST(AgeBands, are_one_where_nobody_asks_for_ages)
{
    AgeBands const bands{{}};
    EXPECT_EQ(bands.size(), 1U);
    EXPECT_EQ(bands.of(40), 0U);
}

TEST(Sums, round_to_millionths_as_the_standard_library_does)
{
    for (double const value : {0.0, 1.0, -1.0, 5e-7, -5e-7, 4.9999999999999994e-7, 1.0000005,
                               -2.5000015, 0.1, 535.0000005, 3e9, -7.123456789}) {
        Sums sums{1};
        sums.add(0, {value, 1.0});
        auto const all = sums.by_group().front();
        EXPECT_EQ(all.numerator, static_cast<double>(std::llround(value * 1'000'000)) / 1'000'000)
            << value;
        EXPECT_EQ(all.denominator, 1.0);
    }
}

}  // namespace
}  // namespace smartstart
