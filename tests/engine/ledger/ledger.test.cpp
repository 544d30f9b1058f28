#include "engine/ledger/ledger.hpp"

#include <gtest/gtest.h>

#include "engine/ledger/item.hpp"
#include "engine/service/service_kind.hpp"

namespace smartstart {
namespace {

constexpr std::size_t front = 0;
constexpr std::size_t back = 1;
constexpr std::size_t outside = 2;
constexpr auto team = index(Item::neighbourhood_team);
constexpr auto ambulant = index(Item::ambulant);

Euro euros(double amount)
{
    return Euro::from_euros(amount);
}

TEST(Ledger, adds_up_to_the_budget_when_nothing_is_left)
{
    Ledger ledger{2, item_count};
    ledger.plan(0, front, euros(100));
    ledger.book(0, Payer::municipality, team, front, euros(60.25));
    ledger.book(0, Payer::municipality, index(Item::school_support), front, euros(39.75));
    ledger.close_month();
    EXPECT_EQ(ledger.realised(0, front), ledger.planned(0, front));
    EXPECT_EQ(ledger.left(0, front), Euro{});
    EXPECT_EQ(ledger.overspent(0, front), Euro{});
}

TEST(Ledger, keeps_what_is_left_and_what_is_overspent_apart_by_month)
{
    Ledger ledger{1, item_count};
    ledger.plan(0, back, euros(100));
    ledger.book(0, Payer::municipality, ambulant, back, euros(70));
    ledger.close_month();
    ledger.plan(0, back, euros(100));
    ledger.book(0, Payer::municipality, ambulant, back, euros(150));
    ledger.close_month();
    EXPECT_EQ(ledger.left(0, back), euros(30));
    EXPECT_EQ(ledger.overspent(0, back), euros(50));
    EXPECT_EQ(ledger.planned(0, back) + ledger.overspent(0, back),
              ledger.realised(0, back) + ledger.left(0, back));
}

TEST(Ledger, balances_to_the_cent_over_many_odd_amounts)
{
    Ledger ledger{9, item_count};
    for (int month = 0; month < 120; ++month) {
        for (std::size_t place = 0; place < 9; ++place) {
            ledger.plan(place, back, Euro::from_cents(333'333 + 7 * month));
            for (std::size_t item = 0; item < item_count; ++item) {
                ledger.book(
                    place, Payer::municipality, item, back,
                    Euro::from_cents(static_cast<std::int64_t>(item * 977 + place) % 25'013));
            }
        }
        ASSERT_NO_THROW(ledger.close_month());
    }
    for (std::size_t place = 0; place < 9; ++place) {
        EXPECT_EQ(ledger.planned(place, back) + ledger.overspent(place, back),
                  ledger.realised(place, back) + ledger.left(place, back));
    }
}

TEST(Ledger, counts_in_the_accounts_of_a_municipality_only_what_it_pays_itself)
{
    Ledger ledger{2, item_count};
    ledger.book(1, Payer::justice, index(Item::halt), outside, euros(1000));
    ledger.book(1, Payer::municipality, index(Item::reports), outside, euros(40));
    ledger.close_month();
    EXPECT_EQ(ledger.realised(1, outside), euros(40));
    EXPECT_EQ(ledger.booked(1, Payer::justice, index(Item::halt), outside), euros(1000));
    EXPECT_EQ(ledger.booked(0, Payer::justice, index(Item::halt), outside), Euro{});
}

TEST(Ledger, tells_what_was_planned_until_the_month_is_closed)
{
    Ledger ledger{1, item_count};
    ledger.plan(0, front, euros(12));
    EXPECT_EQ(ledger.planned_this_month(0, front), euros(12));
    ledger.close_month();
    EXPECT_EQ(ledger.planned_this_month(0, front), Euro{});
    EXPECT_EQ(ledger.planned(0, front), euros(12));
}

TEST(Ledger, starts_a_year_with_empty_accounts)
{
    Ledger ledger{1, item_count};
    ledger.plan(0, front, euros(10));
    ledger.book(0, Payer::municipality, team, front, euros(4));
    ledger.close_month();
    ledger.open_year();
    EXPECT_EQ(ledger.planned(0, front), Euro{});
    EXPECT_EQ(ledger.realised(0, front), Euro{});
    EXPECT_EQ(ledger.left(0, front), Euro{});
    EXPECT_EQ(ledger.booked(0, Payer::municipality, team, front), Euro{});
}

TEST(Items, follow_the_numbers_of_the_services)
{
    ASSERT_EQ(all_items().size(), item_count);
    EXPECT_EQ(all_items()[0].id, "bridging");
    for (auto const& service : all_services()) {
        if (service.kind != ServiceKind::none) {
            EXPECT_EQ(all_items()[index(service.kind)].id, service.id);
        }
    }
}

TEST(Items, have_an_english_and_a_dutch_name)
{
    for (auto const& item : all_items()) {
        EXPECT_FALSE(item.en.empty()) << item.id;
        EXPECT_FALSE(item.nl.empty()) << item.id;
    }
    EXPECT_EQ(payer_labels().size(), payers);
}

}  // namespace
}  // namespace smartstart
