#include <array>

#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
constexpr std::size_t households = 4000;

std::vector<std::string> plain(std::vector<std::string> const& more = {})
{
    std::vector<std::string> all{"steps.debts.entry=0.1 per year", "steps.debts.end=0.25 per year",
                                 "steps.debts.single=0", "steps.debts.frailty=0",
                                 "steps.debts.place_weight=0"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// Adults of 40 living alone.
struct Crowd {
    SmallWorld small;
    std::vector<SmallWorld::Household> homes;
    std::vector<Row> families;

    explicit Crowd(std::vector<std::string> const& overrides, Flag in_debt = 0)
        : small{{"debts"}, overrides}
    {
        for (std::size_t i = 0; i < households; ++i) {
            homes.push_back(small.add_single(Sex::man, 40));
            families.push_back(homes.back().family);
            small.start().families[families.back()].problem_debt = in_debt != 0;
        }
        small.begin();
    }
    bool in_debt(Row home) const { return small.get(facts::debt, home) != 0; }
    double share() const
    {
        return test::share_of(families, [&](Row home) { return in_debt(home); });
    }
};

TEST(DebtsStep, begin_in_the_start_population_and_end_at_a_constant_rate)
{
    Crowd crowd{plain({"steps.debts.entry=0 per year"}), 1};
    EXPECT_EQ(crowd.share(), 1.0);
    crowd.small.advance(12);
    EXPECT_NEAR(crowd.share(), std::exp(-0.25), test::chance_error(std::exp(-0.25), households));
    crowd.small.advance(12);
    // More than half is in debt three years in a row (DEBT_3Y_SHARE_NL).
    EXPECT_NEAR(crowd.share(), std::exp(-0.5), test::chance_error(std::exp(-0.5), households));
    EXPECT_GT(crowd.share(), 0.5);
}

TEST(DebtsStep, have_lasted_at_the_start_as_long_as_running_spells_do)
{
    Crowd crowd{plain(), 1};
    auto const now = crowd.small.world().clock.now;
    std::vector<double> years;
    for (auto const home : crowd.families) {
        years.push_back(years_since(crowd.small.get(facts::debt_since, home), now));
    }
    EXPECT_NEAR(test::moments(years).mean, 4.0, 4.0 * 4.0 / std::sqrt(1.0 * households));
}

TEST(DebtsStep, begin_at_their_rate)
{
    Crowd crowd{plain({"steps.debts.end=0 per year"})};
    crowd.small.advance(12);
    auto const expected = -std::expm1(-0.1);
    EXPECT_NEAR(crowd.share(), expected, test::chance_error(expected, households));
}

TEST(DebtsStep, begin_more_often_with_each_setback)
{
    struct Setback {
        char const* name;
        void (*happens)(SmallWorld& small, SmallWorld::Household const& home);
    };
    auto const setbacks = {
        Setback{"poor", [](SmallWorld& small,
                           auto const& home) { small.set(facts::poor, home.family, 1); }},
        Setback{"assistance",
                [](SmallWorld& small, auto const& home) {
                    small.set(facts::assistance, home.family, 1);
                }},
        Setback{"lost_work",
                [](SmallWorld& small, auto const& home) {
                    small.set(facts::lost_work, home.man, moment(small.world().clock.now));
                }},
        Setback{"ill",
                [](SmallWorld& small, auto const& home) { small.set(facts::ill, home.man, 1); }},
        Setback{"addicted", [](SmallWorld& small,
                               auto const& home) { small.set(facts::addicted, home.man, 1); }},
        Setback{"suspect",
                [](SmallWorld& small, auto const& home) {
                    small.set(facts::suspect, home.man, moment(small.world().clock.now));
                }},
        Setback{"frailty",
                [](SmallWorld& small, auto const& home) {
                    small.set(facts::family_frailty, home.family, 1.0F);
                }},
    };
    for (auto const& setback : setbacks) {
        // exp(log 3) = 3 times as often.
        Crowd crowd{plain({"steps.debts.end=0 per year",
                           std::string{"steps.debts."} + setback.name + "=1.0986123"})};
        for (auto const& home : crowd.homes) {
            setback.happens(crowd.small, home);
        }
        crowd.small.advance(12);
        auto const expected = -std::expm1(-0.3);
        EXPECT_NEAR(crowd.share(), expected, test::chance_error(expected, households))
            << setback.name;
    }
}

TEST(DebtsStep, count_the_trouble_of_either_head_and_of_both_once)
{
    struct Trouble {
        char const* name;
        void (*happens)(SmallWorld& small, Row head);
    };
    auto const troubles = {
        Trouble{"lost_work",
                [](SmallWorld& small, Row head) {
                    small.set(facts::lost_work, head, moment(small.world().clock.now));
                }},
        Trouble{"ill", [](SmallWorld& small, Row head) { small.set(facts::ill, head, 1); }},
        Trouble{"addicted",
                [](SmallWorld& small, Row head) { small.set(facts::addicted, head, 1); }},
        Trouble{"suspect",
                [](SmallWorld& small, Row head) {
                    small.set(facts::suspect, head, moment(small.world().clock.now));
                }},
    };
    for (auto const& trouble : troubles) {
        SmallWorld small{{"debts"},
                         plain({"steps.debts.end=0 per year",
                                std::string{"steps.debts."} + trouble.name + "=1.3862944"})};
        std::vector<SmallWorld::Household> homes;
        for (std::size_t i = 0; i < 2 * households; ++i) {
            homes.push_back(small.add_couple(40, 40));
        }
        small.begin();
        // Of every four couples nobody, the woman, the man, and both.
        std::array<std::vector<Row>, 4> families;
        for (std::size_t i = 0; i < homes.size(); ++i) {
            families.at(i % 4).push_back(homes[i].family);
            if (i % 2 == 1) {
                trouble.happens(small, homes[i].woman);
            }
            if (i % 4 >= 2) {
                trouble.happens(small, homes[i].man);
            }
        }
        small.advance(12);
        for (std::size_t whose = 0; whose < families.size(); ++whose) {
            auto const expected = -std::expm1(whose == 0 ? -0.1 : -0.4);
            auto const share = test::share_of(
                families.at(whose), [&](Row home) { return small.get(facts::debt, home) != 0; });
            EXPECT_NEAR(share, expected, test::chance_error(expected, households / 2))
                << trouble.name << " of " << whose;
        }
    }
}

TEST(DebtsStep, begin_less_often_where_all_heads_have_reached_pension_age)
{
    auto const share_at = [](double woman, double man) {
        SmallWorld small{{"debts"},
                         plain({"steps.debts.end=0 per year", "steps.debts.pension=-1.3862944",
                                "steps.debts.entry=0.4 per year"})};
        std::vector<Row> homes;
        for (std::size_t i = 0; i < households; ++i) {
            homes.push_back(small.add_couple(woman, man).family);
        }
        small.begin();
        small.advance(12);
        return test::share_of(homes, [&](Row home) { return small.get(facts::debt, home) != 0; });
    };
    auto const usual = -std::expm1(-0.4);
    auto const less = -std::expm1(-0.1);
    EXPECT_NEAR(share_at(50, 50), usual, test::chance_error(usual, households));
    EXPECT_NEAR(share_at(60, 70), usual, test::chance_error(usual, households));
    EXPECT_NEAR(share_at(70, 60), usual, test::chance_error(usual, households));
    EXPECT_NEAR(share_at(70, 70), less, test::chance_error(less, households));
}

TEST(DebtsStep, follow_the_debt_factor_of_the_municipality)
{
    auto const share_in = [](std::size_t place) {
        SmallWorld small{{"debts"}, plain({"steps.debts.place_weight=1"})};
        std::vector<Row> homes;
        for (std::size_t i = 0; i < households; ++i) {
            homes.push_back(small.add_single(Sex::man, 40, {}, place).family);
        }
        small.begin();
        small.advance(12);
        return test::share_of(homes, [&](Row home) { return small.get(facts::debt, home) != 0; });
    };
    EXPECT_GT(share_in(0), share_in(8) + 0.02) << "Tilburg against Hilvarenbeek";
}

TEST(DebtsStep, settle_where_entry_and_end_balance_with_a_quarter_new_each_year)
{
    Crowd crowd{plain()};
    crowd.small.advance(180);
    auto const balance = 0.1 / 0.35;
    EXPECT_NEAR(crowd.share(), balance, 0.005 + test::chance_error(balance, households));
    std::vector<Row> before;
    for (auto const home : crowd.families) {
        if (!crowd.in_debt(home)) {
            before.push_back(home);
        }
    }
    crowd.small.advance(12);
    auto const newly = test::share_of(before, [&](Row home) { return crowd.in_debt(home); });
    // In balance as many begin as end: 1 - exp(-(0.1 + 0.25)) of the way to balance in a year.
    auto const expected = balance * -std::expm1(-0.35);
    EXPECT_NEAR(newly, expected, 0.005 + test::chance_error(expected, before.size()));
}

TEST(DebtsStep, end_for_nobody_later_because_of_counselling)
{
    // The same luck in both worlds, so this holds household by household.
    auto const after = [](ServiceKind support) {
        Crowd crowd{plain({"steps.debts.entry=0 per year", "steps.debts.counselling=1.7"}), 1};
        for (auto const home : crowd.families) {
            crowd.small.set(facts::support, home, static_cast<facts::Number>(index(support)));
        }
        crowd.small.advance(24);
        std::vector<Flag> debts;
        for (auto const home : crowd.families) {
            debts.push_back(crowd.small.get(facts::debt, home));
        }
        return std::pair{crowd.share(), debts};
    };
    auto const [share_alone, alone] = after(ServiceKind::none);
    auto const [share_helped, helped] = after(ServiceKind::debt_counselling);
    for (std::size_t i = 0; i < households; ++i) {
        EXPECT_LE(helped[i], alone[i]) << i;
    }
    auto const expected = std::exp(-2.0 * 0.25 * 1.7);
    EXPECT_NEAR(share_helped, expected, test::chance_error(expected, households));
    EXPECT_LT(share_helped, share_alone);
    EXPECT_EQ(after(ServiceKind::home_visiting).second, alone) << "another service changes nothing";
}

TEST(DebtsStep, count_a_job_loss_for_a_year)
{
    Crowd crowd{plain({"steps.debts.end=0 per year", "steps.debts.lost_work=20",
                       "steps.debts.lost_work_lasts=12 months"})};
    for (auto const& home : crowd.homes) {
        crowd.small.set(facts::lost_work, home.man,
                        moment(crowd.small.world().clock.now - Months{13}));
    }
    crowd.small.advance(3);
    EXPECT_LT(crowd.share(), 0.1);
}

TEST(DebtsStep, see_who_went_on_alone_after_a_separation)
{
    SmallWorld small{{"debts"},
                     plain({"steps.debts.separated=20", "steps.debts.entry=0.000001 per year",
                            "steps.debts.end=0 per year"})};
    auto const parted = small.add_couple(40, 40);
    auto const leaving = small.add_couple(45, 45, {20.0});
    small.begin();
    small.file({.kind = VitalKind::separation, .person = parted.man});
    small.file({.kind = VitalKind::leaving_home, .person = leaving.children[0]});
    small.advance(30);
    auto const view = small.civil();
    EXPECT_EQ(small.get(facts::debt, parted.family), 1);
    EXPECT_EQ(small.get(facts::debt, view.family[parted.man]), 1);
    EXPECT_EQ(small.get(facts::debt, view.family[leaving.children[0]]), 0);
}

TEST(DebtsStep, have_the_same_share_when_a_month_is_lived_in_two_parts)
{
    Crowd crowd{plain()};
    crowd.small.live_in_parts(2);
    crowd.small.advance(120);
    auto const balance = 0.1 / 0.35;
    EXPECT_NEAR(crowd.share(), balance, 0.01 + test::chance_error(balance, households));
}

}  // namespace
}  // namespace smartstart
