#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
using enum ServiceKind;

constexpr Moment before{5};

/// Orders begin in a crisis, turn to guardianship away from home, and guardianship ends.
std::vector<std::string> settings()
{
    return {"steps.protection.order_in_crisis=1000 per year",
            "steps.protection.order_after_report=0 per year",
            "steps.protection.order_end=0 per year",
            "steps.protection.guardianship_from_stay=1000 per year",
            "steps.protection.guardianship_end=1000 per year",
            "steps.protection.placement_in_crisis=0 per year",
            "steps.protection.placement_under_order=0 per year",
            "steps.protection.leaving_foster_care=0 per year"};
}

TEST(ProtectionHistory, keeps_the_month_in_which_an_order_began_changed_or_ended)
{
    SmallWorld small{{"protection"}, settings()};
    std::vector<Row> child;
    for (auto const age : {8.0, 8.0, 8.0, 8.0, 18.0}) {
        child.push_back(small.add_couple(40, 41, {age}).children[0]);
    }
    small.begin();
    auto const now = moment(small.world().clock.now);
    for (auto const row : child) {
        small.set(facts::order_since, row, before);
        small.set(facts::order, row, index(supervision_order));
    }
    small.set(facts::order, child[0], 0);
    small.set(facts::problem, child[0], 3);
    small.set(facts::stay, child[2], index(foster_care));
    small.set(facts::order, child[3], index(guardianship));
    small.advance();
    std::vector<std::size_t> const orders{index(supervision_order), index(supervision_order),
                                          index(guardianship), 0, 0};
    std::vector<Moment> const since{now, before, now, now, now};
    for (std::size_t i = 0; i < child.size(); ++i) {
        EXPECT_EQ(small.get(facts::order, child[i]), orders[i]) << i;
        EXPECT_EQ(small.get(facts::order_since, child[i]), since[i]) << i;
    }
}

}  // namespace
}  // namespace smartstart
