#include "engine/store/told_by_sums.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartstart {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ToldBySums, is_one_that_is_left_alone_and_told_by_the_others)
{
    std::vector<CountSum> const sum{{1, 1, -1}};
    EXPECT_THAT(told_by(sum, {true, false, false}), ElementsAre(1, 2));
    EXPECT_THAT(told_by(sum, {false, false, true}), ElementsAre(0, 1));
    EXPECT_THAT(told_by(sum, {true, true, false}), IsEmpty());
    EXPECT_THAT(told_by(sum, {false, false, false}), IsEmpty()) << "there is no secret";
    EXPECT_THAT(told_by({}, {true}), IsEmpty());
}

TEST(ToldBySums, is_told_by_two_sums_together_where_neither_tells_it)
{
    // a + b = c and a - b = d: with c and d both are known.
    std::vector<CountSum> const sums{{1, 1, -1, 0}, {1, -1, 0, -1}};
    EXPECT_THAT(told_by(sums, {true, true, false, false}), ElementsAre(2, 3));
    EXPECT_THAT(told_by(sums, {true, true, true, false}), IsEmpty());
}

TEST(ToldBySums, looks_at_no_sum_twice)
{
    std::vector<CountSum> const sums{{1, 1, -1}, {2, 2, -2}};
    EXPECT_THAT(told_by(sums, {true, true, false}), IsEmpty());
    EXPECT_THAT(told_by(sums, {true, false, false}), ElementsAre(1, 2));
}

}  // namespace
}  // namespace smartstart
