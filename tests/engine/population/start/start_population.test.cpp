#include "engine/population/start/start_population.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/population/start/hardship.hpp"
#include "tests/engine/population/region_folder.hpp"

namespace smartstart {
namespace {

Region const& region()
{
    static Region const read = Region::read(RegionFolder::original());
    return read;
}
/// One in ten of the region.
StartPopulation const& tenth()
{
    static StartPopulation const made = make_start_population(region(), 1, 0.1);
    return made;
}
StartPopulation const& hundredth()
{
    static StartPopulation const made = make_start_population(region(), 1, 0.01);
    return made;
}

/// Everything about a person and the family, so that populations can be compared bit by bit.
std::vector<std::uint64_t> bits(StartPopulation const& population)
{
    std::vector<std::uint64_t> all;
    for (auto const& person : population.persons) {
        all.insert(all.end(), {person.number, person.family, static_cast<std::uint64_t>(person.sex),
                               person.head ? 1U : 0U, static_cast<std::uint64_t>(person.education),
                               static_cast<std::uint64_t>(person.born.index),
                               static_cast<std::uint64_t>(person.mother),
                               static_cast<std::uint64_t>(person.father),
                               static_cast<std::uint64_t>(person.partner)});
    }
    for (auto const& family : population.families) {
        auto const flags = (family.married ? 1U : 0U) + (family.social_assistance ? 2U : 0U) +
                           (family.low_income ? 4U : 0U) + (family.problem_debt ? 8U : 0U);
        all.insert(all.end(),
                   {family.number, family.first_person, family.persons, family.municipality,
                    family.heads, family.children, static_cast<std::uint64_t>(family.home), flags,
                    static_cast<std::uint64_t>(1e7 * family.income_rank)});
    }
    return all;
}

StartPerson const& person(StartPopulation const& population, std::int64_t index)
{
    return population.persons[static_cast<std::size_t>(index)];
}

double error_of(StartPopulation const& population, std::string const& margin)
{
    auto const* const found = population.fit.find(margin);
    return found == nullptr ? 1e9 : found->standardised_absolute_error();
}

class EachScale : public testing::TestWithParam<double> {
protected:
    StartPopulation const& population() const { return GetParam() > 0.05 ? tenth() : hundredth(); }
};
INSTANTIATE_TEST_SUITE_P(Of, EachScale, testing::Values(0.1, 0.01), [](auto const& scale) {
    return std::string{scale.param > 0.05 ? "a_tenth" : "a_hundredth"};
});

TEST_P(EachScale, has_equal_bits_for_equal_seeds)
{
    EXPECT_EQ(bits(population()), bits(make_start_population(region(), 1, GetParam())));
}

TEST_P(EachScale, has_other_bits_for_another_seed)
{
    EXPECT_NE(bits(population()), bits(make_start_population(region(), 2, GetParam())));
}

TEST_P(EachScale, has_families_that_stand_together_with_their_heads_first)
{
    std::uint32_t next = 0;
    std::uint64_t number = 0;
    std::uint16_t place = 0;
    for (auto const& family : population().families) {
        ASSERT_EQ(family.first_person, next);
        ASSERT_EQ(family.number, ++number);
        ASSERT_GE(family.municipality, place);
        ASSERT_EQ(family.persons, static_cast<std::uint32_t>(family.heads + family.children) +
                                      (family.heads == 0 ? 1U : 0U));
        place = family.municipality;
        int before = 10'000;
        for (std::uint32_t i = 0; i < family.persons; ++i, ++next) {
            auto const& one = person(population(), next);
            ASSERT_EQ(one.number, next + 1U);
            ASSERT_EQ(one.family, number - 1);
            ASSERT_EQ(one.head, i < family.heads);
            if (!one.head) {
                ASSERT_LE(one.months_old(), before);  // the oldest child first
                before = one.months_old();
            }
        }
    }
    EXPECT_EQ(next, population().persons.size());
}

TEST_P(EachScale, has_links_that_lead_to_members_of_the_family)
{
    for (auto const& one : population().persons) {
        ASSERT_GE(one.months_old(), 0);
        ASSERT_LT(one.months_old(), 100 * 12);
        for (auto const parent : {one.mother, one.father}) {
            if (parent < 0) {
                continue;
            }
            auto const& found = person(population(), parent);
            ASSERT_FALSE(one.head);
            ASSERT_TRUE(found.head);
            ASSERT_EQ(found.family, one.family);
            ASSERT_EQ(found.sex, parent == one.mother ? Sex::woman : Sex::man);
        }
        if (one.partner >= 0) {
            auto const& other = person(population(), one.partner);
            ASSERT_TRUE(one.head && other.head);
            ASSERT_EQ(other.family, one.family);
            ASSERT_EQ(&person(population(), other.partner), &one);
        }
    }
}

TEST_P(EachScale, has_a_parent_for_every_child_at_home)
{
    for (auto const& family : population().families) {
        for (auto i = family.first_person + family.heads;
             family.heads > 0 && i < family.first_person + family.persons; ++i) {
            auto const& child = person(population(), i);
            ASSERT_TRUE(child.mother >= 0 || child.father >= 0);
        }
    }
}

TEST_P(EachScale, has_mothers_15_to_49_years_older_than_their_children)
{
    for (auto const& one : population().persons) {
        if (one.mother >= 0) {
            auto const years = person(population(), one.mother).months_old() - one.months_old();
            ASSERT_GE(years, 15 * 12);
            ASSERT_LT(years, 50 * 12);
        }
        if (one.father >= 0) {
            auto const years = person(population(), one.father).months_old() - one.months_old();
            ASSERT_GE(years, 17 * 12);
        }
    }
}

TEST_P(EachScale, has_nobody_under_18_who_lives_alone_or_in_a_couple_without_children)
{
    for (auto const& family : population().families) {
        for (std::uint32_t i = 0; i < family.heads && family.children == 0; ++i) {
            ASSERT_GE(person(population(), family.first_person + i).years_old(), 18);
        }
    }
}

TEST_P(EachScale, has_partners_of_plausible_ages)
{
    double couples = 0.0;
    double far_apart = 0.0;
    double man_older = 0.0;
    for (auto const& one : population().persons) {
        if (one.partner >= 0 && one.sex == Sex::woman) {
            auto const gap = person(population(), one.partner).months_old() - one.months_old();
            couples += 1.0;
            far_apart += gap > 20 * 12 || gap < -12 * 12 ? 1.0 : 0.0;
            man_older += gap >= 12 ? 1.0 : 0.0;
        }
    }
    EXPECT_EQ(far_apart, 0.0);
    EXPECT_NEAR(man_older / couples, 0.70, 0.06);  // CBS, 2017: the man is older in 70 %
}

TEST_P(EachScale, fits_the_margins_within_tolerance)
{
    // What whole people must miss: half a person in a cell, and cells get smaller with the scale.
    auto const coarse = GetParam() < 0.05;
    EXPECT_LT(error_of(population(), "inhabitants"), coarse ? 0.01 : 0.001);
    EXPECT_LT(error_of(population(), "people by age and sex"), coarse ? 0.06 : 0.006);
    EXPECT_LT(error_of(population(), "people by age and place in the household"),
              coarse ? 0.13 : 0.015);
    EXPECT_LT(error_of(population(), "families by kind and children"), coarse ? 0.03 : 0.004);
    EXPECT_LT(error_of(population(), "private households"), coarse ? 0.01 : 0.001);
    EXPECT_LT(error_of(population(), "education at 15 to 74"), coarse ? 0.01 : 0.001);
    EXPECT_LT(error_of(population(), "households with a low income"), coarse ? 0.03 : 0.005);
    EXPECT_LT(error_of(population(), "people on social assistance"), coarse ? 0.08 : 0.01);
    EXPECT_LT(error_of(population(), "minors on social assistance"), coarse ? 0.25 : 0.03);
    EXPECT_LT(error_of(population(), "households with problem debts"), coarse ? 0.03 : 0.005);
}

TEST(StartPopulation, has_as_many_single_parents_as_the_tables)
{
    double wanted_single = 0.0;
    double wanted = 0.0;
    for (auto const& place : region().municipalities()) {
        for (std::size_t kind = 0; kind < family_kinds; ++kind) {
            for (std::size_t children = 1; children < 4; ++children) {
                auto const count = static_cast<double>(place.families[kind][children]);
                wanted += count;
                wanted_single += kind == 2 ? count : 0.0;
            }
        }
    }
    double single = 0.0;
    double families = 0.0;
    for (auto const& family : tenth().families) {
        families += family.children > 0 ? 1.0 : 0.0;
        single += family.children > 0 && family.heads == 1 ? 1.0 : 0.0;
    }
    EXPECT_NEAR(single / families, wanted_single / wanted, 0.002);
}

TEST(StartPopulation, has_stepfamilies_as_often_as_the_link_says)
{
    double with_couple = 0.0;
    double with_stepparent = 0.0;
    for (auto const& one : tenth().persons) {
        auto const& family = tenth().families[one.family];
        if (!one.head && family.heads == 2 && one.years_old() >= 15 && one.years_old() < 25) {
            with_couple += 1.0;
            with_stepparent += one.mother < 0 || one.father < 0 ? 1.0 : 0.0;
        }
    }
    auto const wanted = region().pattern().links.stepfamily_at_fifteen;
    EXPECT_NEAR(with_stepparent / with_couple, wanted,
                4.0 * std::sqrt(wanted * (1.0 - wanted) / with_couple));
}

TEST(StartPopulation, gives_the_young_no_level_that_they_cannot_have)
{
    for (auto const& one : tenth().persons) {
        if (one.years_old() < 17) {
            ASSERT_EQ(one.education, Education::low);
        }
    }
}

/// How much more often something is so among these than among the others.
struct Contrast {
    std::array<double, 2> all{};
    std::array<double, 2> with{};
    void add(bool among, bool is_so)
    {
        all[among ? 1 : 0] += 1.0;
        with[among ? 1 : 0] += is_so ? 1.0 : 0.0;
    }
    double ratio() const { return with[1] / all[1] / (with[0] / all[0]); }
};

TEST(StartPopulation, stacks_hardship_in_the_same_families)
{
    Contrast debts_of_the_poor;
    Contrast poor_of_low_education;
    Contrast debts_on_assistance;
    for (auto const& family : tenth().families) {
        if (family.home == Home::household) {
            auto const& head = person(tenth(), family.first_person);
            debts_of_the_poor.add(family.low_income, family.problem_debt);
            debts_on_assistance.add(family.social_assistance, family.problem_debt);
            poor_of_low_education.add(head.education == Education::low, family.low_income);
        }
    }
    EXPECT_GT(debts_of_the_poor.ratio(), 2.0);
    EXPECT_GT(debts_on_assistance.ratio(), 2.0);
    EXPECT_GT(poor_of_low_education.ratio(), 1.5);
    EXPECT_LT(poor_of_low_education.ratio(), 5.0);
}

TEST(StartPopulation, gives_partners_levels_that_are_alike)
{
    double n = 0.0;
    double sum_one = 0.0;
    double sum_two = 0.0;
    double one_one = 0.0;
    double two_two = 0.0;
    double one_two = 0.0;
    for (auto const& one : tenth().persons) {
        if (one.partner < 0 || one.sex != Sex::woman) {
            continue;
        }
        auto const a = static_cast<double>(one.education);
        auto const b = static_cast<double>(person(tenth(), one.partner).education);
        n += 1.0;
        sum_one += a;
        sum_two += b;
        one_one += a * a;
        two_two += b * b;
        one_two += a * b;
    }
    auto const covariance = one_two / n - sum_one * sum_two / n / n;
    auto const spread =
        (one_one / n - sum_one * sum_one / n / n) * (two_two / n - sum_two * sum_two / n / n);
    // The link is about what lies under the levels; three levels show a little less of it.
    auto const wanted = region().pattern().links.partners_education_correlation;
    EXPECT_GT(covariance / std::sqrt(spread), wanted - 0.10);
    EXPECT_LT(covariance / std::sqrt(spread), wanted + 0.02);
}

TEST(StartPopulation, ranks_incomes_evenly_with_low_incomes_at_the_bottom)
{
    double sum = 0.0;
    double highest_low = 0.0;
    double lowest_other = 1.0;
    for (auto const& family : tenth().families) {
        sum += family.income_rank;
        if (family.low_income) {
            highest_low = std::max<double>(highest_low, family.income_rank);
        } else {
            lowest_other = std::min<double>(lowest_other, family.income_rank);
        }
    }
    EXPECT_NEAR(sum / static_cast<double>(tenth().families.size()), 0.5, 1e-4);
    EXPECT_LT(highest_low, lowest_other);
}

TEST(StartPopulation, keeps_pensioners_and_institutions_off_social_assistance)
{
    auto const& links = region().pattern().links;
    for (auto const& family : tenth().families) {
        auto const home = circumstances_of(tenth(), family, links);
        if (family.social_assistance) {
            ASSERT_GT(home.claimants, 0);
        }
        if (family.home == Home::institution) {
            ASSERT_FALSE(family.social_assistance || family.low_income || family.problem_debt);
        }
    }
}

TEST(StartPopulation, comes_near_to_figures_that_it_was_not_fitted_to)
{
    EXPECT_LT(error_of(tenth(), "not fitted: years the man is older"), 0.12);
    EXPECT_LT(error_of(tenth(), "not fitted: years between children"), 0.12);
    EXPECT_LT(error_of(tenth(), "not fitted: mother's age at birth, under 5"), 0.12);
    EXPECT_LT(error_of(tenth(), "not fitted: under 1, against births"), 0.15);
}

std::string refusal(double scale)
{
    try {
        make_start_population(region(), 1, scale);
    } catch (InputError const& error) {
        return error.problems().front().text;
    }
    return "none";
}

TEST(StartPopulation, is_refused_at_a_scale_that_leaves_a_municipality_without_children)
{
    EXPECT_THAT(refusal(0.00005),
                testing::AllOf(testing::HasSubstr("scale 5e-05"), testing::HasSubstr("(GM0"),
                               testing::HasSubstr("a larger scale")));
}

TEST(StartPopulation, is_refused_at_a_scale_that_makes_no_sense)
{
    for (auto const scale : {0.0, -0.1, 1.5, std::nan("")}) {
        EXPECT_THAT(refusal(scale), testing::HasSubstr("above 0 and at most 1"));
    }
}

}  // namespace
}  // namespace smartstart
