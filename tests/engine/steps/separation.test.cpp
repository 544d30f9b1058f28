#include <cmath>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

constexpr facts::Number high = 3;

/// So many equal couples of 40 with children of these ages, parted or not after a year.
class Couples {
public:
    Couples(int count, std::vector<double> const& children,
            std::vector<std::string> const& overrides)
        : small_{{"separation"}, overrides}
    {
        for (int i = 0; i < count; ++i) {
            homes_.push_back(small_.add_couple(40.0, 42.0, children));
        }
        small_.begin();
        founders_ = small_.world().people.size();
        for (auto const& home : homes_) {
            small_.set(facts::education, home.man, high);
        }
    }
    SmallWorld& small() { return small_; }
    std::vector<SmallWorld::Household> const& homes() const { return homes_; }
    bool parted(SmallWorld::Household const& home) const
    {
        return small_.get(civil::family, home.woman) != small_.get(civil::family, home.man);
    }
    double share_parted() const
    {
        double parted_now = 0.0;
        for (auto const& home : homes_) {
            parted_now += parted(home) ? 1.0 : 0.0;
        }
        return parted_now / static_cast<double>(homes_.size());
    }
    /// Couples who came after the start.
    int newcomers_together() const
    {
        int heads = 0;
        auto const people = small_.civil();
        for (auto row = static_cast<Row>(founders_); row < people.present.size(); ++row) {
            heads += people.partner(row) != no_row ? 1 : 0;
        }
        return heads / 2;
    }

private:
    SmallWorld small_;
    std::vector<SmallWorld::Household> homes_;
    std::size_t founders_{};
};

double chance(double rate)
{
    return 1.0 - std::exp(-rate);
}

TEST(Separation, comes_at_its_rate_and_is_more_likely_with_illness)
{
    // Twelve years together at 40, and half a year on average in this one, at -0.027 a year.
    std::vector<std::string> const often{"steps.separation.base=0.1 per year",
                                         "steps.separation.by_age=1"};
    constexpr int count = 6000;
    Couples well{count, {}, often};
    Couples ill{count, {}, often};
    for (auto const& home : ill.homes()) {
        ill.small().set(facts::ill, home.woman, 1);
    }
    well.small().advance(12);
    ill.small().advance(12);
    auto const expected_well = chance(0.1 * std::exp(-0.3375));
    auto const expected_ill = chance(0.1 * std::exp(-0.3375 + 0.17));
    EXPECT_NEAR(well.share_parted(), expected_well, 4.0 * std::sqrt(expected_well / count));
    EXPECT_NEAR(ill.share_parted(), expected_ill, 4.0 * std::sqrt(expected_ill / count));
}

TEST(Separation, weighs_the_illness_of_each_the_education_of_the_man_and_the_age_of_the_woman)
{
    struct Case {
        char const* setting;
        void (*happens)(SmallWorld& small, SmallWorld::Household const& home);
        double times;
    };
    auto const nothing = [](SmallWorld&, SmallWorld::Household const&) {};
    auto const her_illness = [](SmallWorld& small, SmallWorld::Household const& home) {
        small.set(facts::ill, home.woman, 1);
    };
    auto const his_illness = [](SmallWorld& small, SmallWorld::Household const& home) {
        small.set(facts::ill, home.man, 1);
    };
    auto const her_low_level = [](SmallWorld& small, SmallWorld::Household const& home) {
        small.set(facts::education, home.woman, 1);
    };
    auto const his_low_level = [](SmallWorld& small, SmallWorld::Household const& home) {
        small.set(facts::education, home.man, 1);
    };
    auto const his_middle_level = [](SmallWorld& small, SmallWorld::Household const& home) {
        small.set(facts::education, home.man, 2);
    };
    // exp(log 4) = 4 times as often.
    auto const cases = {Case{"woman_ill=1.3862944", her_illness, 4.0},
                        Case{"woman_ill=1.3862944", his_illness, 1.0},
                        Case{"man_ill=1.3862944", his_illness, 4.0},
                        Case{"man_ill=1.3862944", her_illness, 1.0},
                        Case{"man_low_education=1.3862944", his_low_level, 4.0},
                        Case{"man_low_education=1.3862944", her_low_level, 1.0},
                        Case{"man_middle_education=1.3862944", his_middle_level, 4.0},
                        Case{"by_age={41: 4, 42: 1}", nothing, 4.0},
                        Case{"by_age={41: 1, 42: 4}", nothing, 1.0}};
    constexpr int count = 2000;
    for (auto const& one : cases) {
        Couples couples{count,
                        {},
                        {"steps.separation.base=0.1 per year", "steps.separation.by_age=1",
                         "steps.separation.per_year=0", "steps.separation.woman_ill=0",
                         "steps.separation.man_ill=0", "steps.separation.man_low_education=0",
                         "steps.separation.man_middle_education=0",
                         std::string{"steps.separation."} + one.setting}};
        for (auto const& home : couples.homes()) {
            one.happens(couples.small(), home);
        }
        couples.small().advance(12);
        auto const expected = chance(0.1 * one.times);
        EXPECT_NEAR(couples.share_parted(), expected, 4.0 * std::sqrt(expected / count))
            << one.setting;
    }
}

TEST(Separation, is_more_likely_with_each_child_and_less_with_a_toddler)
{
    constexpr int count = 2000;
    auto const share_with = [](std::vector<double> const& children) {
        Couples couples{count,
                        children,
                        {"steps.separation.base=0.1 per year", "steps.separation.by_age=1",
                         "steps.separation.per_year=0", "steps.separation.per_child=0.6931472",
                         "steps.separation.toddler=-1.3862944"}};
        couples.small().advance(12);
        return couples.share_parted();
    };
    auto const near = [](double share, double rate) {
        EXPECT_NEAR(share, chance(rate), 4.0 * std::sqrt(chance(rate) / count));
    };
    near(share_with({}), 0.1);
    near(share_with({8.0}), 0.2);
    near(share_with({8.0, 6.0}), 0.4);
    near(share_with({8.0, 1.0}), 0.1);
}

TEST(Separation, is_most_likely_in_the_first_year)
{
    std::vector<std::string> const often{"steps.separation.base=0.03 per year",
                                         "steps.separation.by_age=1"};
    constexpr int count = 3000;
    Couples fresh{count, {}, often};
    for (auto const& home : fresh.homes()) {
        fresh.small().set(civil::formed, home.family, moment(fresh.small().world().clock.now));
    }
    fresh.small().advance(12);
    auto const expected = chance(0.03 * std::exp(1.75));
    EXPECT_NEAR(fresh.share_parted(), expected, 4.0 * std::sqrt(expected / count));
}

TEST(Separation, takes_young_couples_of_the_start_for_a_year_together)
{
    constexpr int count = 3000;
    Couples couples{count,
                    {},
                    {"steps.separation.base=0.1 per year", "steps.separation.by_age=1",
                     "steps.separation.together_from_age=50"}};
    couples.small().advance(12);
    auto const expected = chance(0.1 * std::exp(-0.027));
    EXPECT_NEAR(couples.share_parted(), expected, 4.0 * std::sqrt(expected / count));
}

TEST(Separation, takes_couples_who_move_in_for_couples_of_the_start)
{
    constexpr int count = 3000;
    Couples couples{count, {}, {"steps.separation.base=0.1 per year", "steps.separation.by_age=1"}};
    auto& small = couples.small();
    for (auto const& home : couples.homes()) {
        small.file(
            {.kind = VitalKind::arrival, .person = home.family, .place = 0, .number = home.family});
    }
    small.advance();
    ASSERT_EQ(couples.newcomers_together(), count);
    small.advance(12);
    auto const expected = chance(0.1 * std::exp(-0.3375));
    EXPECT_NEAR(1.0 - couples.newcomers_together() / static_cast<double>(count), expected,
                4.0 * std::sqrt(expected / count));
}

/// Of couples who are taken to have been together for two years in month 0, who part less and less,
/// and who are asked twice a year from this month until that: the chance that they have parted.
double chance_between(int from, int until)
{
    double parted = 0.0;
    for (int turn = 0; turn < 6; ++turn) {
        double hazard = 0.0;
        for (int month = from + turn; month < until; month += 6) {
            hazard += 0.5 * 0.4 * std::exp(-0.5 * (2.0 + month / 12.0));
        }
        parted += chance(hazard) / 6.0;
    }
    return parted;
}

TEST(Separation, counts_the_years_that_a_couple_has_been_here)
{
    constexpr int count = 6000;
    Couples couples{count,
                    {},
                    {"steps.separation.base=0.4 per year", "steps.separation.by_age=1",
                     "steps.separation.per_year=-0.5", "steps.separation.together_from_age=38"}};
    auto& small = couples.small();
    small.advance(72);
    auto const of_start = chance_between(0, 72);
    EXPECT_NEAR(couples.share_parted(), of_start, 4.0 * std::sqrt(of_start / count));
    // Who is copied from them now has been together for two years as well.
    for (auto const& home : couples.homes()) {
        small.file(
            {.kind = VitalKind::arrival, .person = home.family, .place = 0, .number = home.family});
    }
    small.advance(37);
    auto const of_newcomers = chance_between(1, 37);
    EXPECT_NEAR(1.0 - couples.newcomers_together() / static_cast<double>(count), of_newcomers,
                4.0 * std::sqrt(of_newcomers / count));
}

TEST(Separation, mostly_leaves_the_children_with_their_mother)
{
    Couples couples{3000, {8.0, 5.0}, {"steps.separation.base=5 per year"}};
    couples.small().advance(12);
    double parted = 0.0;
    double with_mother = 0.0;
    for (auto const& home : couples.homes()) {
        auto const where = couples.small().get(civil::family, home.children[0]);
        EXPECT_EQ(where, couples.small().get(civil::family, home.children[1]));
        if (couples.parted(home)) {
            parted += 1.0;
            with_mother += where == couples.small().get(civil::family, home.woman) ? 1.0 : 0.0;
        }
    }
    EXPECT_GT(parted, 2000.0);
    EXPECT_NEAR(with_mother / parted, 0.84, 4.0 * std::sqrt(0.84 * 0.16 / parted));
}

TEST(Separation, never_parts_a_child_from_its_only_parent_at_home)
{
    Couples couples{300, {}, {"steps.separation.base=5 per year"}};
    std::vector<Row> stepchildren;
    for (auto const& home : couples.homes()) {
        stepchildren.push_back(couples.small().add_person(
            home.family, {.age = 9.0, .head = false, .mother = home.woman}));
    }
    couples.small().advance(12);
    for (std::size_t i = 0; i < stepchildren.size(); ++i) {
        EXPECT_EQ(couples.small().get(civil::family, stepchildren[i]),
                  couples.small().get(civil::family, couples.homes()[i].woman));
    }
}

TEST(Separation, leaves_singles_alone)
{
    SmallWorld small{{"separation"}, {"steps.separation.base=1000 per year"}};
    auto const single = small.add_single(Sex::woman, 30.0, {4.0});
    small.begin();
    small.advance(12);
    EXPECT_EQ(small.get(civil::family, single.woman), single.family);
    EXPECT_EQ(small.get(civil::size, single.family), 2);
}

}  // namespace
}  // namespace smartstart::test
