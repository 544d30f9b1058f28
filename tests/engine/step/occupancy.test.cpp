#include "engine/step/occupancy.hpp"

#include <array>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

constexpr std::size_t towns = 3;

TEST(Occupancy, counts_each_place_in_the_pool_of_its_service)
{
    Occupancy occupancy{towns};
    occupancy.add(ServiceKind::neighbourhood_team, 1);
    occupancy.add(ServiceKind::neighbourhood_team, 1);
    occupancy.add(ServiceKind::neighbourhood_team, 2);
    occupancy.add(ServiceKind::foster_care, 2);
    ServiceSystem services{towns};
    std::array const kinds{ServiceKind::neighbourhood_team, ServiceKind::foster_care};
    occupancy.report(kinds, services);
    for (auto const& [town, count] : {std::pair{0U, 0}, {1U, 2}, {2U, 1}}) {
        EXPECT_EQ(services.taken(ServiceKind::neighbourhood_team, town), count) << town;
    }
    // Foster care is bought by the region together: one pool, under the first municipality.
    ASSERT_TRUE(info(ServiceKind::foster_care).regional);
    EXPECT_EQ(services.taken(ServiceKind::foster_care, 0), 1);
    EXPECT_EQ(services.taken(ServiceKind::foster_care, 2), 0);
}

TEST(Occupancy, of_blocks_adds_up_to_that_of_the_whole_in_any_order)
{
    Occupancy one{towns};
    one.add(ServiceKind::neighbourhood_team, 0);
    one.add(ServiceKind::school_support, 2);
    Occupancy other{towns};
    other.add(ServiceKind::neighbourhood_team, 0);
    other.add(ServiceKind::neighbourhood_team, 2);
    std::array const kinds{ServiceKind::neighbourhood_team, ServiceKind::school_support};
    auto const taken = [&](Occupancy first, Occupancy const& second) {
        first += second;
        ServiceSystem services{towns};
        first.report(kinds, services);
        std::vector<std::int64_t> all;
        for (auto const kind : kinds) {
            for (std::size_t town = 0; town < towns; ++town) {
                all.push_back(services.taken(kind, town));
            }
        }
        return all;
    };
    std::vector<std::int64_t> const expected{2, 0, 1, 0, 0, 1};
    EXPECT_EQ(taken(one, other), expected);
    EXPECT_EQ(taken(other, one), expected);
}

TEST(Occupancy, reports_the_services_asked_for_and_leaves_the_others_alone)
{
    Occupancy occupancy{towns};
    occupancy.add(ServiceKind::neighbourhood_team, 1);
    occupancy.add(ServiceKind::school_support, 1);
    ServiceSystem services{towns};
    services.set_taken(ServiceKind::school_support, 1, 7);
    std::array const kinds{ServiceKind::neighbourhood_team};
    occupancy.report(kinds, services);
    EXPECT_EQ(services.taken(ServiceKind::neighbourhood_team, 1), 1);
    EXPECT_EQ(services.taken(ServiceKind::school_support, 1), 7);
}

}  // namespace
}  // namespace smartstart
