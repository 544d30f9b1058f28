#include <array>

#include <gtest/gtest.h>

#include "engine/ledger/item.hpp"
#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;

constexpr std::size_t front = 0;
constexpr std::size_t back = 1;
constexpr std::size_t outside = 2;
constexpr facts::Number disability = 3;

std::vector<std::string> plain_prices()
{
    return {"steps.prices.overhead_factor_front=1",
            "steps.prices.overhead_factor_back=1",
            "steps.prices.ambulant_year=12000 euro",
            "steps.prices.foster_care_year=24000 euro",
            "steps.prices.neighbourhood_team_year=6000 euro",
            "steps.prices.youth_health_care_year=120 euro"};
}

Euro booked(SmallWorld const& small, Payer payer, Item item, std::size_t side)
{
    return small.world().ledger.booked(0, payer, index(item), side);
}

TEST(Costs, of_care_are_children_times_price_in_the_month_of_use)
{
    SmallWorld small{{"costs"}, plain_prices()};
    auto const home = small.add_couple(40, 41, {5, 8, 11, 14});
    small.begin();
    small.set(facts::care, home.children[0], index(ServiceKind::ambulant));
    small.set(facts::care, home.children[1], index(ServiceKind::ambulant));
    small.set(facts::stay, home.children[2], index(ServiceKind::foster_care));
    small.set(facts::order, home.children[2], index(ServiceKind::supervision_order));
    small.advance();
    auto const city = Payer::municipality;
    EXPECT_EQ(booked(small, city, Item::ambulant, back), Euro::from_euros(2000));
    EXPECT_EQ(booked(small, city, Item::foster_care, back), Euro::from_euros(2000));
    EXPECT_GT(booked(small, city, Item::supervision_order, back), Euro{});
    EXPECT_EQ(booked(small, city, Item::youth_health_care, front), Euro::from_euros(40));
    small.advance(2);
    EXPECT_EQ(booked(small, city, Item::ambulant, back), Euro::from_euros(6000));
}

TEST(Costs, of_the_month_of_a_placement_are_those_of_the_stay_alone)
{
    SmallWorld small{{"costs"}, plain_prices()};
    auto const home = small.add_couple(40, 41, {5});
    small.begin();
    small.set(facts::care, home.children[0], index(ServiceKind::ambulant));
    small.set(facts::stay, home.children[0], index(ServiceKind::foster_care));
    small.advance();
    EXPECT_EQ(booked(small, Payer::municipality, Item::ambulant, back), Euro{});
    EXPECT_EQ(booked(small, Payer::municipality, Item::foster_care, back), Euro::from_euros(2000));
}

TEST(Costs, of_front_end_teams_are_for_their_places_taken_or_not)
{
    SmallWorld small{{"costs"}, plain_prices()};
    small.add_couple(40, 41, {5});
    small.begin();
    small.world().services.set_places(ServiceKind::neighbourhood_team, 0, 10);
    small.world().services.set_places(ServiceKind::ambulant, 0, 10);
    small.advance();
    EXPECT_EQ(booked(small, Payer::municipality, Item::neighbourhood_team, front),
              Euro::from_euros(5000));
    EXPECT_EQ(booked(small, Payer::municipality, Item::ambulant, back), Euro{})
        << "back-end care is bought by use";
}

TEST(Costs, of_events_are_booked_once_by_who_pays_for_them)
{
    SmallWorld small{{"costs"},
                     {"steps.costs.halt=1000 euro", "steps.costs.report=1650 euro",
                      "steps.costs.report_to_police=300 euro",
                      "steps.costs.investigation=5500 euro", "steps.costs.suspect=55000 euro"}};
    auto const home = small.add_couple(40, 41, {16});
    auto const child = home.children[0];
    small.begin();
    auto const now = moment(small.world().clock.now);
    small.set(facts::halt, child, now);
    small.set(facts::suspect, child, now);
    small.set(facts::reported, child, now);
    small.set(facts::supervision_started, child, now);
    small.advance(3);
    EXPECT_EQ(booked(small, Payer::justice, Item::halt, outside), Euro::from_euros(1000));
    EXPECT_EQ(booked(small, Payer::justice, Item::crime, outside), Euro::from_euros(55000));
    EXPECT_EQ(booked(small, Payer::justice, Item::investigation, outside), Euro::from_euros(5500));
    EXPECT_EQ(booked(small, Payer::municipality, Item::reports, outside), Euro::from_euros(1650));
    EXPECT_EQ(booked(small, Payer::justice, Item::reports, outside), Euro::from_euros(300));
}

TEST(Costs, of_a_report_are_for_all_children_of_a_home_together)
{
    SmallWorld small{{"costs"}, {"steps.costs.report=1650 euro"}};
    auto const large = small.add_couple(40, 41, {5, 8, 11});
    auto const other = small.add_couple(40, 41, {7, 9});
    small.begin();
    auto const now = moment(small.world().clock.now);
    for (auto const child : {large.children[1], large.children[2], other.children[0]}) {
        small.set(facts::reported, child, now);
    }
    small.advance();
    EXPECT_EQ(booked(small, Payer::municipality, Item::reports, outside),
              Euro::from_euros(2 * 1650));
    small.set(facts::reported, large.children[0], now + 1);
    small.advance();
    EXPECT_EQ(booked(small, Payer::municipality, Item::reports, outside),
              Euro::from_euros(3 * 1650))
        << "and another month is another report";
}

TEST(Costs, of_grown_ups_go_to_benefits_insurers_and_households)
{
    SmallWorld small{{"costs"},
                     {"steps.costs.disability_benefit_year=12000 euro",
                      "steps.costs.social_assistance_year=18000 euro",
                      "steps.costs.problem_debt_year=12000 euro",
                      "steps.costs.mental_health_care_year=6000 euro",
                      "steps.costs.mental_illness_in_care=50 %"}};
    auto const home = small.add_couple(40, 41, {});
    small.begin();
    small.set(facts::work, home.man, disability);
    small.set(facts::ill, home.woman, 1);
    small.set(facts::assistance, home.family, 1);
    small.set(facts::debt, home.family, 1);
    small.advance();
    EXPECT_EQ(booked(small, Payer::national_benefits, Item::disability_benefit, outside),
              Euro::from_euros(1000));
    EXPECT_EQ(booked(small, Payer::national_benefits, Item::social_assistance, outside),
              Euro::from_euros(1500));
    EXPECT_EQ(booked(small, Payer::household, Item::problem_debt, outside), Euro::from_euros(1000));
    EXPECT_EQ(booked(small, Payer::health_insurer, Item::mental_health_care, outside),
              Euro::from_euros(250));
}

TEST(Costs, of_a_crime_are_booked_once_whatever_the_age_of_the_suspect)
{
    SmallWorld small{{"costs"}, {"steps.costs.suspect=55000 euro", "steps.costs.halt=1000 euro"}};
    auto const home = small.add_couple(45, 46, {20, 16});
    small.begin();
    auto const now = moment(small.world().clock.now);
    for (auto const who : {home.man, home.children[0], home.children[1]}) {
        small.set(facts::suspect, who, now);
    }
    small.advance();
    EXPECT_EQ(booked(small, Payer::justice, Item::crime, outside), Euro::from_euros(3 * 55000));
}

TEST(Costs, of_youth_probation_are_those_of_probation_until_after_eighteen)
{
    SmallWorld small{
        {"costs"},
        {"steps.prices.overhead_factor_back=1", "steps.prices.youth_probation_year=12000 euro"}};
    auto const home = small.add_couple(45, 46, {20, 16});
    small.begin();
    for (auto const child : home.children) {
        small.set(facts::probation, child, 1);
    }
    small.advance();
    auto const city = Payer::municipality;
    EXPECT_EQ(booked(small, city, Item::youth_probation, back), Euro::from_euros(2000));
    EXPECT_EQ(booked(small, city, Item::supervision_order, back), Euro{});
}

TEST(Costs, of_youth_health_care_are_for_everybody_up_to_the_nineteenth_birthday)
{
    SmallWorld small{{"costs"}, plain_prices()};
    small.add_couple(45, 46, {19.0 - 2.0 / 12.0, 3.0});
    small.begin();
    std::array<double, 4> euros{};
    for (auto& sum : euros) {
        small.advance();
        sum = booked(small, Payer::municipality, Item::youth_health_care, front).euros();
    }
    EXPECT_EQ(euros, (std::array{20.0, 40.0, 50.0, 60.0}));
}

TEST(Costs, are_booked_once_a_month_however_finely_it_is_lived)
{
    SmallWorld small{{"costs"}, plain_prices()};
    auto const home = small.add_couple(40, 41, {5});
    small.begin();
    small.live_in_parts(4);
    small.set(facts::care, home.children[0], index(ServiceKind::ambulant));
    small.advance();
    EXPECT_EQ(booked(small, Payer::municipality, Item::ambulant, back), Euro::from_euros(1000));
}

/// A month of back-end care for 3000 euro in all, with this regular plan and bridging in a year.
SmallWorld bridged(std::string const& total, std::string const& bridging)
{
    auto settings = plain_prices();
    settings.push_back("investment.total=" + total);
    settings.push_back("investment.front_share=0 %");
    settings.push_back("investment.bridging=" + bridging);
    SmallWorld small{{"costs"}, settings};
    auto const home = small.add_couple(40, 41, {5, 9});
    small.add_couple(40, 41, {7}, 1);
    small.begin();
    small.set(facts::care, home.children[0], index(ServiceKind::ambulant));
    small.set(facts::stay, home.children[1], index(ServiceKind::foster_care));
    return small;
}

TEST(Costs, that_bridging_money_pays_are_booked_as_bridging_and_nowhere_else)
{
    auto small = bridged("24000 euro", "12000 euro");
    small.world().ledger.plan(0, back, Euro::from_euros(3000));  // 2000 regular, 1000 bridging
    small.advance();
    auto const city = Payer::municipality;
    EXPECT_EQ(booked(small, city, Item::bridging, back), Euro::from_euros(1000));
    EXPECT_EQ(
        booked(small, city, Item::ambulant, back) + booked(small, city, Item::foster_care, back),
        Euro::from_euros(2000));
    EXPECT_EQ(small.world().ledger.realised(0, back), Euro::from_euros(3000));
    EXPECT_EQ(small.world().ledger.overspent(0, back), Euro{});
}

TEST(Costs, leave_bridging_money_that_is_not_needed_and_overspend_beyond_it)
{
    auto ample = bridged("36000 euro", "12000 euro");
    ample.world().ledger.plan(0, back, Euro::from_euros(4000));
    ample.advance();
    EXPECT_EQ(booked(ample, Payer::municipality, Item::bridging, back), Euro{});
    EXPECT_EQ(ample.world().ledger.left(0, back), Euro::from_euros(1000));
    auto tight = bridged("12000 euro", "6000 euro");
    tight.world().ledger.plan(0, back, Euro::from_euros(1500));
    tight.advance();
    EXPECT_EQ(booked(tight, Payer::municipality, Item::bridging, back), Euro::from_euros(500));
    EXPECT_EQ(tight.world().ledger.overspent(0, back), Euro::from_euros(1500));
}

TEST(Costs, let_bridging_money_pay_what_the_region_is_short_of_and_not_one_municipality)
{
    // Municipality 0 spends 3000 of a regular plan of 1000, municipality 1 nothing of 2500.
    auto small = bridged("42000 euro", "12000 euro");
    small.world().ledger.plan(0, back, Euro::from_euros(1500));
    small.world().ledger.plan(1, back, Euro::from_euros(3000));
    small.advance();
    EXPECT_EQ(booked(small, Payer::municipality, Item::bridging, back), Euro{});
    EXPECT_EQ(small.world().ledger.realised(0, back), Euro::from_euros(3000));
}

TEST(Costs, that_bridging_money_pays_are_the_same_part_of_every_municipality_to_the_cent)
{
    auto small = bridged("36000 euro", "12000 euro");  // 3000 regular and 1000 bridging a month
    auto const neighbour = small.world().people.size() - 1;
    small.set(facts::stay, neighbour, index(ServiceKind::foster_care));
    small.world().ledger.plan(0, back, Euro::from_euros(2000));
    small.world().ledger.plan(1, back, Euro::from_euros(2000));
    small.advance();
    auto const& ledger = small.world().ledger;
    auto const of = [&](std::size_t place) {
        return ledger.booked(place, Payer::municipality, index(Item::bridging), back).cents();
    };
    EXPECT_EQ(of(0) + of(1), 100'000) << "5000 spent, 3000 regular: all of it is needed";
    EXPECT_EQ(of(0), 60'000);
    EXPECT_EQ(ledger.realised(1, back), Euro::from_euros(2000)) << "every euro once";
}

}  // namespace
}  // namespace smartstart
