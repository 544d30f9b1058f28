#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/population/start/assistance.hpp"
#include "engine/population/start/education.hpp"

namespace smartstart {
namespace {

using Levels = std::array<double, 3>;

TEST(TiltTo, gives_the_shares_that_are_wanted_and_keeps_odds_ratios)
{
    std::vector<Levels> const pattern{{0.2, 0.5, 0.3}, {0.5, 0.3, 0.2}};
    std::vector<double> const people{600.0, 400.0};
    std::array<Share, 3> const wanted{Share{0.2}, Share{0.3}, Share{0.5}};
    auto const factors = tilt_to(pattern, people, wanted);
    std::vector<Levels> tilted = pattern;
    Levels found{};
    for (std::size_t row = 0; row < 2; ++row) {
        double sum = 0.0;
        for (std::size_t level = 0; level < 3; ++level) {
            tilted[row][level] *= factors[level];
            sum += tilted[row][level];
        }
        for (std::size_t level = 0; level < 3; ++level) {
            tilted[row][level] /= sum;
            found[level] += people[row] * tilted[row][level] / 1000.0;
        }
    }
    for (std::size_t level = 0; level < 3; ++level) {
        EXPECT_NEAR(found[level], wanted[level].value(), 1e-8);
    }
    auto const odds = [](std::vector<Levels> const& rows) {
        return rows[0][0] * rows[1][2] / (rows[0][2] * rows[1][0]);
    };
    EXPECT_NEAR(odds(tilted), odds(pattern), 1e-9);
}

TEST(TiltTo, leaves_a_pattern_that_fits_as_it_is)
{
    std::vector<Levels> const pattern{{0.25, 0.5, 0.25}};
    auto const factors = tilt_to(pattern, {80.0}, {Share{0.25}, Share{0.5}, Share{0.25}});
    EXPECT_EQ(factors, (Levels{1.0, 1.0, 1.0}));
}

/// Households of one adult and some of two, with and without minors, in the order of their need.
struct Street {
    StartPopulation population;
    std::vector<Claimant> claimants;
    Links links;

    Street()
    {
        links.assistance_under_low_income_line = 0.75;
        links.assistance_persons_alone = 0.4;
        links.assistance_minors_with_single_parent = 0.6;
        for (int i = 0; i < 200; ++i) {
            add(IncomeKind::single, 0, 1, i % 4 == 0);
            add(IncomeKind::single_parent_minors, 2, 1, i % 4 == 0);
            add(IncomeKind::couple_minors, 2, 2, i % 8 == 0);
            add(IncomeKind::couple, 0, 2, i % 8 == 0);
        }
    }
    void add(IncomeKind kind, int minors, int heads, bool low_income)
    {
        StartPerson person;
        person.born = start_of_population - Months{40 * 12};
        StartFamily family;
        family.number = population.families.size() + 1;
        family.first_person = static_cast<std::uint32_t>(population.persons.size());
        population.persons.push_back(person);
        Claimant claimant;
        claimant.family = population.families.size();
        claimant.need = 1.0 / static_cast<double>(family.number);
        claimant.low_income = low_income;
        claimant.circumstances.kind = kind;
        claimant.circumstances.minors = static_cast<std::uint8_t>(minors);
        claimant.circumstances.claimants = static_cast<std::uint8_t>(heads);
        claimant.circumstances.adult = true;
        population.families.push_back(family);
        claimants.push_back(claimant);
    }
    std::vector<Claimant> chosen(AssistanceWanted const& wanted) const
    {
        std::vector<Claimant> result;
        for (auto const family : choose_assistance(population, claimants, wanted, links)) {
            result.push_back(claimants[family]);
        }
        return result;
    }
};

TEST(Assistance, goes_to_as_many_people_and_minors_as_the_tables_say)
{
    Street const street;
    double people = 0.0;
    double minors = 0.0;
    double alone = 0.0;
    double with_single = 0.0;
    double poor = 0.0;
    auto const chosen = street.chosen({.persons = 100.0, .minors = 40.0});
    for (auto const& one : chosen) {
        auto const& home = one.circumstances;
        people += home.claimants;
        minors += home.minors;
        alone += home.kind == IncomeKind::single ? 1.0 : 0.0;
        with_single += home.kind == IncomeKind::single_parent_minors ? home.minors : 0.0;
        poor += one.low_income ? 1.0 : 0.0;
    }
    EXPECT_EQ(people, 100.0);
    EXPECT_EQ(minors, 40.0);
    EXPECT_EQ(alone, 40.0);
    EXPECT_EQ(with_single, 24.0);
    EXPECT_NEAR(poor / static_cast<double>(chosen.size()), 0.75, 0.02);
}

TEST(Assistance, goes_to_those_in_greatest_need_first)
{
    Street const street;
    auto const chosen = street.chosen({.persons = 30.0, .minors = 0.0});
    ASSERT_FALSE(chosen.empty());
    double least = 1.0;
    for (auto const& one : chosen) {
        if (one.circumstances.kind == IncomeKind::single && one.low_income) {
            least = std::min(least, one.need);
        }
    }
    for (auto const& one : street.claimants) {
        if (one.circumstances.kind == IncomeKind::single && one.low_income && one.need > least) {
            EXPECT_TRUE(std::ranges::any_of(
                chosen, [&](Claimant const& other) { return other.family == one.family; }));
        }
    }
}

TEST(Assistance, takes_others_when_too_few_live_under_the_low_income_line)
{
    Street street;
    for (auto& claimant : street.claimants) {
        claimant.low_income = false;
    }
    EXPECT_FALSE(street.chosen({.persons = 100.0, .minors = 40.0}).empty());
}

TEST(Assistance, goes_to_nobody_when_nobody_is_wanted)
{
    EXPECT_TRUE(Street{}.chosen({.persons = 0.0, .minors = 0.0}).empty());
}

TEST(Assistance, leaves_out_childless_people_under_21)
{
    Street street;
    for (auto& person : street.population.persons) {
        person.born = start_of_population - Months{20 * 12};
    }
    for (auto const& one : street.chosen({.persons = 100.0, .minors = 40.0})) {
        EXPECT_GT(one.circumstances.minors, 0);
    }
}

}  // namespace
}  // namespace smartstart
