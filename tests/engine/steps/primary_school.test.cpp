#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

constexpr int until_april = 4;  // the small world begins in January

/// Children who are in the last year of primary school, with skills spread over four sd.
struct LastYear {
    SmallWorld small;
    std::vector<Row> pupils;

    explicit LastYear(std::size_t count, std::vector<std::string> const& overrides = {})
        : small{{"primary_school"}, overrides}
    {
        while (pupils.size() < count) {
            auto const home = small.add_couple(40, 41, {11.5, 11.4, 11.3});
            pupils.insert(pupils.end(), home.children.begin(), home.children.end());
        }
        small.begin();
        for (std::size_t i = 0; i < pupils.size(); ++i) {
            small.set(facts::skill_cognitive, pupils[i], skill(i));
        }
    }

    float skill(std::size_t i) const
    {
        return -2.0F + 4.0F * static_cast<float>(i) / static_cast<float>(pupils.size());
    }
    void lower_skills(float by)
    {
        for (std::size_t i = 0; i < pupils.size(); ++i) {
            small.set(facts::skill_cognitive, pupils[i], skill(i) - by);
            small.set(facts::skill_social, pupils[i], -by);
        }
    }
};

TEST(PrimarySchool, tests_in_april_who_turns_twelve_before_october)
{
    SmallWorld small{{"primary_school"}};
    // In January: those who turn twelve in October are the first who have to wait.
    auto const home = small.add_couple(40, 42, {11.25, 11.0 + 4.0 / 12.0, 11.75, 12.0});
    small.begin();
    small.advance(until_april - 1);
    EXPECT_EQ(small.get(facts::cito, home.children[3]), 0.0F) << "not before April";
    small.advance();
    EXPECT_EQ(small.get(facts::cito, home.children[0]), 0.0F) << "a year later";
    for (std::size_t i = 1; i < 4; ++i) {
        EXPECT_GE(small.get(facts::cito, home.children[i]), 501.0F);
        EXPECT_EQ(small.get(facts::cito_month, home.children[i]), moment(Month::of(2022, 4)));
        EXPECT_GE(small.get(facts::track, home.children[i]), 1);
    }
    EXPECT_EQ(small.get(facts::cito, home.woman), 0.0F);
    auto const score = small.get(facts::cito, home.children[3]);
    small.advance(12);
    EXPECT_GE(small.get(facts::cito, home.children[0]), 501.0F);
    EXPECT_EQ(small.get(facts::cito, home.children[3]), score) << "once is enough";
}

TEST(PrimarySchool, gives_whole_scores_on_the_scale_of_the_test)
{
    LastYear year{900};
    year.small.advance(until_april);
    for (auto const pupil : year.pupils) {
        auto const score = year.small.get(facts::cito, pupil);
        EXPECT_GE(score, 501.0F);
        EXPECT_LE(score, 550.0F);
        EXPECT_EQ(score, std::round(score));
    }
}

TEST(PrimarySchool, never_gives_more_for_less_skill_and_the_same_luck)
{
    LastYear able{900};
    LastYear less_able{900};
    less_able.lower_skills(0.5F);
    able.small.advance(until_april);
    less_able.small.advance(until_april);
    int lower = 0;
    for (auto const pupil : able.pupils) {
        auto const score = able.small.get(facts::cito, pupil);
        auto const other = less_able.small.get(facts::cito, pupil);
        EXPECT_LE(other, score);
        EXPECT_LE(less_able.small.get(facts::track, pupil), able.small.get(facts::track, pupil));
        lower += other < score ? 1 : 0;
    }
    EXPECT_GT(lower, 700) << "skill must count for almost everybody";
}

TEST(PrimarySchool, follows_the_formula_when_luck_plays_no_part)
{
    LastYear year{
        300,
        {"steps.primary_school.score_luck=0", "steps.primary_school.advice_luck=0",
         "steps.primary_school.score_at_mean_skills=538",
         "steps.primary_school.score_per_cognitive_skill=9", "steps.primary_school.ceiling=551",
         "steps.primary_school.ceiling_softness=4", "steps.primary_school.advice_from_2=520",
         "steps.primary_school.advice_from_3=528", "steps.primary_school.advice_from_4=535",
         "steps.primary_school.advice_from_5=542"}};
    year.small.advance(until_april);
    for (std::size_t i = 0; i < year.pupils.size(); ++i) {
        auto const raw = 538.0 + 9.0 * static_cast<double>(year.skill(i));
        auto const score =
            std::max(501.0, std::round(551.0 - 4.0 * std::log1p(std::exp((551.0 - raw) / 4.0))));
        EXPECT_EQ(year.small.get(facts::cito, year.pupils[i]), static_cast<float>(score));
        auto const track = score < 520   ? 1
                           : score < 528 ? 2
                           : score < 535 ? 3
                           : score < 542 ? 4
                                         : 5;
        EXPECT_EQ(year.small.get(facts::track, year.pupils[i]), track);
    }
}

TEST(PrimarySchool, advises_higher_at_the_same_score_where_parents_had_more_school)
{
    SmallWorld small{{"primary_school"},
                     {"steps.primary_school.score_luck=0", "steps.primary_school.advice_luck=0",
                      "steps.primary_school.advice_parents_level=10"}};
    std::vector<Row> pupils;
    for (int i = 0; i < 3; ++i) {
        pupils.push_back(small.add_couple(40, 41, {11.5}).children[0]);
    }
    auto const mixed = small.add_couple(40, 41, {11.5});
    auto const alone = small.add_family();
    auto const of_nobody = small.add_person(alone, {.age = 11.5, .head = false});
    small.begin();
    facts::Number level = facts::low_education;
    for (auto const pupil : pupils) {
        for (auto const parent :
             {small.get(civil::mother, pupil), small.get(civil::father, pupil)}) {
            small.set(facts::education, parent, level);
        }
        ++level;
    }
    small.set(facts::education, mixed.woman, facts::low_education);
    small.set(facts::education, mixed.man, facts::high_education);
    small.advance(until_april);
    auto const score = small.get(facts::cito, pupils[1]);
    for (auto const pupil : {pupils[0], pupils[2], mixed.children[0], of_nobody}) {
        EXPECT_EQ(small.get(facts::cito, pupil), score);
    }
    auto const middle = small.get(facts::track, pupils[1]);
    EXPECT_LT(small.get(facts::track, pupils[0]), middle);
    EXPECT_GT(small.get(facts::track, pupils[2]), middle);
    EXPECT_EQ(small.get(facts::track, mixed.children[0]), middle);
    EXPECT_EQ(small.get(facts::track, of_nobody), middle);
}

TEST(PrimarySchool, has_tested_those_who_are_past_it_at_the_start)
{
    SmallWorld small{{"primary_school", "schooling"}};
    auto const home = small.add_couple(45, 46, {16.0, 13.0, 9.0});
    auto const student = small.add_single(Sex::woman, 21);
    auto const adult = small.add_single(Sex::man, 30);
    small.begin();
    EXPECT_EQ(small.get(facts::cito_month, home.children[0]), moment(Month::of(2018, 4)));
    EXPECT_EQ(small.get(facts::cito_month, home.children[1]), moment(Month::of(2021, 4)));
    EXPECT_EQ(small.get(facts::cito_month, home.children[2]), 0);
    EXPECT_GE(small.get(facts::track, student.woman), 1);
    EXPECT_EQ(small.get(facts::track, adult.man), 0) << "the level of adults is known, not the way";
}

TEST(PrimarySchool, refuses_bounds_that_do_not_rise_and_a_ceiling_without_width)
{
    EXPECT_THROW(SmallWorld({"primary_school"}, {"steps.primary_school.advice_from_3=500"}),
                 InputError);
    EXPECT_THROW(SmallWorld({"primary_school"}, {"steps.primary_school.ceiling_softness=0"}),
                 InputError);
}

}  // namespace
}  // namespace smartstart::test
