#include "analysis/report/geometry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

using ::testing::HasSubstr;

std::vector<PlaceInfo> const places{{"GM0001", "West"}, {"GM0002", "East"}};

/// Two squares of 10 by 10 side by side, in metres, and one of elsewhere.
std::string squares()
{
    return R"({"type":"FeatureCollection","source":"made up","features":[
      {"type":"Feature","properties":{"code":"GM0002"},"geometry":{"type":"Polygon","coordinates":
        [[[1010,500],[1020,500],[1020,510],[1010,510],[1010,500]]]}},
      {"type":"Feature","id":"GM0001","properties":null,"geometry":{"type":"MultiPolygon",
        "coordinates":[[[[1000,500],[1010,500],[1010,510],[1000,510],[1000,500]]]]}},
      {"type":"Feature","properties":{"code":"GM0003"},"geometry":{"type":"Polygon","coordinates":
        [[[0,0],[1,0],[1,1],[0,0]]]}}]})";
}

TEST(Map, is_a_thousand_wide_with_the_north_up_and_in_the_order_of_the_places)
{
    Map const map = read_map(squares(), "map.geojson", places);
    ASSERT_EQ(map.shapes.size(), 2U);
    EXPECT_EQ(map.height, 500.0);
    EXPECT_EQ(map.credit, "made up");
    EXPECT_EQ(map.shapes[0].code, "GM0001");
    EXPECT_EQ(map.shapes[0].path, "M0,500L500,500L500,0L0,0L0,500Z");
    EXPECT_EQ(map.shapes[0].x, 250.0);
    EXPECT_EQ(map.shapes[0].y, 250.0);
    EXPECT_EQ(map.shapes[1].x, 750.0);
}

TEST(Map, in_degrees_is_as_high_as_it_is_on_the_ground)
{
    std::string const text = R"({"features":[{"id":"GM0001","geometry":{"type":"Polygon",
      "coordinates":[[[5,51],[6,51],[6,52],[5,52],[5,51]]]}}]})";
    Map const map = read_map(text, "map.geojson", {{"GM0001", "West"}});
    EXPECT_NEAR(map.height, 1000.0 / 0.6225, 2.0) << "a degree of longitude at 51.5 is 0.6225";
}

void expect_refused(std::string const& text, std::string const& wanted)
{
    try {
        read_map(text, "map.geojson", places);
        ADD_FAILURE() << "it was taken";
    } catch (InputError const& error) {
        EXPECT_THAT(error.problems().front().text, HasSubstr(wanted));
        EXPECT_THAT(error.problems().front().text, HasSubstr("map.geojson"));
    }
}

TEST(Map, says_which_municipality_it_lacks)
{
    expect_refused(R"({"features":[]})", "no feature for West (GM0001)");
}

TEST(Map, says_when_a_file_is_no_map)
{
    expect_refused("not json", "is not GeoJSON");
    expect_refused(R"({"type":"FeatureCollection"})", "is not GeoJSON");
}

}  // namespace
}  // namespace smartstart
