#include "engine/population/start/weigh.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/population/start/margins.hpp"
#include "tests/engine/population/region_folder.hpp"

namespace smartstart {
namespace {

struct Town {
    Region region = Region::read(RegionFolder::original());
    Municipality place = region.municipalities().back();
    Candidates candidates = make_candidates(region.pattern(), 1);

    std::vector<double> misfit(std::vector<double> const& copies) const
    {
        auto off = margin_targets(place);
        for (std::size_t row = 0; row < copies.size(); ++row) {
            for (auto const [cell, amount] : candidates.table.row(row)) {
                off[cell] -= amount * copies[row];
            }
        }
        return off;
    }
};

TEST(Weigh, meets_every_margin_of_a_municipality_before_rounding)
{
    Town const town;
    auto const weighed = weigh({town.candidates, town.place, {}, 1, 1.0});
    for (auto const off : town.misfit(weighed.weights)) {
        EXPECT_LT(std::abs(off), 0.1);
    }
}

TEST(Weigh, is_off_by_few_people_after_rounding)
{
    Town const town;
    auto const weighed = weigh({town.candidates, town.place, {}, 1, 1.0});
    double sum = 0.0;
    for (auto const off : town.misfit({weighed.copies.begin(), weighed.copies.end()})) {
        sum += std::abs(off);
        EXPECT_LT(std::abs(off), 5.0);
    }
    EXPECT_LT(sum, 80.0);
}

TEST(Weigh, gives_no_copies_of_what_has_no_weight)
{
    Town const town;
    auto const weighed = weigh({town.candidates, town.place, {}, 1, 0.1});
    for (std::size_t row = 0; row < weighed.copies.size(); ++row) {
        if (weighed.weights[row] == 0.0) {
            ASSERT_EQ(weighed.copies[row], 0U);
        }
    }
}

TEST(Weigh, names_the_cell_that_no_household_can_fill)
{
    Town town;
    // Single parents by age, but no family of that kind.
    town.place.families[static_cast<std::size_t>(FamilyKind::single_parent)] = {};
    try {
        weigh({town.candidates, town.place, {}, 1, 1.0});
        FAIL() << "weighed single parents without a family";
    } catch (InputError const& error) {
        EXPECT_THAT(error.problems().front().text,
                    testing::AllOf(testing::HasSubstr("'Hilvarenbeek' (GM0798)"),
                                   testing::HasSubstr("'single_parent ")));
    }
}

TEST(Weigh, names_the_cell_where_tables_contradict_each_other)
{
    Town town;
    // All married parents of 35 to 44 are 75 to 84 instead; their children stay as young as they
    // are.
    constexpr auto parents = static_cast<std::size_t>(Position::married_parent);
    constexpr auto child = static_cast<std::size_t>(Position::child);
    for (std::size_t band : {7U, 8U}) {
        auto const moved = town.place.places[band][parents];
        town.place.places[band][parents] = 0;
        town.place.places[band + 8][parents] += moved;
        for (auto& people : town.place.people[band + 8]) {
            people += moved / 2;
        }
        for (auto& people : town.place.people[band]) {
            people -= moved / 2;
        }
    }
    ASSERT_GT(town.place.places[0][child], 0);
    try {
        weigh({town.candidates, town.place, {}, 1, 1.0});
        FAIL() << "weighed parents of 80 with children of 5";
    } catch (InputError const& error) {
        EXPECT_THAT(error.problems().front().text,
                    testing::AllOf(testing::HasSubstr("'Hilvarenbeek' (GM0798) contradict each"),
                                   testing::HasSubstr("in the cell '"),
                                   testing::HasSubstr("Their totals add up, but only with fewer")));
    }
}

TEST(Weigh, says_when_the_totals_of_tables_do_not_add_up)
{
    Town town;
    // A thousand women of 40 to 44 whom the table of places in the household does not have.
    town.place.people[8][static_cast<std::size_t>(Sex::woman)] += 1000;
    try {
        weigh({town.candidates, town.place, {}, 1, 1.0});
        FAIL() << "weighed people without a place";
    } catch (InputError const& error) {
        EXPECT_THAT(error.problems().front().text,
                    testing::HasSubstr("Their totals do not add up."));
    }
}

}  // namespace
}  // namespace smartstart
