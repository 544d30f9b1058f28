#include "engine/population/start/candidates.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/population/start/family_pattern.hpp"
#include "engine/population/start/margins.hpp"
#include "tests/engine/population/region_folder.hpp"

namespace smartstart {
namespace {

NationalPattern const& pattern()
{
    static Region const region = Region::read(RegionFolder::original());
    return region.pattern();
}
Candidates const& candidates()
{
    static Candidates const all = make_candidates(pattern(), 1);
    return all;
}

TEST(Candidates, stand_with_their_heads_first_and_then_the_oldest_child)
{
    for (std::size_t row = 0; row < candidates().households.size(); ++row) {
        auto const& household = candidates().households[row];
        auto const members = candidates().members_of(row);
        if (household.heads == 0) {
            ASSERT_EQ(members.size(), 1U);  // a minor on his or her own
            continue;
        }
        if (household.heads == 2) {
            ASSERT_EQ(members[0].sex, Sex::woman);
            ASSERT_EQ(members[1].sex, Sex::man);
        }
        for (std::size_t i = household.heads + 1U; i < members.size(); ++i) {
            ASSERT_GE(members[i - 1].months, members[i].months);
            ASSERT_EQ(members[i].position, Position::child);
        }
    }
}

TEST(Candidates, have_mothers_from_15_to_under_45_at_every_birth)
{
    for (std::size_t row = 0; row < candidates().households.size(); ++row) {
        auto const members = candidates().members_of(row);
        auto const& household = candidates().households[row];
        if (household.heads == 0 || members[0].sex != Sex::woman) {
            continue;
        }
        for (std::size_t i = household.heads; i < members.size(); ++i) {
            auto const at_birth = members[0].months - members[i].months;
            ASSERT_GE(at_birth, 15 * 12);
            ASSERT_LT(at_birth, 45 * 12);
        }
    }
}

TEST(Candidates, count_every_member_by_age_sex_and_place_in_the_household)
{
    auto const& all = candidates();
    for (std::size_t row = 0; row < all.households.size(); row += 13) {
        std::size_t ages = 0;
        std::size_t places = 0;
        std::size_t families = 0;
        std::size_t everybody = 0;
        for (auto const [cell, amount] : all.table.row(row)) {
            auto& kind = cell < age_sex_cells                 ? ages
                         : cell < age_sex_cells + place_cells ? places
                         : cell < everybody_cell              ? families
                                                              : everybody;
            kind += amount;
        }
        auto const members = all.members_of(row).size();
        ASSERT_EQ(ages, members);
        ASSERT_EQ(places, members);
        ASSERT_EQ(everybody, members);
        ASSERT_EQ(families, members > 1 ? 1U : 0U);
    }
}

TEST(Candidates, reach_every_cell_that_hart_van_brabant_fills)
{
    auto const region = Region::read(RegionFolder::original());
    for (auto const& place : region.municipalities()) {
        auto const target = margin_targets(place);
        auto const cells =
            unreachable_cells({candidates().table, candidates().prior, target, {}, 0.0});
        EXPECT_TRUE(cells.empty()) << place.name << ": " << name_of_cell(cells.front());
    }
}

TEST(Candidates, are_the_same_for_the_same_seed_only)
{
    auto const again = make_candidates(pattern(), 1);
    auto const other = make_candidates(pattern(), 2);
    auto const months = [](Candidates const& some) {
        std::vector<int> all;
        for (auto const& member : some.members) {
            all.push_back(member.months);
        }
        return all;
    };
    EXPECT_EQ(months(candidates()), months(again));
    EXPECT_NE(months(candidates()), months(other));
}

TEST(Candidates, are_refused_when_the_patterns_allow_no_family)
{
    auto impossible = pattern();
    impossible.sibling_spacing = {{60.0, 61.0, 1.0}};
    try {
        make_candidates(impossible, 1);
        FAIL() << "made families with sixty years between children";
    } catch (InputError const& error) {
        EXPECT_THAT(error.problems().front().text,
                    testing::AllOf(testing::HasSubstr("with 2 children"),
                                   testing::HasSubstr("sibling_spacing.csv")));
    }
}

TEST(FamilyPattern, lets_families_go_on_as_births_by_order_say)
{
    FamilyPattern const families{pattern()};
    // Births by order of births_by_mother_age.csv: 241,821 first, 191,261 second, 64,300 third.
    EXPECT_NEAR(families.chance_of_a_next_child(1, 25.0), 191261.0 / 241821.0, 1e-9);
    EXPECT_NEAR(families.chance_of_a_next_child(2, 25.0), 64300.0 / 191261.0, 1e-9);
    EXPECT_EQ(families.chance_of_a_next_child(1, 0.5),
              0.0);  // nobody has two births in half a year
    // The share of fourth and later births: x / (1 - x) of the third ones.
    auto const x = families.chance_of_a_next_child(4, 25.0);
    EXPECT_NEAR(x / (1.0 - x), 25099.0 / 64300.0, 1e-9);
}

TEST(FamilyPattern, thins_out_later_births_to_the_end_of_the_last_row)
{
    FamilyPattern const families{pattern()};
    EXPECT_EQ(families.fertile_at(30.0), 1.0);
    EXPECT_DOUBLE_EQ(families.fertile_at(40.0), 0.5);
    EXPECT_EQ(families.fertile_at(46.0), 0.0);
}

}  // namespace
}  // namespace smartstart
