#include "engine/step/extent.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/mix.hpp"

namespace smartstart {
namespace {

TEST(Extent, is_the_least_and_the_most_of_any_number_of_values_and_zero)
{
    std::vector<float> values{0.0F};
    for (std::uint64_t i = 0; i < 50; ++i) {
        auto const [least, most] = extent_with_zero(values);
        EXPECT_EQ(least, *std::ranges::min_element(values));
        EXPECT_EQ(most, *std::ranges::max_element(values));
        values.push_back(static_cast<float>(mix(i, 1) % 1000) - 500.0F);
    }
}

TEST(Extent, ends_at_zero_where_all_are_on_one_side)
{
    std::vector<float> const above(20, 2.5F);
    std::vector<float> const below(20, -2.5F);
    EXPECT_EQ(extent_with_zero(above).least, 0.0F);
    EXPECT_EQ(extent_with_zero(above).most, 2.5F);
    EXPECT_EQ(extent_with_zero(below).least, -2.5F);
    EXPECT_EQ(extent_with_zero(below).most, 0.0F);
}

}  // namespace
}  // namespace smartstart
