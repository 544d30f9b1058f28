#include <gtest/gtest.h>

#include <algorithm>

#include "engine/step/step.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

TEST(@Name@, is_listed_once)
{
    auto const all = all_steps();
    EXPECT_EQ(std::count_if(all.begin(), all.end(),
                            [](auto const& kind) { return kind.name == "@name@"; }),
              1);
}

/// The column of the step, by its name.
constexpr Fact<Person, Flag> @name@_now{"@name@", ""};

TEST(@Name@, settles_where_as_many_begin_as_end)
{
    constexpr std::size_t many = 2000;
    test::SmallWorld small{
        {"@name@"}, {"steps.@name@.onset=0.5 per year", "steps.@name@.recovery=0.5 per year"}};
    std::vector<Row> people;
    for (std::size_t i = 0; i < many; ++i) {
        people.push_back(small.add_single(Sex::woman, 40).woman);
    }
    small.begin();
    small.advance(120);
    EXPECT_NEAR(test::share_of(people, [&](Row row) { return small.get(@name@_now, row) != 0; }),
                0.5, test::chance_error(0.5, many));
}

}  // namespace
}  // namespace smartstart
