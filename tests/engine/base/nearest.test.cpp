#include "engine/base/nearest.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

std::vector<std::string> const known{"front_share", "back_share", "seed", "years", "aé"};

TEST(NearestName, is_the_one_that_was_meant)
{
    EXPECT_EQ(nearest_name("front_shar", known), "front_share");
    EXPECT_EQ(nearest_name("frontshare", known), "front_share");
    EXPECT_EQ(nearest_name("fornt_share", known), "front_share");
    EXPECT_EQ(nearest_name("front_share", known), "front_share");
    EXPECT_EQ(nearest_name("bakc_share", known), "back_share");
    EXPECT_EQ(nearest_name("yaers", known), "years") << "swapped neighbours are one mistake";
}

TEST(NearestName, is_empty_where_none_is_near)
{
    EXPECT_EQ(nearest_name("replicates", known), "");
    EXPECT_EQ(nearest_name("xyz", known), "");
    EXPECT_EQ(nearest_name("", known), "");
    EXPECT_EQ(nearest_name("seed", std::vector<std::string>{}), "");
}

TEST(NearestName, allows_one_mistake_for_every_three_letters)
{
    std::vector<std::string> const one{"abcdefghi"};
    EXPECT_EQ(nearest_name("abcdefXYZ", one), "abcdefghi");
    EXPECT_EQ(nearest_name("abcdeWXYZ", one), "");
    EXPECT_EQ(nearest_name("ax", std::vector<std::string>{"ab"}), "ab") << "one is always allowed";
}

TEST(NearestName, is_the_first_of_equally_near_names)
{
    EXPECT_EQ(nearest_name("cat", std::vector<std::string>{"car", "cap"}), "car");
    EXPECT_EQ(nearest_name("cat", std::vector<std::string>{"cap", "car"}), "cap");
}

TEST(NearestName, is_not_looked_for_when_no_name_can_be_that_long)
{
    EXPECT_EQ(nearest_name(std::string(5'000'000, 'a'), known), "");
}

}  // namespace
}  // namespace smartstart
