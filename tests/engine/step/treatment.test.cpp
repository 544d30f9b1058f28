#include "engine/step/treatment.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "engine/step/course.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;

void give(SmallWorld& small, Row child, Course const& course)
{
    small.set(facts::course, child, packed(course));
    small.set(facts::course_dose, child, static_cast<float>(course.dose));
}

TEST(Course, is_the_same_when_it_comes_out_of_its_columns)
{
    for (auto const kind : {CourseKind::none, CourseKind::home_visiting, CourseKind::preschool}) {
        for (auto const delivery : {Delivery::as_published, Delivery::here}) {
            for (auto const left : {false, true}) {
                auto const out = unpacked(packed({kind, delivery, 0.5, left}), 0.5F);
                EXPECT_EQ(out.kind, kind);
                EXPECT_EQ(out.delivery, delivery);
                EXPECT_EQ(out.left, left);
            }
        }
    }
    EXPECT_EQ(packed({}), 0) << "nobody follows anything where nothing was written";
}

struct WithChild {
    SmallWorld small;
    Row child{}, home{};

    explicit WithChild(std::string const& step, std::vector<std::string> const& settings = {})
        : small{{step}, settings}
    {
        auto const family = small.add_couple(30, 31, {3});
        child = family.children[0];
        home = family.family;
        small.begin();
    }
};

TEST(Course, eases_recovery_as_published_or_as_here_and_lingers_unless_it_was_broken_off)
{
    WithChild one{
        "care",
        {"steps.care.parenting_programme_effect=0.5", "steps.care.transport_factor=0.5",
         "steps.care.fidelity=0.5", "steps.care.parenting_programme_fade_out=0 per year"}};
    Course course{CourseKind::parenting_programme, Delivery::here, 1.0, false};
    auto const after = [&] {
        give(one.small, one.child, course);
        one.small.advance();
        return one.small.get(facts::care_recovery, one.child);
    };
    EXPECT_NEAR(after(), 0.125 * logit_per_d, 1e-5);
    course.delivery = Delivery::as_published;
    EXPECT_NEAR(after(), 0.5 * logit_per_d, 1e-5);
    course.dose = 0.5;
    EXPECT_NEAR(after(), 0.5 * logit_per_d, 1e-5) << "what lingers is the stronger";
    course = {};
    EXPECT_NEAR(after(), 0.5 * logit_per_d, 1e-5);
    course = {CourseKind::parenting_programme, Delivery::as_published, 1.0, true};
    EXPECT_EQ(after(), 0.0F);
}

TEST(Course, of_home_visits_works_on_the_parents_of_the_child)
{
    WithChild one{"family_support",
                  {"steps.family_support.home_visiting_on_investment=0.4",
                   "steps.family_support.transport_factor=0.5",
                   "steps.family_support.home_visiting_on_mental_health=0.1"}};
    give(one.small, one.child, {CourseKind::home_visiting, Delivery::as_published, 1.0, false});
    one.small.advance();
    EXPECT_NEAR(one.small.get(facts::support_investment, one.home), 0.4, 1e-6);
    EXPECT_NEAR(one.small.get(facts::support_mental, one.home), 0.1 * logit_per_d, 1e-6);
}

TEST(Course, of_home_visits_may_harm_and_counts_where_it_is_the_stronger)
{
    WithChild one{"family_support",
                  {"steps.family_support.home_visiting_on_investment=-0.4",
                   "steps.family_support.home_visiting_on_mental_health=-0.1"}};
    give(one.small, one.child, {CourseKind::home_visiting, Delivery::as_published, 1.0, false});
    one.small.set(facts::support_mental, one.home, 0.9F);
    one.small.advance();
    EXPECT_NEAR(one.small.get(facts::support_investment, one.home), -0.4, 1e-6);
    EXPECT_GT(one.small.get(facts::support_mental, one.home), 0.5F);
}

TEST(Course, of_preschool_adds_to_the_growth_of_skills_and_nothing_to_what_parents_give)
{
    WithChild with{"skills"};
    WithChild without{"skills"};
    for (auto* const one : {&with, &without}) {
        one->small.set(facts::income, one->home, 10.3F);
    }
    give(with.small, with.child, {CourseKind::preschool, Delivery::as_published, 1.0, false});
    with.small.advance(14);
    without.small.advance(14);
    EXPECT_GT(with.small.get(facts::skill_cognitive, with.child),
              without.small.get(facts::skill_cognitive, without.child) + 0.1F);
    EXPECT_EQ(with.small.get(facts::investment, with.home),
              without.small.get(facts::investment, without.home));
}

}  // namespace
}  // namespace smartstart
