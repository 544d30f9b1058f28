#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/engine/steps/couples.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
constexpr std::size_t households = 4000;

std::vector<std::string> plain(std::vector<std::string> const& more = {})
{
    std::vector<std::string> all{"steps.housing.onset=0.1 per year",
                                 "steps.housing.end=0.8 per year",
                                 "steps.housing.onset_by_age={18: 1}", "steps.housing.frailty=0"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

struct Crowd {
    SmallWorld small;
    std::vector<SmallWorld::Household> homes;
    std::vector<Row> families;

    explicit Crowd(std::vector<std::string> const& overrides,
                   std::vector<double> const& children = {})
        : small{{"housing"}, overrides}
    {
        for (std::size_t i = 0; i < households; ++i) {
            homes.push_back(small.add_single(Sex::woman, 40, children));
            families.push_back(homes.back().family);
        }
        small.begin();
    }
    void all(Flag unsettled)
    {
        for (auto const home : families) {
            small.set(facts::unsettled, home, unsettled);
        }
    }
    double share() const
    {
        return test::share_of(families,
                              [&](Row home) { return small.get(facts::unsettled, home) != 0; });
    }
};

TEST(HousingStep, starts_in_balance_and_stays_there)
{
    Crowd crowd{plain()};
    for (auto const months : {0, 1, 2, 3, 30, 84}) {
        crowd.small.advance(months);
        EXPECT_NEAR(crowd.share(), 1.0 / 9.0, 0.002 + test::chance_error(1.0 / 9.0, households))
            << months;
    }
}

TEST(HousingStep, finds_a_home_at_its_rate)
{
    Crowd crowd{plain({"steps.housing.onset=0 per year"})};
    crowd.all(1);
    crowd.small.advance(12);
    EXPECT_NEAR(crowd.share(), std::exp(-0.8), test::chance_error(std::exp(-0.8), households));
}

TEST(HousingStep, is_lost_more_often_with_each_setback)
{
    struct Setback {
        char const* name;
        void (*happens)(SmallWorld& small, SmallWorld::Household const& home);
    };
    auto const setbacks = {
        Setback{"poor", [](SmallWorld& small,
                           auto const& home) { small.set(facts::poor, home.family, 1); }},
        Setback{"debt", [](SmallWorld& small,
                           auto const& home) { small.set(facts::debt, home.family, 1); }},
        Setback{"violence", [](SmallWorld& small,
                               auto const& home) { small.set(facts::violence, home.family, 1); }},
        Setback{"ill",
                [](SmallWorld& small, auto const& home) { small.set(facts::ill, home.woman, 1); }},
        Setback{"addicted", [](SmallWorld& small,
                               auto const& home) { small.set(facts::addicted, home.woman, 1); }},
        Setback{"separated",
                [](SmallWorld& small, auto const& home) {
                    small.set(civil::formed, home.family, moment(small.world().clock.now));
                }},
        Setback{"frailty",
                [](SmallWorld& small, auto const& home) {
                    small.set(facts::family_frailty, home.family, 1.0F);
                }},
    };
    for (auto const& setback : setbacks) {
        // exp(log 3) = 3 times as often.
        Crowd crowd{plain({"steps.housing.end=0 per year",
                           std::string{"steps.housing."} + setback.name + "=1.0986123"})};
        crowd.all(0);
        for (auto const& home : crowd.homes) {
            setback.happens(crowd.small, home);
        }
        crowd.small.advance(12);
        auto const expected = -std::expm1(-0.3);
        EXPECT_NEAR(crowd.share(), expected, test::chance_error(expected, households))
            << setback.name;
    }
}

TEST(HousingStep, goes_by_the_age_of_the_older_head_and_the_illness_of_either_once)
{
    // exp(log 3) = 3 times as often.
    std::vector<test::CoupleKind> const kinds{
        {28, 28, false, false, 0.2}, {28, 50, false, false, 0.1}, {50, 28, false, false, 0.1},
        {50, 50, true, false, 0.3},  {50, 50, false, true, 0.3},  {50, 50, true, true, 0.3}};
    SmallWorld small{
        {"housing"},
        plain({"steps.housing.end=0.000001 per year", "steps.housing.onset_by_age={40: 2, 41: 1}",
               "steps.housing.ill=1.0986123"})};
    test::expect_to_begin(small, facts::unsettled, kinds);
}

TEST(HousingStep, spares_families_with_children_as_the_parameter_says)
{
    Crowd crowd{plain({"steps.housing.end=0 per year", "steps.housing.children=-0.6931472"}),
                {5.0}};
    crowd.all(0);
    crowd.small.advance(12);
    auto const expected = -std::expm1(-0.05);
    EXPECT_NEAR(crowd.share(), expected, test::chance_error(expected, households));
}

TEST(HousingStep, forgets_a_household_that_is_gone)
{
    SmallWorld small{{"housing"}, plain({"steps.housing.end=0 per year"})};
    auto const home = small.add_single(Sex::woman, 40);
    small.begin();
    small.set(facts::unsettled, home.family, 1);
    small.file({.kind = VitalKind::departure, .person = home.woman});
    small.advance();
    EXPECT_EQ(small.get(facts::unsettled, home.family), 0);
}

TEST(HousingStep, is_the_same_however_finely_a_month_is_lived)
{
    auto const lived_in = [](int parts) {
        Crowd crowd{plain()};
        crowd.small.live_in_parts(parts);
        crowd.small.advance(12);
        return crowd.small.fingerprints();
    };
    EXPECT_EQ(lived_in(1), lived_in(2));
}

}  // namespace
}  // namespace smartstart
