#include "engine/outcome/kin.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/mix.hpp"
#include "engine/outcome/kinship.hpp"
#include "engine/parallel/rows.hpp"

namespace smartstart {
namespace {

/// Someone of this mother, and of a grandmother by her.
Lived child_of(std::uint64_t mother, std::uint64_t grandmother = 0)
{
    Lived one;
    one.born = 12 * 2010;
    one.origin_income = 9.0F;
    one.kin = mother_is_known;
    one.mother = mother;
    one.grandmothers = {grandmother, 0};
    return one;
}

LifeTable table(std::size_t at, std::vector<Lived> const& lived)
{
    return kin_tables(lived).at(at);
}
constexpr std::size_t correlations = 0;
constexpr std::size_t comparisons = 1;

constexpr std::size_t siblings = 0;
constexpr std::size_t cousins = 1;
constexpr std::size_t columns = 4;
constexpr std::size_t income = 0;
constexpr std::size_t education = 1;
constexpr std::size_t score = 2;
constexpr std::size_t pairs = 3;

TEST(KinTables, say_nothing_where_nobody_has_relatives)
{
    auto const found = table(correlations, {child_of(1), child_of(2)});
    EXPECT_TRUE(std::isnan(found.values[siblings * columns + education]));
    EXPECT_EQ(found.values[siblings * columns + pairs], 0.0);
    for (auto const value : table(comparisons, {}).values) {
        EXPECT_TRUE(std::isnan(value));
    }
}

TEST(KinTables, find_one_where_siblings_are_the_same_and_less_where_they_are_not)
{
    std::vector<Lived> lived;
    for (std::uint64_t mother = 1; mother <= 40; ++mother) {
        for (int i = 0; i < 2; ++i) {
            auto one = child_of(mother);
            one.education = static_cast<std::uint8_t>(1 + mother % 3);
            // Brothers and sisters at opposite sides of the mean.
            one.test_score = i == 0 ? 530.0F : 540.0F;
            one.income = static_cast<float>(mother);
            lived.push_back(one);
        }
    }
    auto const found = table(correlations, lived);
    EXPECT_NEAR(found.values[siblings * columns + education], 1.0, 1e-12);
    EXPECT_NEAR(found.values[siblings * columns + score], -1.0, 1e-12);
    EXPECT_GT(found.values[siblings * columns + income], 0.95);
    EXPECT_EQ(found.values[siblings * columns + pairs], 40.0);
    EXPECT_EQ(found.values[cousins * columns + pairs], 0.0) << "no grandmother is known";
}

TEST(KinTables, compare_the_incomes_of_those_who_lead_a_household)
{
    // Who does not has the income of its parents.
    std::vector<Lived> lived;
    for (std::uint64_t mother = 1; mother <= 40; ++mother) {
        for (int i = 0; i < 3; ++i) {
            auto one = child_of(mother);
            one.leads = i < 2;
            one.education = static_cast<std::uint8_t>(1 + mother % 3);
            one.income = static_cast<float>(i == 0 ? mother : i == 1 ? 100 - mother : 1000);
            lived.push_back(one);
        }
    }
    auto const found = table(correlations, lived);
    EXPECT_LT(found.values[siblings * columns + income], -0.9);
    EXPECT_EQ(found.values[siblings * columns + pairs], 120.0) << "of all";
}

TEST(KinTables, do_not_take_brothers_and_sisters_for_cousins)
{
    // Two mothers of one grandmother: their children are alike within, and opposite between.
    std::vector<Lived> lived;
    for (std::uint64_t grandmother = 100; grandmother < 110; ++grandmother) {
        for (std::uint64_t i = 0; i < 4; ++i) {
            auto one = child_of(2 * grandmother + i / 2, grandmother);
            one.education = i / 2 == 0 ? 1 : 3;
            one.income = static_cast<float>(i);  // without differences nothing is told of pairs
            lived.push_back(one);
        }
    }
    auto const found = table(correlations, lived);
    EXPECT_NEAR(found.values[siblings * columns + education], 1.0, 1e-12);
    EXPECT_NEAR(found.values[cousins * columns + education], -1.0, 1e-12);
    EXPECT_EQ(found.values[cousins * columns + pairs], 40.0);
}

TEST(KinTables, leave_out_of_a_comparison_between_siblings_what_their_families_share)
{
    // In every second family children of a teenage mother and all others are suspects: no child
    // is one because its mother was young.
    std::vector<Lived> lived;
    for (std::uint64_t mother = 1; mother <= 60; ++mother) {
        auto const troubled = mother % 2 == 0;
        for (std::uint64_t i = 0; i < 4; ++i) {
            auto one = child_of(mother);
            auto const young = i < (troubled ? 2U : 1U);
            one.kin = static_cast<std::uint8_t>(one.kin | (young ? of_teenage_mother : 0U));
            // In troubled families one of the two exposed and one of the two others is a suspect.
            one.fate = troubled && i % 2 == 0 ? 2 : 0;
            lived.push_back(one);
        }
    }
    auto const found = table(comparisons, lived);
    EXPECT_GT(found.values[0], 1.5) << "everybody";
    EXPECT_NEAR(found.values[1], 1.0, 1e-12) << "brothers and sisters";
    EXPECT_TRUE(std::isnan(found.values[2])) << "cousins";
}

TEST(KinTables, find_an_odds_ratio_within_families_that_is_the_same_in_all)
{
    // In each family two of four exposed cousins and one of five others.
    std::vector<Lived> lived;
    for (std::uint64_t grandmother = 1; grandmother <= 20; ++grandmother) {
        for (std::uint64_t i = 0; i < 9; ++i) {
            auto one = child_of(100 * grandmother + i, grandmother);
            one.origin = i < 4 ? 2 : 0;
            one.fate = i < 2 || i == 4 ? 2 : 0;
            lived.push_back(one);
        }
    }
    auto const found = table(comparisons, lived);
    constexpr std::size_t parent_suspect = 2;
    EXPECT_NEAR(found.values[3 * parent_suspect + 2], (2.0 / 2.0) / (1.0 / 4.0), 1e-12);
    EXPECT_TRUE(std::isnan(found.values[3 * parent_suspect + 1])) << "siblings share parents";
}

TEST(KinTables, tell_of_maltreated_parents_only_where_their_childhood_is_known)
{
    std::vector<Lived> lived(40, child_of(0));
    for (std::size_t i = 0; i < lived.size(); ++i) {
        lived[i].origin = i % 4 == 0 ? 8 : 0;
        lived[i].fate = i % 8 < 3 ? 8 : 0;
    }
    constexpr std::size_t parent_maltreated = 3;
    EXPECT_TRUE(std::isnan(table(comparisons, lived).values[3 * parent_maltreated]));
    for (auto& one : lived) {
        one.kin |= parents_childhood_is_known;
    }
    EXPECT_FALSE(std::isnan(table(comparisons, lived).values[3 * parent_maltreated]));
}

TEST(KinTables, have_the_same_bits_on_any_number_of_threads)
{
    std::vector<Lived> lived;
    for (std::uint64_t i = 0; i < 3000; ++i) {
        auto one = child_of(1 + mix(i, 1) % 900, 5000 + mix(i, 2) % 300);
        one.education = static_cast<std::uint8_t>(1 + mix(i, 3) % 3);
        one.test_score = 500.0F + static_cast<float>(mix(i, 4) % 500) / 10.0F;
        one.income = static_cast<float>(mix(i, 5) % 1000) / 100.0F;
        one.kin = static_cast<std::uint8_t>(one.kin | (mix(i, 6) % 2 == 0 ? of_teenage_mother : 0));
        one.fate = static_cast<std::uint8_t>(mix(i, 7));
        one.origin = static_cast<std::uint8_t>(mix(i, 8));
        lived.push_back(one);
    }
    auto const bits_of = [&](std::size_t at) {
        std::vector<std::uint64_t> bits;
        for (auto const value : table(at, lived).values) {
            bits.push_back(std::bit_cast<std::uint64_t>(value));
        }
        return bits;
    };
    for (auto const at : {correlations, comparisons}) {
        auto const alone = bits_of(at);
        Workers const three{3};
        EXPECT_EQ(bits_of(at), alone);
    }
}

}  // namespace
}  // namespace smartstart
