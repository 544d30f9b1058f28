#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
constexpr std::size_t households = 4000;
/// Four standard errors of a mean of so many N(0,1); of a spread they are smaller.
double const margin = 4.0 / std::sqrt(static_cast<double>(households));

struct Seen {
    std::vector<double> mothers, fathers, children, homes;
};

enum class Parents : std::uint8_t { both, mother };

/// Homes with one child.
Seen lived(Parents parents, std::string const& correlation)
{
    SmallWorld small{{"frailty"}, {"steps.frailty.parent_child_correlation=" + correlation}};
    std::vector<SmallWorld::Household> homes;
    for (std::size_t i = 0; i < households; ++i) {
        homes.push_back(parents == Parents::both ? small.add_couple(30, 32, {4.0})
                                                 : small.add_single(Sex::woman, 30, {4.0}));
    }
    small.begin();
    Seen seen;
    for (auto const& home : homes) {
        seen.mothers.push_back(small.get(facts::frailty, home.woman));
        seen.children.push_back(small.get(facts::frailty, home.children[0]));
        seen.homes.push_back(small.get(facts::family_frailty, home.family));
        if (parents == Parents::both) {
            seen.fathers.push_back(small.get(facts::frailty, home.man));
        }
    }
    return seen;
}

TEST(FrailtyStep, is_standard_normal_in_parents_and_in_children)
{
    auto const seen = lived(Parents::both, "0.3");
    for (auto const& values : {seen.mothers, seen.fathers, seen.children, seen.homes}) {
        auto const found = test::moments(values);
        EXPECT_NEAR(found.mean, 0.0, margin);
        EXPECT_NEAR(found.sd, 1.0, margin);
    }
}

TEST(FrailtyStep, of_a_child_goes_with_each_parents_as_the_parameter_says)
{
    for (auto const wanted : {0.0, 0.3, 0.5}) {
        auto const seen = lived(Parents::both, std::to_string(wanted));
        EXPECT_NEAR(test::correlation(seen.mothers, seen.children), wanted, margin);
        EXPECT_NEAR(test::correlation(seen.fathers, seen.children), wanted, margin);
        EXPECT_NEAR(test::correlation(seen.mothers, seen.fathers), 0.0, margin);
    }
}

TEST(FrailtyStep, of_a_child_with_one_known_parent_has_the_same_spread_and_bond)
{
    auto const seen = lived(Parents::mother, "0.4");
    EXPECT_NEAR(test::moments(seen.children).sd, 1.0, margin);
    EXPECT_NEAR(test::correlation(seen.mothers, seen.children), 0.4, margin);
    EXPECT_EQ(seen.homes, seen.mothers);
}

TEST(FrailtyStep, of_a_newborn_comes_from_its_parents_in_the_month_of_birth)
{
    SmallWorld small{{"frailty"}, {"steps.frailty.parent_child_correlation=0.5"}};
    auto const adults = 2 * households;
    std::vector<SmallWorld::Household> homes;
    for (std::size_t i = 0; i < households; ++i) {
        homes.push_back(small.add_couple(30, 32));
    }
    small.begin();
    for (auto const& home : homes) {
        small.file({.kind = VitalKind::birth, .person = home.woman});
    }
    small.advance();
    std::vector<double> parents;
    std::vector<double> children;
    auto const people = small.civil();
    for (auto child = static_cast<Row>(adults); child < people.present.size(); ++child) {
        parents.push_back(small.get(facts::frailty, people.mother[child]) +
                          small.get(facts::frailty, people.father[child]));
        children.push_back(small.get(facts::frailty, child));
    }
    ASSERT_EQ(children.size(), households);
    // Half the sum of two parents explains half of the variance.
    EXPECT_NEAR(test::correlation(parents, children), std::sqrt(0.5), margin);
    auto const before = children;
    small.advance(12);
    EXPECT_FLOAT_EQ(small.get(facts::frailty, static_cast<Row>(adults)),
                    static_cast<float>(before[0]));
}

TEST(FrailtyStep, of_a_household_follows_its_heads)
{
    SmallWorld small{{"frailty"}};
    auto const home = small.add_couple(30, 32);
    small.begin();
    auto const woman = small.get(facts::frailty, home.woman);
    auto const man = small.get(facts::frailty, home.man);
    EXPECT_FLOAT_EQ(small.get(facts::family_frailty, home.family), (woman + man) / std::sqrt(2.0F));
    small.file({.kind = VitalKind::separation, .person = home.man});
    small.advance();
    EXPECT_FLOAT_EQ(small.get(facts::family_frailty, home.family), woman);
    EXPECT_FLOAT_EQ(small.get(facts::family_frailty, small.civil().family[home.man]), man);
}

TEST(FrailtyStep, is_the_same_however_finely_a_month_is_lived)
{
    auto const lived_in = [](int const parts) {
        SmallWorld small{{"frailty"}};
        small.live_in_parts(parts);
        auto const home = small.add_couple(30, 32, {3.0});
        small.begin();
        small.file({.kind = VitalKind::birth, .person = home.woman});
        small.advance(3);
        return small.fingerprints();
    };
    EXPECT_EQ(lived_in(1), lived_in(2));
}

}  // namespace
}  // namespace smartstart
