#include "engine/outcome/income_ranks.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartstart {
namespace {

using testing::ElementsAre;

Lived with_income(int year, float income)
{
    Lived one;
    one.born = static_cast<std::int16_t>(12 * year + 5);
    one.income = income;
    return one;
}

TEST(IncomeRanks, are_the_middle_of_the_places_of_those_with_the_same_income)
{
    std::vector<Lived> const people{with_income(2001, 9.0F), with_income(2001, 8.0F),
                                    with_income(2001, 9.0F), with_income(2001, 10.0F),
                                    with_income(2001, 9.0F)};
    EXPECT_THAT(income_ranks(people, &Lived::income), ElementsAre(0.5, 0.1, 0.5, 0.9, 0.5));
    EXPECT_THAT(income_ranks(people, &Lived::origin_income), testing::Each(0.5));
    EXPECT_TRUE(income_ranks({}, &Lived::income).empty());
}

TEST(IncomeRanks, are_among_those_born_in_the_same_year)
{
    std::vector<Lived> const people{with_income(2002, 1.0F), with_income(2001, 7.0F),
                                    with_income(2001, 6.0F), with_income(2002, 2.0F)};
    EXPECT_THAT(income_ranks(people, &Lived::income), ElementsAre(0.25, 0.75, 0.25, 0.75));
}

TEST(IncomeRanks, go_by_no_order_of_people)
{
    std::vector<Lived> people;
    for (int i = 0; i < 60; ++i) {
        people.push_back(with_income(2001 + i % 2, static_cast<float>(i % 7)));
    }
    auto const ranks = income_ranks(people, &Lived::income);
    std::ranges::reverse(people);
    auto turned = income_ranks(people, &Lived::income);
    std::ranges::reverse(turned);
    EXPECT_EQ(ranks, turned);
}

}  // namespace
}  // namespace smartstart
