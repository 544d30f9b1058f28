#include <gtest/gtest.h>

#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/school.cpp.

TEST(SchoolOutcomes, take_scores_and_advice_of_the_pupils_tested_in_the_year)
{
    Town town;
    auto const pupils = town.add_home({40.0}, {12.0, 12.1, 12.2, 13.0, 9.0}).children;
    town.set_each(facts::cito_month, {pupils[0], pupils[1], pupils[2]}, Town::this_year);
    town.set(facts::cito_month, pupils[3], Town::last_year);
    town.set(facts::cito, pupils[0], 530.0F);
    town.set(facts::cito, pupils[1], 545.0F);
    town.set(facts::cito, pupils[2], 535.0F);
    town.set(facts::cito, pupils[3], 501.0F);
    town.set(facts::track, pupils[0], 1);
    town.set(facts::track, pupils[1], 5);
    town.set(facts::track, pupils[2], 5);
    town.set(facts::track, pupils[3], 4);
    EXPECT_EQ(town.counted("cito_mean"), (Counts{1610, 3}));
    EXPECT_EQ(town.counted("cito_sd"), (Counts{25 + 100, 3}));
    EXPECT_EQ(town.counted("school_advice_vso_pro_vmbo_b"), (Counts{1, 3}));
    EXPECT_EQ(town.counted("school_advice_vmbo_k"), (Counts{0, 3}));
    EXPECT_EQ(town.counted("school_advice_vmbo_gt"), (Counts{0, 3}));
    EXPECT_EQ(town.counted("school_advice_havo"), (Counts{0, 3}));
    EXPECT_EQ(town.counted("school_advice_vwo"), (Counts{2, 3}));
}

TEST(SchoolOutcomes, count_leavers_of_the_year_against_pupils_without_a_start_qualification)
{
    Town town;
    auto const add = [&](double age, Moment left, Flag in_school, facts::Number education) {
        auto const person = town.add(age);
        town.set(facts::left_school_early, person, left);
        town.set(facts::in_school, person, in_school);
        town.set(facts::education, person, education);
    };
    add(17.0, Town::this_year, 0, facts::low_education);  // counted, a leaver
    add(15.0, 0, 1, 0);                                   // counted, a pupil
    add(16.0, Town::this_year, 1, 0);                     // went back: a pupil
    add(18.0, Town::last_year, 0, facts::low_education);  // left before
    add(19.0, 0, 1, facts::middle_education);             // has a start qualification
    add(11.9, 0, 1, 0);                                   // still in primary school
    add(23.0, Town::this_year, 0, facts::low_education);  // too old
    EXPECT_EQ(town.counted("early_school_leavers"), (Counts{1, 3}));
}

TEST(SchoolOutcomes, count_low_education_when_school_is_done)
{
    Town town;
    for (auto const age : {24.9, 25.0, 34.9, 35.0}) {
        town.set(facts::education, town.add(age), facts::low_education);
    }
    town.set(facts::education, town.add(30.0), facts::middle_education);
    town.set(facts::education, town.add(30.0), facts::high_education);
    EXPECT_EQ(town.counted("education_low"), (Counts{2, 4}));
}

}  // namespace
}  // namespace smartstart::test
