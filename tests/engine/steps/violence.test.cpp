#include <unordered_map>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/engine/steps/couples.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
constexpr std::size_t couples = 4000;

std::vector<std::string> plain(std::vector<std::string> const& more = {})
{
    std::vector<std::string> all{"steps.violence.onset=0.06 per year",
                                 "steps.violence.end=0.24 per year",
                                 "steps.violence.onset_by_age={18: 1}", "steps.violence.frailty=0"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

struct Crowd {
    SmallWorld small;
    std::vector<SmallWorld::Household> homes;
    std::vector<Row> families;

    explicit Crowd(std::vector<std::string> const& overrides) : small{{"violence"}, overrides}
    {
        for (std::size_t i = 0; i < couples; ++i) {
            homes.push_back(small.add_couple(40, 40));
            families.push_back(homes.back().family);
        }
        small.begin();
    }
    void all(Flag violence)
    {
        for (auto const home : families) {
            small.set(facts::violence, home, violence);
        }
    }
    double share() const
    {
        return test::share_of(families,
                              [&](Row home) { return small.get(facts::violence, home) != 0; });
    }
};

TEST(ViolenceStep, starts_in_balance_and_stays_there)
{
    Crowd crowd{plain()};
    for (auto const months : {0, 1, 2, 3, 30, 84}) {
        crowd.small.advance(months);
        EXPECT_NEAR(crowd.share(), 0.2, test::chance_error(0.2, couples)) << months;
    }
}

TEST(ViolenceStep, has_stopped_in_three_of_ten_after_a_year_and_a_half)
{
    // VIOLENCE_STOP_NL, with the value of the parameter file.
    Crowd crowd{{"steps.violence.onset=0 per year"}};
    crowd.all(1);
    crowd.small.advance(18);
    EXPECT_NEAR(crowd.share(), 0.7, 0.01 + test::chance_error(0.7, couples));
}

TEST(ViolenceStep, begins_more_often_with_each_burden)
{
    struct Burden {
        char const* name;
        void (*weighs)(SmallWorld& small, SmallWorld::Household const& home);
    };
    auto const burdens = {
        Burden{"poor",
               [](SmallWorld& small, auto const& home) { small.set(facts::poor, home.family, 1); }},
        Burden{"debt",
               [](SmallWorld& small, auto const& home) { small.set(facts::debt, home.family, 1); }},
        Burden{"ill",
               [](SmallWorld& small, auto const& home) { small.set(facts::ill, home.woman, 1); }},
        Burden{"addicted", [](SmallWorld& small,
                              auto const& home) { small.set(facts::addicted, home.man, 1); }},
        Burden{"without_work",
               [](SmallWorld& small, auto const& home) {
                   small.set(facts::work, home.man, facts::without_work);
               }},
        Burden{"frailty",
               [](SmallWorld& small, auto const& home) {
                   small.set(facts::family_frailty, home.family, 1.0F);
               }},
    };
    for (auto const& burden : burdens) {
        // exp(log 3) = 3 times as often.
        Crowd crowd{plain({"steps.violence.end=0 per year",
                           std::string{"steps.violence."} + burden.name + "=1.0986123"})};
        crowd.all(0);
        for (auto const& home : crowd.homes) {
            burden.weighs(crowd.small, home);
        }
        crowd.small.advance(12);
        auto const expected = -std::expm1(-0.18);
        EXPECT_NEAR(crowd.share(), expected, test::chance_error(expected, couples)) << burden.name;
    }
}

TEST(ViolenceStep, goes_by_the_age_of_the_younger_and_the_troubles_of_both)
{
    // exp(log 2) = 2 times as often for each of the two, and as often for the old.
    std::vector<test::CoupleKind> const kinds{
        {28, 28, false, false, 0.06}, {28, 50, false, false, 0.06}, {50, 28, false, false, 0.06},
        {50, 50, false, false, 0.12}, {28, 28, true, false, 0.12},  {28, 28, false, true, 0.12},
        {28, 28, true, true, 0.24}};
    SmallWorld small{
        {"violence"},
        plain({"steps.violence.end=0.000001 per year", "steps.violence.onset_by_age={40: 1, 41: 2}",
               "steps.violence.ill=0.6931472"})};
    test::expect_to_begin(small, facts::violence, kinds);
}

TEST(ViolenceStep, begins_more_often_in_those_who_had_a_hard_childhood_here)
{
    auto const share_after = [](std::uint16_t adversity) {
        SmallWorld small{
            {"violence"},
            plain({"steps.violence.end=0.000001 per year", "steps.violence.childhood=0.3465736",
                   "steps.risks.usual_childhood=1"})};
        std::vector<Row> homes;
        for (std::size_t i = 0; i < couples; ++i) {
            homes.push_back(small.add_couple(28, 28).family);
        }
        small.begin();
        for (auto const home : homes) {
            small.set(facts::violence, home, 0);
        }
        for (Row row = 0; row < small.world().people.size(); ++row) {
            small.set(civil::generation, row, 1);
            small.set(facts::adversity, row, adversity);
        }
        small.advance(12);
        return test::share_of(homes,
                              [&](Row home) { return small.get(facts::violence, home) != 0; });
    };
    // One factor more than usual throughout 18 years of months, of each of the two.
    auto const usual = -std::expm1(-0.06);
    auto const hard = -std::expm1(-0.12);
    EXPECT_NEAR(share_after(216), usual, test::chance_error(usual, couples));
    EXPECT_NEAR(share_after(2 * 216), hard, test::chance_error(hard, couples));
}

TEST(ViolenceStep, is_not_begun_by_anyones_better_luck_in_life)
{
    // The same luck in both worlds: whoever is free of it in poverty is free of it without.
    auto const after = [](Flag poor) {
        Crowd crowd{plain({"steps.violence.poor=0.8"})};
        for (auto const home : crowd.families) {
            crowd.small.set(facts::poor, home, poor);
        }
        crowd.all(0);
        crowd.small.advance(3);
        std::vector<Flag> violence;
        for (auto const home : crowd.families) {
            violence.push_back(crowd.small.get(facts::violence, home));
        }
        return violence;
    };
    auto const better = after(0);
    auto const worse = after(1);
    for (std::size_t i = 0; i < couples; ++i) {
        EXPECT_LE(better[i], worse[i]) << i;
    }
    EXPECT_NE(better, worse);
}

TEST(ViolenceStep, needs_two_adults_and_ends_when_they_part)
{
    SmallWorld small{{"violence"},
                     plain({"steps.violence.onset=100 per year", "steps.violence.end=0 per year"})};
    auto const couple = small.add_couple(40, 40);
    auto const alone = small.add_single(Sex::woman, 40, {9.0});
    small.begin();
    small.advance(3);
    EXPECT_EQ(small.get(facts::violence, couple.family), 1);
    EXPECT_EQ(small.get(facts::violence, alone.family), 0);
    small.file({.kind = VitalKind::separation, .person = couple.man});
    small.advance();
    EXPECT_EQ(small.get(facts::violence, couple.family), 0);
    EXPECT_EQ(small.get(facts::violence, small.civil().family[couple.man]), 0);
}

TEST(ViolenceStep, is_in_balance_in_couples_that_have_just_formed)
{
    SmallWorld small{{"violence"}, plain()};
    std::vector<std::pair<Row, Row>> pairs;
    for (int i = 0; i < 2000; ++i) {
        pairs.emplace_back(small.add_single(Sex::woman, 30).woman,
                           small.add_single(Sex::man, 30).man);
    }
    small.begin();
    for (auto const& [woman, man] : pairs) {
        small.file({.kind = VitalKind::union_formed, .person = woman, .other = man});
    }
    small.advance();
    std::vector<Row> homes;
    for (auto const& [woman, man] : pairs) {
        homes.push_back(small.civil().family[woman]);
        ASSERT_EQ(small.civil().family[man], homes.back());
    }
    EXPECT_NEAR(
        test::share_of(homes, [&](Row home) { return small.get(facts::violence, home) != 0; }), 0.2,
        test::chance_error(0.2, homes.size()));
}

TEST(ViolenceStep, comes_along_with_couples_who_move_in)
{
    // So slow that nothing begins or ends in a month.
    Crowd crowd{
        plain({"steps.violence.onset=0.00001 per year", "steps.violence.end=0.00001 per year"})};
    auto const now = crowd.small.world().clock.now;
    for (auto const home : crowd.families) {
        crowd.small.file({.kind = VitalKind::arrival, .person = home, .place = 0, .number = home});
    }
    crowd.small.advance();
    auto const people = crowd.small.civil();
    std::unordered_map<std::uint64_t, Row> newcomers;
    for (Row home = couples; home < people.in_use.size(); ++home) {
        newcomers[people.family_id[home]] = home;
    }
    ASSERT_EQ(newcomers.size(), couples);
    for (auto const home : crowd.families) {
        auto const came = family_started_by(migrant(now.index, 0, home * 64U), now.index);
        EXPECT_EQ(crowd.small.get(facts::violence, newcomers.at(came.value)),
                  crowd.small.get(facts::violence, home));
    }
}

TEST(ViolenceStep, is_the_same_however_finely_a_month_is_lived)
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
