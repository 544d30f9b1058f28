#include "engine/population/region.hpp"

#include <array>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/population/region_folder.hpp"

namespace smartstart {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr std::array<char const*, 12> tables{"births_by_mother_age.csv",
                                             "education.csv",
                                             "education_by_age.csv",
                                             "hardship.csv",
                                             "household_positions.csv",
                                             "households.csv",
                                             "links.csv",
                                             "low_income_by_household.csv",
                                             "municipalities.csv",
                                             "partner_age_gap.csv",
                                             "population.csv",
                                             "sibling_spacing.csv"};

TEST(Region, reads_the_nine_municipalities_of_hart_van_brabant)
{
    auto const region = Region::read(RegionFolder::original());
    ASSERT_EQ(region.municipalities().size(), 9U);
    EXPECT_EQ(region.inhabitants(), 468458);
    EXPECT_EQ(region.files().size(), tables.size());
    auto const& tilburg = region.municipalities().front();
    EXPECT_EQ(tilburg.code, "GM0855");
    EXPECT_EQ(tilburg.people[4][0], 10689);  // women of 20 to 24
    EXPECT_EQ(tilburg.places[0][0], 10188);  // children of 0 to 4
    EXPECT_EQ(tilburg.families[2][1], 5323);
    EXPECT_NEAR(tilburg.problem_debt.value(), 0.09, 1e-12);
    EXPECT_NEAR(region.pattern().links.father_share_of_single_parents, 0.155, 1e-12);
}

TEST(Region, makes_shares_whole)
{
    auto const region = Region::read(RegionFolder::original());
    double spacing = 0.0;
    for (auto const& slice : region.pattern().sibling_spacing) {
        spacing += slice.share;
    }
    EXPECT_NEAR(spacing, 1.0, 1e-12);
    for (auto const& row : region.pattern().education) {
        EXPECT_NEAR(row.shares[0] + row.shares[1] + row.shares[2], 1.0, 1e-12);
    }
}

TEST(Region, is_read_alike_with_line_ends_of_a_spreadsheet)
{
    RegionFolder const folder;
    auto text = folder.text("hardship.csv");
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) {
        text.insert(at, "\r");
    }
    folder.write("hardship.csv", text);
    EXPECT_THAT(folder.said(), IsEmpty());
}

TEST(Region, is_refused_when_the_folder_is_not_there)
{
    RegionFolder const folder;
    try {
        Region::read(folder.path() / "nowhere");
        FAIL() << "read a folder that is not there";
    } catch (InputError const& error) {
        EXPECT_THAT(error.problems().front().text, HasSubstr("not a folder"));
    }
}

class EachTable : public testing::TestWithParam<char const*> {};
INSTANTIATE_TEST_SUITE_P(Of, EachTable, testing::ValuesIn(tables), [](auto const& table) {
    auto const name = std::string{table.param};
    return name.substr(0, name.find('.'));
});

TEST_P(EachTable, must_be_there)
{
    RegionFolder const folder;
    std::filesystem::remove(folder.path() / GetParam());
    EXPECT_THAT(folder.said(),
                Contains(AllOf(StartsWith(GetParam()), HasSubstr("cannot be read"))));
}

TEST_P(EachTable, must_say_where_its_figures_come_from)
{
    RegionFolder const folder;
    folder.leave_out(GetParam(), "# source: ");
    EXPECT_THAT(folder.said(), Contains(AllOf(StartsWith(GetParam()), HasSubstr("# source: "))));
}

TEST_P(EachTable, must_say_of_which_year_its_figures_are)
{
    RegionFolder const folder;
    folder.leave_out(GetParam(), "# year: ");
    EXPECT_THAT(folder.said(), Contains(AllOf(StartsWith(GetParam()), HasSubstr("# year: "))));
}

TEST_P(EachTable, must_name_its_columns)
{
    RegionFolder const folder;
    auto const text = folder.text(GetParam());
    auto const heading = text.find("\n", text.rfind("\n#") + 1) + 1;
    folder.write(GetParam(), text.substr(0, heading) + "x" + text.substr(heading));
    EXPECT_THAT(folder.said(), Contains(AllOf(StartsWith(GetParam()), HasSubstr("but must be '"))));
}

TEST_P(EachTable, must_have_rows)
{
    RegionFolder const folder;
    auto const text = folder.text(GetParam());
    auto const heading = text.find("\n", text.rfind("\n#") + 1) + 1;
    folder.write(GetParam(), text.substr(0, text.find('\n', heading) + 1));
    EXPECT_THAT(folder.said(), Contains(AllOf(StartsWith(GetParam()), HasSubstr("no rows"))));
}

TEST_P(EachTable, must_be_text)
{
    RegionFolder const folder;
    folder.write(GetParam(), std::string{"PK\x03\x04\x00\x00\x08", 7});
    EXPECT_THAT(folder.said(), Contains(AllOf(StartsWith(GetParam()), HasSubstr("not text"))));
}

TEST(Region, names_the_cell_that_is_not_a_number)
{
    RegionFolder const folder;
    folder.replace("population.csv", "GM0867,Waalwijk,0,4,", "GM0867,Waalwijk,0,4,many");
    auto const said = folder.said();
    ASSERT_THAT(said, Not(IsEmpty()));
    EXPECT_THAT(said.front(),
                AllOf(StartsWith("population.csv:25:21 'women' is 'many"), HasSubstr("a number")));
}

TEST(Region, names_the_cell_that_is_negative)
{
    RegionFolder const folder;
    folder.replace("households.csv", "single_parent,0,5323", "single_parent,0,-5323");
    EXPECT_THAT(folder.said(), ElementsAre(AllOf(StartsWith("households.csv:8:32 'one' is -5323"),
                                                 HasSubstr("0 or more"))));
}

TEST(Region, names_the_percentage_that_is_above_hundred)
{
    RegionFolder const folder;
    folder.replace("hardship.csv", "31.3,6759,7.95", "31.3,6759,795");
    EXPECT_THAT(folder.said(), ElementsAre(HasSubstr("'minors_on_assistance' is 795, but must be a "
                                                     "percentage from 0 to 100")));
}

TEST(Region, takes_a_decimal_comma_for_a_cell_too_many)
{
    RegionFolder const folder;
    folder.replace("hardship.csv", "Tilburg,7.94", "Tilburg,7,94");
    EXPECT_THAT(folder.said(), Contains(HasSubstr("A decimal is a point")));
}

TEST(Region, knows_the_nearest_municipality_when_a_code_is_unknown)
{
    RegionFolder const folder;
    folder.replace("education.csv", "GM0797,Heusden", "GM0779,Heusden");
    EXPECT_THAT(folder.said(),
                Contains(AllOf(StartsWith("education.csv:7:1 'GM0779' is not a municipality"),
                               HasSubstr("Is 'GM0797' meant?"))));
}

TEST(Region, knows_the_nearest_kind_of_family)
{
    RegionFolder const folder;
    folder.replace("households.csv", "married_couple", "maried_couple");
    EXPECT_THAT(folder.said(), Contains(HasSubstr("Is 'unmarried_couple' meant?")));
}

TEST(Region, wants_every_age_group_once)
{
    RegionFolder const folder;
    folder.replace("population.csv", "GM0855,Tilburg,5,9,", "GM0855,Tilburg,0,4,");
    EXPECT_THAT(folder.said(), Contains(AllOf(HasSubstr("a second time"), HasSubstr("Tilburg"))));
    folder.replace("population.csv", "GM0855,Tilburg,0,4,", "GM0855,Tilburg,0,5,");
    EXPECT_THAT(folder.said(), Contains(HasSubstr("ages 0 to 5 are not an age group")));
}

TEST(Region, wants_age_groups_that_add_up_to_the_inhabitants)
{
    RegionFolder const folder;
    folder.replace("municipalities.csv", "Goirle,23979", "Goirle,23980");
    EXPECT_THAT(folder.said(),
                ElementsAre(AllOf(StartsWith("population.csv"), HasSubstr("'Goirle' (GM0785"),
                                  HasSubstr("23979"), HasSubstr("23980"))));
}

TEST(Region, wants_places_in_the_household_that_add_up_to_the_people_of_that_age)
{
    RegionFolder const folder;
    folder.replace("household_positions.csv", "GM0855,Tilburg,0,4,10188,",
                   "GM0855,Tilburg,0,4,10189,");
    EXPECT_THAT(folder.said(), ElementsAre(AllOf(StartsWith("household_positions.csv:7:"),
                                                 HasSubstr("'Tilburg' at ages 0 to 4"),
                                                 HasSubstr("10367"), HasSubstr("10366"))));
}

TEST(Region, wants_as_many_heads_in_families_as_in_places_in_the_household)
{
    RegionFolder const folder;
    folder.replace("households.csv", "single_parent,0,5323", "single_parent,0,5324");
    EXPECT_THAT(folder.said(),
                ElementsAre(AllOf(StartsWith("households.csv"), HasSubstr("'single_parent'"),
                                  HasSubstr("'Tilburg'"), HasSubstr("8328"), HasSubstr("8327"))));
}

TEST(Region, wants_children_in_every_municipality)
{
    RegionFolder const folder;
    // Hilvarenbeek gets its children added to those of 50 to 54, so that sums still hold.
    auto const region = Region::read(folder.path());
    auto const& place = region.municipalities().back();
    ASSERT_EQ(place.name, "Hilvarenbeek");
    std::array<std::int64_t, 2> moved{};
    for (std::size_t band = 0; band < 3; ++band) {
        auto const ages = std::to_string(5 * band) + "," + std::to_string(5 * band + 4) + ",";
        auto const [women, men] = place.people[band];
        moved = {moved[0] + women, moved[1] + men};
        folder.replace(
            "population.csv",
            "GM0798,Hilvarenbeek," + ages + std::to_string(women) + "," + std::to_string(men),
            "GM0798,Hilvarenbeek," + ages + "0,0");
    }
    auto const [women, men] = place.people[10];
    folder.replace("population.csv",
                   "Hilvarenbeek,50,54," + std::to_string(women) + "," + std::to_string(men),
                   "Hilvarenbeek,50,54," + std::to_string(women + moved[0]) + "," +
                       std::to_string(men + moved[1]));
    for (auto const* const part : {",0,4,", ",5,9,", ",10,14,", ",50,54,"}) {
        folder.leave_out("household_positions.csv", std::string{"GM0798,Hilvarenbeek"} + part);
    }
    auto rows = folder.text("household_positions.csv");
    auto const& places = place.places;
    for (std::size_t band = 0; band < 3; ++band) {
        rows += "GM0798,Hilvarenbeek," + std::to_string(5 * band) + "," +
                std::to_string(5 * band + 4) + ",0,0,0,0,0,0,0,0,0\n";
    }
    rows += "GM0798,Hilvarenbeek,50,54";
    for (std::size_t i = 0; i < positions; ++i) {
        auto const extra = places[0][i] + places[1][i] + places[2][i];
        rows += "," + std::to_string(places[10][i] + extra);
    }
    folder.write("household_positions.csv", rows + "\n");
    EXPECT_THAT(folder.said(), ElementsAre(AllOf(HasSubstr("'Hilvarenbeek' (GM0798)"),
                                                 HasSubstr("nobody under 15"))));
}

TEST(Region, wants_a_mean_deprivation_of_one)
{
    RegionFolder const folder;
    folder.replace("municipalities.csv", "2050,2233,1.356", "2050,2233,2.356");
    EXPECT_THAT(folder.said(), ElementsAre(AllOf(StartsWith("municipalities.csv"),
                                                 HasSubstr("'deprivation'"), HasSubstr("1.479"))));
}

TEST(Region, wants_single_figures_that_can_be)
{
    RegionFolder const folder;
    folder.replace("links.csv", "stacking,0.6,0.4,0.8", "stacking,6,4,8");
    EXPECT_THAT(folder.said(),
                ElementsAre(AllOf(HasSubstr("'stacking' is 6"), HasSubstr("from 0 to 1"))));
    folder.replace("links.csv", "stacking,6,4,8", "stacking,0.6,0.7,0.8");
    EXPECT_THAT(folder.said(), ElementsAre(HasSubstr("outside its own range of 0.7 to 0.8")));
}

TEST(Region, of_the_whole_country_has_everyone_once)
{
    auto const country = Region::read(RegionFolder::original().parent_path() / "netherlands");
    EXPECT_EQ(country.municipalities().size(), 345U);
    EXPECT_EQ(country.inhabitants(), 17'590'672);  // CBS 70072ned, 1 January 2022
    // The nine of Hart van Brabant rest on the same tables in both folders.
    auto const nine = Region::read(RegionFolder::original());
    for (auto const& place : nine.municipalities()) {
        auto const same =
            std::ranges::find(country.municipalities(), place.code, &Municipality::code);
        ASSERT_NE(same, country.municipalities().end()) << place.name;
        EXPECT_EQ(same->name, place.name);
        EXPECT_EQ(same->inhabitants, place.inhabitants) << place.name;
        EXPECT_EQ(same->people, place.people) << place.name;
        EXPECT_EQ(same->social_assistance, place.social_assistance) << place.name;
        EXPECT_NEAR(same->low_income.value(), place.low_income.value(), 0.0002) << place.name;
    }
}

TEST(Region, of_the_whole_country_tells_every_mistake_of_any_municipality_with_its_place)
{
    RegionFolder const folder{"netherlands"};
    folder.replace("population.csv", "GM0855,Tilburg,0,4,5087", "GM0855,Tilburg,0,4,many");
    folder.replace("hardship.csv", "GM1652,", "GM1562,");
    folder.replace("education.csv", "GM0014,Groningen", "GM0014,Groningn");
    EXPECT_THAT(folder.said(),
                ElementsAre(AllOf(HasSubstr("population.csv:6126:20"), HasSubstr("'many'")),
                            AllOf(HasSubstr("hardship.csv:289:1"), HasSubstr("Is 'GM1652' meant")),
                            AllOf(HasSubstr("hardship.csv:"), HasSubstr("'Gemert-Bakel' has 0")),
                            AllOf(HasSubstr("education.csv:6:8"), HasSubstr("'Groningen'"))));
}

TEST(Region, is_refused_when_it_has_more_municipalities_than_can_be_followed)
{
    RegionFolder const folder;
    std::string rows;
    for (int i = 0; i < 10'000; ++i) {
        rows += "XX" + std::to_string(10'000 + i) + ",Place,100,1,1,1\n";
    }
    folder.write("municipalities.csv", folder.text("municipalities.csv") + rows);
    EXPECT_THAT(folder.said(),
                Contains(AllOf(HasSubstr("10009 municipalities"), HasSubstr("at most 10000"))));
}

TEST(Region, tells_every_mistake_of_every_table_at_once)
{
    RegionFolder const folder;
    folder.replace("households.csv", "single_parent,0,5323", "single_parent,0,few");
    folder.replace("hardship.csv", "Tilburg,7.94", "Tilburg,-7.94");
    folder.replace("sibling_spacing.csv", "1,1.5,11.5", "1.5,1,11.5");
    folder.leave_out("links.csv", "stacking");
    EXPECT_THAT(folder.said(), SizeIs(4));
}

}  // namespace
}  // namespace smartstart
