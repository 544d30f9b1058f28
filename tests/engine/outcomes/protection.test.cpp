#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "tests/engine/outcomes/town.hpp"

namespace smartstart::test {
namespace {

// Outcomes of engine/outcomes/protection.cpp.

facts::Number number(ServiceKind kind)
{
    return static_cast<facts::Number>(kind);
}

TEST(ProtectionOutcomes, tell_supervision_from_guardianship_and_leave_adults_out)
{
    Town town;
    auto const home = town.add_home({40.0}, {4.0, 9.0, 17.9, 18.0});
    town.set(facts::order, home.children[0], number(ServiceKind::supervision_order));
    town.set(facts::order, home.children[1], number(ServiceKind::guardianship));
    town.set(facts::order, home.children[3], number(ServiceKind::supervision_order));
    EXPECT_EQ(town.counted("supervision_orders"), (Counts{1, 3}));
    EXPECT_EQ(town.counted("guardianship"), (Counts{1, 3}));
}

TEST(ProtectionOutcomes, count_orders_that_began_in_the_year)
{
    Town town;
    auto const home = town.add_home({40.0}, {4.0, 9.0, 18.0});
    town.set(facts::supervision_started, home.children[0], Town::this_year);
    town.set(facts::supervision_started, home.children[1], Town::last_year);
    town.set(facts::supervision_started, home.children[2], Town::this_year);
    EXPECT_EQ(town.counted("supervision_orders_new"), (Counts{1, 2}));
}

TEST(ProtectionOutcomes, count_who_is_away_at_the_end_of_the_year_and_who_came_back_in_it)
{
    Town town;
    auto const home = town.add_home({40.0}, {4.0, 9.0, 10.0, 11.0});
    town.set(facts::stay, home.children[0], number(ServiceKind::foster_care));
    town.set(facts::stay_month, home.children[0], moment(Town::now));
    town.set(facts::stay_month, home.children[1], Town::this_year);
    town.set(facts::returned, home.children[1], Town::this_year);
    town.set(facts::stay_month, home.children[2], Town::last_year);
    town.set(facts::returned, home.children[2], Town::last_year);
    // Away until December, back in January: returned this year.
    town.set(facts::stay_month, home.children[3], Town::last_year);
    town.set(facts::returned, home.children[3], Town::this_year);
    EXPECT_EQ(town.counted("placements"), (Counts{1, 4}));
    EXPECT_EQ(town.counted("returns_home"), (Counts{2, 3}));
}

}  // namespace
}  // namespace smartstart::test
