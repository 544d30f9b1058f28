#include "engine/base/id.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

std::size_t given_twice(std::vector<std::uint64_t> names)
{
    std::sort(names.begin(), names.end());
    auto const end = std::unique(names.begin(), names.end());
    return static_cast<std::size_t>(names.end() - end);
}

/// Founders, their children, grandchildren and great-grandchildren, and those who moved in.
std::vector<std::uint64_t> many_people()
{
    std::vector<std::uint64_t> names;
    std::vector<PersonId> mothers;
    for (std::uint64_t number = 1; number <= 500'000; ++number) {
        names.push_back(founder(number).value);
        if (number <= 60'000) {
            mothers.push_back(founder(number));
        }
    }
    for (int generation = 0; generation < 3; ++generation) {
        std::vector<PersonId> daughters;
        for (auto const mother : mothers) {
            for (unsigned order = 0; order < 6; ++order) {
                auto const child = child_of(mother, order);
                names.push_back(child.value);
                if (order == 3) {
                    daughters.push_back(child);
                }
            }
        }
        mothers = std::move(daughters);
    }
    for (int month = 2022 * 12; month < 2072 * 12; ++month) {
        for (unsigned place = 0; place < 9; ++place) {
            for (unsigned ordinal = 0; ordinal < 80; ++ordinal) {
                names.push_back(migrant(month, place, ordinal).value);
            }
        }
    }
    return names;
}

TEST(PersonId, is_never_given_twice_among_two_million_people_of_any_lineage)
{
    auto const names = many_people();
    ASSERT_GT(names.size(), 2'000'000U);
    EXPECT_EQ(given_twice(names), 0U);
    EXPECT_EQ(std::count(names.begin(), names.end(), 0U), 0) << "zero is nobody";
}

TEST(FamilyId, is_never_given_twice_and_is_no_name_of_a_person)
{
    std::vector<std::uint64_t> names;
    for (std::uint64_t number = 1; number <= 250'000; ++number) {
        names.push_back(founding_family(number).value);
        names.push_back(founder(number).value);
    }
    for (std::uint64_t number = 1; number <= 20'000; ++number) {
        for (int month = 2022 * 12; month < 2022 * 12 + 60; ++month) {
            names.push_back(family_started_by(founder(number), month).value);
        }
    }
    ASSERT_GT(names.size(), 1'500'000U);
    EXPECT_EQ(given_twice(names), 0U);
    EXPECT_EQ(std::count(names.begin(), names.end(), 0U), 0) << "zero is none";
}

TEST(PersonId, of_a_child_hangs_on_the_mother_and_the_order_of_birth_alone)
{
    auto const mother = founder(7);
    auto const second = child_of(mother, 1);
    // Births elsewhere, or of a brother before, leave the name as it is.
    child_of(founder(8), 1);
    child_of(mother, 0);
    EXPECT_EQ(child_of(mother, 1), second);
    EXPECT_NE(child_of(mother, 2), second);
    EXPECT_NE(child_of(founder(8), 1), second);
}

TEST(PersonId, is_the_same_on_every_machine_and_in_every_version)
{
    // Taken down when the first results were made: another value would give everyone other luck.
    EXPECT_EQ(founder(1).value, 8450095629472525420U);
    EXPECT_EQ(child_of(founder(1), 0).value, 6258446529879248066U);
    EXPECT_EQ(migrant(24'300, 3, 12).value, 18120505550924047253U);
    EXPECT_EQ(founding_family(1).value, 16766422657102009419U);
    EXPECT_EQ(family_started_by(founder(1), 24'300).value, 18285016440772050782U);
}

}  // namespace
}  // namespace smartstart
