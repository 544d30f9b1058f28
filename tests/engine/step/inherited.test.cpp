#include "engine/step/inherited.hpp"

#include <gtest/gtest.h>

#include "engine/base/error.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;

constexpr Fact<Person, float> harshness{"harshness", ""};

/// Mean products of what members of 3000 families with two children have inherited.
struct Likeness {
    double child_with_itself{}, mother_with_child{}, father_with_mother{}, child_with_child{};

    explicit Likeness(std::string const& correlation)
    {
        SmallWorld small{{"maltreatment"},
                         {"steps.maltreatment.harshness_parent_child_correlation=" + correlation}};
        std::vector<SmallWorld::Household> homes;
        for (int i = 0; i < count; ++i) {
            homes.push_back(small.add_couple(40, 41, {8, 10}));
        }
        small.begin();
        for (auto const& home : homes) {
            auto const product = [&](Row one, Row other) {
                return static_cast<double>(small.get(harshness, one)) *
                       static_cast<double>(small.get(harshness, other)) / count;
            };
            auto const child = home.children[0];
            child_with_itself += product(child, child);
            mother_with_child += product(home.woman, child);
            father_with_mother += product(home.man, home.woman);
            child_with_child += product(child, home.children[1]);
        }
    }
    static constexpr int count = 3000;
};

TEST(Inherited, passes_a_part_of_both_parents_on_and_spreads_as_wide_in_the_next_generation)
{
    Likeness const found{"0.5"};
    EXPECT_NEAR(found.child_with_itself, 1.0, 0.1);
    EXPECT_NEAR(found.mother_with_child, 0.5, 0.08);
    EXPECT_NEAR(found.father_with_mother, 0.0, 0.07);
    // Of both parents a quarter each.
    EXPECT_NEAR(found.child_with_child, 0.5, 0.08);
}

TEST(Inherited, passes_nothing_on_without_a_correlation)
{
    Likeness const found{"0"};
    EXPECT_NEAR(found.mother_with_child, 0.0, 0.07);
    EXPECT_NEAR(found.child_with_child, 0.0, 0.07);
}

TEST(Inherited, refuses_a_correlation_that_two_parents_cannot_both_have)
{
    EXPECT_THROW(Likeness{"0.8"}, InputError);
}

}  // namespace
}  // namespace smartstart
