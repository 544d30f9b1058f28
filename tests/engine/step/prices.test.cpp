#include "engine/step/prices.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

PerService<double> prices(std::vector<std::string> const& overrides)
{
    auto const file = SettingsFile::read(
        std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios" / "today-30-70.yaml", overrides);
    Schema schema;
    Setup const setup{file.root().section("steps").section("budget"), file.root(), schema,
                      SmallWorld::region(), 1.0};
    return read_prices(setup);
}

std::vector<std::string> const plain{"steps.prices.overhead_factor_front=1",
                                     "steps.prices.overhead_factor_back=1"};

TEST(Prices, exist_for_every_service_and_cost_something)
{
    auto const of = prices({});
    for (auto const& service : all_services()) {
        if (service.kind != ServiceKind::none) {
            EXPECT_GT(of[index(service.kind)], 0.0) << service.id;
        }
    }
    EXPECT_EQ(of[index(ServiceKind::none)], 0.0);
}

TEST(Prices, carry_the_overhead_of_their_side_of_the_budget)
{
    auto const before = prices(plain);
    auto const front = prices({"steps.prices.overhead_factor_front=2", plain[1]});
    auto const back = prices({plain[0], "steps.prices.overhead_factor_back=3"});
    for (auto const& service : all_services()) {
        auto const at = index(service.kind);
        // The price of youth health care is all in already.
        auto const in_front =
            service.side == Side::front && service.kind != ServiceKind::youth_health_care;
        EXPECT_DOUBLE_EQ(front[at], before[at] * (in_front ? 2.0 : 1.0)) << service.id;
        auto const behind = service.side == Side::back;
        EXPECT_DOUBLE_EQ(back[at], before[at] * (behind ? 3.0 : 1.0)) << service.id;
    }
}

TEST(Prices, are_those_of_the_parameter_file)
{
    auto const of = prices({plain[0], plain[1], "steps.prices.ambulant_year=12345.67 euro"});
    EXPECT_DOUBLE_EQ(of[index(ServiceKind::ambulant)], 12345.67);
    EXPECT_NE(of[index(ServiceKind::day_care)], 12345.67);
}

}  // namespace
}  // namespace smartstart::test
