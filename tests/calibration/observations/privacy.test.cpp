#include "calibration/observations/privacy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartstart {
namespace {

TEST(Privacy, knows_a_citizen_number_by_its_check_digit)
{
    EXPECT_TRUE(is_citizen_number("111222333"));
    EXPECT_FALSE(is_citizen_number("111222334"));
    EXPECT_FALSE(is_citizen_number("1112223"));
    EXPECT_FALSE(is_citizen_number("11122233a"));
}

TEST(Privacy, refuses_columns_that_name_people_with_their_place)
{
    auto const found = signs_of_people("year,RINPERSOON,count\n2023,1,5\n", "t.csv");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].place.line, 1);
    EXPECT_EQ(found[0].place.column, 6);
    EXPECT_THAT(found[0].text, testing::HasSubstr("rinpersoon"));
}

TEST(Privacy, knows_columns_of_parents_and_children_and_other_spellings)
{
    for (auto const* name : {"RINPERSOONMa", "rinpersoonpa", "RINADRES_oud", "BSN_kind",
                             "moeder_bsn", "A-nummer", "date-of-birth", "client_nummer", "rin"}) {
        EXPECT_EQ(signs_of_people(std::string{"year,"} + name + ",count\n", "t.csv").size(), 1U)
            << name;
    }
    EXPECT_TRUE(signs_of_people("rinse, clients, nummer - a, a - nummer\n", "t.csv").empty());
}

TEST(Privacy, refuses_a_list_of_citizen_numbers_but_not_one_number_by_chance)
{
    EXPECT_TRUE(signs_of_people("total: 111222333\n", "t.yaml").empty());
    EXPECT_EQ(signs_of_people("111222333\n123456782\n", "t.csv").size(), 2U);
}

TEST(Privacy, takes_dates_and_one_number_that_comes_back_for_what_they_are)
{
    ASSERT_TRUE(is_citizen_number("20220108") && is_citizen_number("20220406"));
    EXPECT_TRUE(signs_of_people("20220108,5\n20220406,6\n", "t.csv").empty());
    ASSERT_TRUE(is_citizen_number("20221307"));
    EXPECT_EQ(signs_of_people("20221307,5\n111222333,6\n", "t.csv").size(), 2U)
        << "there is no thirteenth month";
    EXPECT_TRUE(signs_of_people("111222333,5\n111222333,6\n", "t.csv").empty());
    EXPECT_EQ(signs_of_people("111222333\n111222333\n123456782\n", "t.csv").size(), 3U);
}

TEST(Privacy, leaves_a_folder_to_whoever_reads_it_next)
{
    EXPECT_NO_THROW(refuse_people(testing::TempDir()));
}

TEST(Privacy, lets_tables_of_counts_through)
{
    EXPECT_TRUE(
        signs_of_people("municipality,year,children\nTilburg,2022,32432\n", "t.csv").empty());
}

}  // namespace
}  // namespace smartstart
