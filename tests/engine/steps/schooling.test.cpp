#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

using facts::high_education;
using facts::low_education;
using facts::middle_education;

TEST(Schooling, leaves_adults_the_level_that_they_start_with)
{
    SmallWorld small{{"schooling"}};
    auto const home = small.add_family();
    std::vector<Row> rows;
    for (auto const level : {Education::low, Education::middle, Education::high}) {
        for (auto const age : {24.5, 45.0, 80.0}) {
            rows.push_back(small.add_person(home, {.age = age, .education = level}));
        }
    }
    small.begin();
    small.advance(24);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(small.get(facts::education, rows[i]), i / 3 + 1);
        EXPECT_EQ(small.get(facts::in_school, rows[i]), 0);
    }
}

TEST(Schooling, begins_at_four)
{
    SmallWorld small{{"schooling"}};
    auto const home = small.add_couple(30, 31, {3.75, 3.0});
    small.begin();
    EXPECT_EQ(small.get(facts::in_school, home.children[0]), 0);
    small.advance(3);
    EXPECT_EQ(small.get(facts::in_school, home.children[0]), 0);
    small.advance();
    EXPECT_EQ(small.get(facts::in_school, home.children[0]), 1);
    EXPECT_EQ(small.get(facts::in_school, home.children[1]), 0);
}

/// Pupils of eleven who live until thirty on one track, all with these skills.
struct Pupils {
    SmallWorld small;
    std::vector<Row> rows;

    Pupils(std::size_t count, facts::Number track, std::vector<std::string> const& overrides = {})
        : small{{"schooling"}, overrides}
    {
        auto const home = small.add_family();
        for (std::size_t i = 0; i < count; ++i) {
            auto const sex = i % 2 == 0 ? Sex::woman : Sex::man;
            rows.push_back(small.add_person(home, {.age = 11.5, .sex = sex, .head = false}));
        }
        small.begin();
        for (auto const row : rows) {
            small.set(facts::track, row, track);
        }
    }

    double share(facts::Number level) const
    {
        double count = 0;
        for (auto const row : rows) {
            count += small.get(facts::education, row) == level ? 1 : 0;
        }
        return count / static_cast<double>(rows.size());
    }
    double at_school() const
    {
        double count = 0;
        for (auto const row : rows) {
            count += small.get(facts::in_school, row);
        }
        return count / static_cast<double>(rows.size());
    }
};

TEST(Schooling, ends_for_everyone_with_a_level_before_thirty)
{
    for (facts::Number track = 1; track <= 5; ++track) {
        Pupils pupils{400, track};
        pupils.small.advance(4 * 12);
        EXPECT_EQ(pupils.at_school(), 1.0);
        EXPECT_EQ(pupils.share(0), 1.0) << "no start qualification at fifteen";
        pupils.small.advance(14 * 12 + 6);
        EXPECT_EQ(pupils.at_school(), 0.0) << "track " << int{track};
        EXPECT_EQ(pupils.share(0), 0.0);
        auto const low_is_possible = track == 1;
        EXPECT_EQ(pupils.share(low_education) > 0.0, low_is_possible);
    }
}

TEST(Schooling, ends_in_the_last_month_before_thirty_for_who_studies_still)
{
    Pupils pupils{
        50, 3, {"steps.schooling.returning=50 per year", "steps.schooling.return_years=14"}};
    auto& small = pupils.small;
    small.advance(5 * 12);
    for (auto const row : pupils.rows) {
        small.set(facts::left_school_early, row, moment(small.world().clock.now));
    }
    small.advance(7);
    ASSERT_EQ(pupils.at_school(), 1.0) << "back, for fourteen years";
    auto const lived = small.civil().age_in_months(pupils.rows.front(), small.world().clock.now);
    small.advance(30 * 12 - 1 - lived);
    EXPECT_EQ(pupils.at_school(), 1.0);
    small.advance();
    EXPECT_EQ(pupils.at_school(), 0.0);
    EXPECT_EQ(pupils.share(low_education), 1.0);
}

TEST(Schooling, gives_havo_and_vwo_their_qualification_in_time)
{
    Pupils havo{200, 4, {"steps.schooling.repeats_a_year=0 %"}};
    havo.small.advance(5 * 12 + 7);  // from January, secondary school begins in August
    EXPECT_EQ(havo.share(0), 1.0);
    havo.small.advance(1);
    EXPECT_EQ(havo.share(middle_education), 1.0);
    Pupils vwo{200, 5, {"steps.schooling.repeats_a_year=100 %"}};
    vwo.small.advance(7 * 12 + 7);
    EXPECT_EQ(vwo.share(0), 1.0);
    vwo.small.advance(1);
    EXPECT_EQ(vwo.share(middle_education), 1.0);
}

TEST(Schooling, goes_on_to_secondary_a_year_later_for_who_turns_twelve_in_october)
{
    SmallWorld small{{"schooling"}, {"steps.schooling.repeats_a_year=0 %"}};
    auto const home = small.add_couple(40, 42, {11.0 + 4.0 / 12.0, 11.25});
    small.begin();
    for (auto const child : home.children) {
        small.set(facts::track, child, 4);
    }
    auto const level = [&](std::size_t child) {
        return small.get(facts::education, home.children[child]);
    };
    small.advance(5 * 12 + 8);
    EXPECT_EQ(level(0), middle_education) << "of September";
    EXPECT_EQ(level(1), 0) << "of October";
    small.advance(12);
    EXPECT_EQ(level(1), middle_education);
}

TEST(Schooling, lets_the_shares_come_out_that_the_settings_name)
{
    constexpr std::size_t count = 8000;
    Pupils pupils{count,
                  4,
                  {"steps.schooling.goes_on_to_higher=80 %",
                   "steps.schooling.completes_higher=60 %", "steps.schooling.higher_men=0"}};
    pupils.small.advance(18 * 12);
    auto const expected = 0.8 * 0.6;
    EXPECT_NEAR(pupils.share(high_education), expected,
                4.0 * std::sqrt(expected * (1.0 - expected) / count));
    EXPECT_EQ(pupils.share(high_education) + pupils.share(middle_education), 1.0);
}

TEST(Schooling, never_gives_a_lower_level_for_more_skill_and_the_same_luck)
{
    for (facts::Number track = 1; track <= 5; ++track) {
        Pupils weak{1000, track};
        Pupils strong{1000, track};
        for (auto const row : strong.rows) {
            strong.small.set(facts::skill_cognitive, row, 1.0F);
            strong.small.set(facts::skill_social, row, 1.0F);
        }
        weak.small.advance(18 * 12);
        strong.small.advance(18 * 12);
        for (auto const row : weak.rows) {
            EXPECT_LE(weak.small.get(facts::education, row),
                      strong.small.get(facts::education, row));
        }
        EXPECT_LT(weak.share(high_education), strong.share(high_education));
    }
}

TEST(Schooling, brings_men_to_higher_education_as_much_less_often_as_the_setting_says)
{
    Pupils pupils{8000,
                  4,
                  {"steps.schooling.goes_on_to_higher=50 %",
                   "steps.schooling.completes_higher=100 %", "steps.schooling.higher_men=-1"}};
    pupils.small.advance(18 * 12);
    std::array<double, 2> high{};
    for (auto const row : pupils.rows) {
        high.at(pupils.small.get(civil::sex, row)) +=
            pupils.small.get(facts::education, row) == high_education ? 1.0 / 4000.0 : 0.0;
    }
    auto const of_men = 1.0 / (1.0 + std::exp(1.0));
    EXPECT_NEAR(high[0], 0.5, 4.0 * std::sqrt(0.25 / 4000.0));
    EXPECT_NEAR(high[1], of_men, 4.0 * std::sqrt(of_men * (1.0 - of_men) / 4000.0));
}

TEST(Schooling, brings_pupils_as_far_as_their_parents_as_much_more_often_as_the_setting_says)
{
    constexpr int families = 4000;
    for (auto const& [level, odds] : {std::pair{low_education, std::exp(-1.0)},
                                      {middle_education, 1.0},
                                      {high_education, std::exp(1.0)}}) {
        SmallWorld small{
            {"schooling"},
            {"steps.schooling.goes_on_to_higher=50 %", "steps.schooling.completes_higher=100 %",
             "steps.schooling.higher_men=0", "steps.schooling.parents_level=1"}};
        std::vector<Row> pupils;
        for (int i = 0; i < families; ++i) {
            pupils.push_back(small.add_couple(40, 41, {11.5}).children[0]);
        }
        small.begin();
        for (auto const pupil : pupils) {
            small.set(facts::track, pupil, 4);
            small.set(facts::education, small.get(civil::mother, pupil), level);
            small.set(facts::education, small.get(civil::father, pupil), level);
        }
        small.advance(18 * 12);
        auto const high = std::ranges::count_if(pupils, [&](Row pupil) {
            return small.get(facts::education, pupil) == high_education;
        });
        auto const expected = odds / (1.0 + odds);
        EXPECT_NEAR(static_cast<double>(high) / families, expected,
                    4.0 * std::sqrt(expected * (1.0 - expected) / families));
    }
}

TEST(Schooling, sends_fewer_children_of_parents_with_a_high_level_to_work_without_a_diploma)
{
    std::array<double, 2> low{};
    for (std::size_t high = 0; high < 2; ++high) {
        SmallWorld small{{"schooling"}, {"steps.schooling.parents_level=1"}};
        std::vector<Row> pupils;
        for (int i = 0; i < 500; ++i) {
            pupils.push_back(small.add_couple(40, 41, {11.5}).children[0]);
        }
        small.begin();
        for (auto const pupil : pupils) {
            small.set(facts::track, pupil, 1);
            small.set(facts::education, small.get(civil::mother, pupil),
                      high == 1 ? high_education : low_education);
        }
        small.advance(18 * 12);
        for (auto const pupil : pupils) {
            low.at(high) += small.get(facts::education, pupil) == low_education ? 1.0 : 0.0;
        }
    }
    EXPECT_LT(low[1], 0.8 * low[0]);
}

TEST(Schooling, lets_early_leavers_go_and_come_back_until_twenty_two)
{
    Pupils pupils{300, 3, {"steps.schooling.returning=50 per year"}};
    auto& small = pupils.small;
    small.advance(5 * 12);
    for (auto const row : pupils.rows) {
        small.set(facts::left_school_early, row, moment(small.world().clock.now));
    }
    small.advance();
    EXPECT_EQ(pupils.at_school(), 0.0);
    EXPECT_EQ(pupils.share(low_education), 1.0);
    small.advance(6);
    EXPECT_GT(pupils.at_school(), 0.99);
    EXPECT_GT(pupils.share(0), 0.99) << "back to getting a start qualification";
    small.advance(4 * 12);
    EXPECT_GT(pupils.share(middle_education) + pupils.share(high_education), 0.99);

    Pupils too_old{300, 3, {"steps.schooling.returning=50 per year"}};
    too_old.small.advance(12 * 12);
    for (auto const row : too_old.rows) {
        too_old.small.set(facts::education, row, low_education);
        too_old.small.set(facts::left_school_early, row, moment(Month::of(2030, 1)));
    }
    auto const before = too_old.at_school();
    ASSERT_LT(before, 0.7);
    too_old.small.advance(24);
    EXPECT_LE(too_old.at_school(), before);
}

TEST(Schooling, puts_the_young_where_they_would_be_at_the_start)
{
    SmallWorld small{{"primary_school", "schooling"}};
    auto const home = small.add_couple(45, 46, {20.0, 15.0, 8.0});
    small.begin();
    for (auto const child : {home.children[1], home.children[2]}) {
        EXPECT_EQ(small.get(facts::in_school, child), 1);
        EXPECT_EQ(small.get(facts::education, child), 0);
    }
    auto const oldest = home.children[0];
    if (small.get(facts::track, oldest) >= 4) {
        EXPECT_GE(small.get(facts::education, oldest), middle_education);
    } else {
        EXPECT_TRUE(small.get(facts::in_school, oldest) != 0 ||
                    small.get(facts::education, oldest) != 0);
    }
    SmallWorld again{{"primary_school", "schooling"}};
    again.add_couple(45, 46, {20.0, 15.0, 8.0});
    again.begin();
    EXPECT_EQ(small.fingerprints(), again.fingerprints());
}

}  // namespace
}  // namespace smartstart::test
