#include <cmath>

#include <gtest/gtest.h>

#include "engine/step/prices.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
using enum ServiceKind;

constexpr std::size_t front = 0;
constexpr std::size_t back = 1;

/// A region of a few families in each municipality, with this budget.
SmallWorld region(std::vector<std::string> const& settings)
{
    SmallWorld small{{"budget"}, settings};
    for (std::size_t place = 0; place < SmallWorld::region().municipalities().size(); ++place) {
        for (int i = 0; i < 3; ++i) {
            small.add_couple(35, 36, {4, 7}, place);
        }
    }
    small.begin();
    return small;
}

double places(SmallWorld const& small, ServiceKind kind)
{
    double sum = 0.0;
    for (std::size_t pool = 0; pool < small.world().services.municipalities(); ++pool) {
        sum += small.world().services.places(kind, pool);
    }
    return sum;
}

PerService<double> prices()
{
    auto const file = SettingsFile::read(
        std::filesystem::path{SMARTSTART_SOURCE_DIR} / "scenarios" / "today-30-70.yaml", {});
    Schema schema;
    return read_prices({file.root().section("steps").section("budget"), file.root(), schema,
                        SmallWorld::region(), 1});
}

/// What the places of one side cost in a year, youth health care apart.
double cost(SmallWorld const& small, Side side)
{
    auto const price = prices();
    double sum = 0.0;
    for (auto const& service : all_services()) {
        if (service.side == side && service.kind != youth_health_care) {
            sum += places(small, service.kind) * price[index(service.kind)];
        }
    }
    return sum;
}

TEST(Budget, buys_places_for_all_of_its_money)
{
    auto const small = region({"investment.total=200 million euro", "investment.front_share=30 %"});
    // Youth health care is paid first, for 54 minors and those of eighteen.
    auto const children = 54.0 * 19.0 / 18.0 * prices()[index(youth_health_care)];
    EXPECT_NEAR(cost(small, Side::front), 60e6 - children, 1.0);
    EXPECT_NEAR(cost(small, Side::back), 140e6, 1.0);
}

TEST(Budget, is_planned_month_by_month_to_the_last_euro)
{
    auto small = region({"investment.total=120 million euro", "investment.front_share=25 %"});
    small.advance(12);
    double planned_front = 0.0;
    double planned_back = 0.0;
    for (std::size_t place = 0; place < small.world().ledger.municipalities(); ++place) {
        planned_front += small.world().ledger.planned(place, front).euros();
        planned_back += small.world().ledger.planned(place, back).euros();
    }
    EXPECT_NEAR(planned_front, 30e6, 2.0);
    EXPECT_NEAR(planned_back, 90e6, 2.0);
}

TEST(Budget, gives_poorer_municipalities_more_of_it)
{
    auto const even = region({"steps.budget.weight_of_deprivation=0"});
    auto const weighted = region({"steps.budget.weight_of_deprivation=1"});
    auto const& all = SmallWorld::region().municipalities();
    for (std::size_t place = 1; place < all.size(); ++place) {
        auto const share = [&](SmallWorld const& small, std::size_t at) {
            return small.world().services.places(neighbourhood_team, at);
        };
        EXPECT_NEAR(share(even, place), share(even, 0), 1e-6);
        EXPECT_NEAR(share(weighted, place) / share(weighted, 0),
                    all[place].deprivation / all[0].deprivation, 1e-6);
    }
}

TEST(Budget, becomes_staff_with_a_lag_in_both_directions)
{
    auto small = region(
        {"investment.front_share={2022: 30 %, 2023: 50 %}", "steps.budget.hiring_lag=12 months"});
    small.advance(12);
    auto const front_before = places(small, school_support);
    auto const back_before = places(small, ambulant);
    small.advance(12);
    // Front-end places after health care of a few children grow by two thirds, back-end places
    // shrink by two sevenths; after one lag 1 - 1/e of it is done.
    auto const done = 1.0 - std::exp(-1.0);
    EXPECT_NEAR(places(small, school_support) / front_before, 1.0 + done * 2.0 / 3.0, 0.01);
    EXPECT_NEAR(places(small, ambulant) / back_before, 1.0 - done * 2.0 / 7.0, 0.01);
}

TEST(Budget, keeps_back_end_places_open_with_bridging_money)
{
    auto const without = region({"investment.total=200 million euro"});
    auto const with =
        region({"investment.total=200 million euro", "investment.bridging=14 million euro"});
    EXPECT_NEAR(places(with, ambulant) / places(without, ambulant), 1.1, 1e-9);
    EXPECT_NEAR(places(with, school_support), places(without, school_support), 1e-9);
}

/// Costs of places after ten years of five million euro a year beyond the budget for closed care.
struct After {
    double front{}, ambulant{}, others{};
};
After after(std::string const& rule)
{
    auto small = region({"investment.rule=" + rule, "investment.total=200 million euro",
                         "steps.budget.hiring_lag=1 months"});
    auto const price = prices();
    auto& services = small.world().services;
    for (auto const& service : all_services()) {
        if (service.statutory || service.stay) {
            auto const extra = service.kind == closed_care ? 5e6 / price[index(closed_care)] : 0.0;
            services.set_taken(service.kind, 0,
                               std::llround(services.places(service.kind, 0) + extra));
        }
    }
    small.advance(24);
    auto const back_end = cost(small, Side::back);
    auto const at_home = places(small, ambulant) * price[index(ambulant)] +
                         places(small, day_care) * price[index(day_care)];
    return {cost(small, Side::front), at_home, back_end - at_home};
}

TEST(Budget, lets_the_rule_say_who_pays_for_what_cannot_be_refused)
{
    auto const open = after("overspend");
    auto const front_pays = after("back_first");
    auto const back_pays = after("front_protected");
    auto const all_pay = after("capped");
    constexpr double excess = 5e6;
    constexpr double close = 0.2e6;  // places come in whole children
    EXPECT_NEAR(front_pays.front, open.front - excess, close);
    EXPECT_NEAR(front_pays.ambulant, open.ambulant, 1.0);
    EXPECT_NEAR(back_pays.front, open.front, 1.0);
    EXPECT_NEAR(back_pays.ambulant, open.ambulant - excess, close);
    EXPECT_NEAR(all_pay.front + all_pay.ambulant, open.front + open.ambulant - excess, close);
    EXPECT_NEAR(all_pay.front / open.front, all_pay.ambulant / open.ambulant, 0.01);
    for (auto const& one : {front_pays, back_pays, all_pay}) {
        EXPECT_NEAR(one.others, open.others, 1.0) << "what cannot be refused is never cut";
    }
}

}  // namespace
}  // namespace smartstart
