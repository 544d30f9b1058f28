#include <array>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
constexpr std::size_t people = 4000;

std::vector<std::string> plain(std::vector<std::string> const& more = {})
{
    std::vector<std::string> all{
        "steps.mental_health.onset=0.1 per year", "steps.mental_health.onset_by_age={18: 1}",
        "steps.mental_health.frailty=0",          "steps.mental_health.family_frailty=0",
        "steps.mental_health.single=0",           "steps.mental_health.men=0"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// Adults of 40 living alone.
struct Crowd {
    SmallWorld small;
    std::vector<Row> rows;

    explicit Crowd(std::vector<std::string> const& overrides, Sex sex = Sex::woman)
        : small{{"mental_health"}, overrides}
    {
        for (std::size_t i = 0; i < people; ++i) {
            auto const home = small.add_single(sex, 40);
            rows.push_back(sex == Sex::woman ? home.woman : home.man);
        }
        small.begin();
    }
    Row home(Row row) const { return small.civil().family[row]; }
    void all_fall_ill_now()
    {
        for (auto const row : rows) {
            small.set(facts::ill, row, 1);
            small.set(facts::ill_since, row, moment(small.world().clock.now - Months{1}));
        }
    }
    double share() const
    {
        return test::share_of(rows, [&](Row row) { return small.get(facts::ill, row) != 0; });
    }
};

double still_ill(double months)
{
    return std::exp(-std::pow(months / 6.1, 0.52));
}

TEST(MentalHealthStep, lets_half_recover_in_three_months_and_few_who_wait_longer)
{
    Crowd crowd{plain({"steps.mental_health.onset=0 per year"})};
    crowd.all_fall_ill_now();
    int lived = 0;
    for (auto const months : {3, 6, 12, 36}) {
        crowd.small.advance(months - lived);
        lived = months;
        auto const expected = still_ill(months);
        EXPECT_NEAR(crowd.share(), expected, test::chance_error(expected, people)) << months;
    }
}

TEST(MentalHealthStep, lets_as_many_recover_when_a_month_is_lived_in_parts)
{
    // In two parts the share after each whole month must be the same.
    Crowd crowd{plain({"steps.mental_health.onset=0 per year"})};
    crowd.small.live_in_parts(2);
    auto const now = crowd.small.world().clock.now;
    for (auto const row : crowd.rows) {
        crowd.small.set(facts::ill, row, 1);
        crowd.small.set(facts::ill_since, row, moment(now));
    }
    // They fell ill in the first part of this month; its second part is the first that counts.
    crowd.small.world().clock.part = 1;
    crowd.small.advance(6);
    auto const last = std::pow(6.0 / 6.1, 0.52) - std::pow(5.0 / 6.1, 0.52);
    auto const expected = still_ill(6) * std::exp(0.5 * last);
    EXPECT_NEAR(crowd.share(), expected, test::chance_error(expected, people));
}

TEST(MentalHealthStep, starts_in_balance_and_stays_there)
{
    Crowd crowd{plain()};
    // Onset is asked every third month; a spell is seen at the ends of months.
    double mean_spell = 0.0;
    for (int month = 0; month < 4000; ++month) {
        mean_spell += still_ill(month) / 12.0;
    }
    auto const balance = 0.1 * mean_spell / (1.0 + 0.1 * mean_spell);
    EXPECT_NEAR(crowd.share(), balance, 0.002 + test::chance_error(balance, people));
    for (auto const months : {1, 2, 9, 24, 84}) {
        crowd.small.advance(months);
        EXPECT_NEAR(crowd.share(), balance, 0.002 + test::chance_error(balance, people)) << months;
    }
}

TEST(MentalHealthStep, begins_more_often_with_each_setback)
{
    struct Setback {
        char const* name;
        void (*happens)(SmallWorld& small, Row row, Row home);
    };
    auto const setbacks = {
        Setback{"lost_work",
                [](SmallWorld& small, Row row, Row) {
                    small.set(facts::lost_work, row, moment(small.world().clock.now));
                }},
        Setback{"without_work", [](SmallWorld& small, Row row,
                                   Row) { small.set(facts::work, row, facts::without_work); }},
        Setback{"disability", [](SmallWorld& small, Row row,
                                 Row) { small.set(facts::work, row, facts::on_disability); }},
        Setback{"poor", [](SmallWorld& small, Row, Row home) { small.set(facts::poor, home, 1); }},
        Setback{"debt", [](SmallWorld& small, Row, Row home) { small.set(facts::debt, home, 1); }},
        Setback{"violence",
                [](SmallWorld& small, Row, Row home) { small.set(facts::violence, home, 1); }},
        Setback{"addicted",
                [](SmallWorld& small, Row row, Row) { small.set(facts::addicted, row, 1); }},
        Setback{"single", [](SmallWorld&, Row, Row) {}},
        Setback{"frailty",
                [](SmallWorld& small, Row row, Row) { small.set(facts::frailty, row, 1.0F); }},
        Setback{"family_frailty", [](SmallWorld& small, Row,
                                     Row home) { small.set(facts::family_frailty, home, 1.0F); }},
    };
    for (auto const& setback : setbacks) {
        Crowd crowd{plain({std::string{"steps.mental_health."} + setback.name + "=1.0986123"})};
        for (auto const row : crowd.rows) {
            crowd.small.set(facts::ill, row, 0);
            setback.happens(crowd.small, row, crowd.home(row));
        }
        // Within the first turn nobody has had time to recover who fell ill in the last month.
        std::vector<Row> fell;
        for (int month = 0; month < 3; ++month) {
            crowd.small.advance();
            auto const now = moment(crowd.small.world().clock.now - Months{1});
            for (auto const row : crowd.rows) {
                if (crowd.small.get(facts::ill_since, row) == now) {
                    fell.push_back(row);
                }
            }
        }
        auto const expected = -std::expm1(-0.25 * 0.3);
        EXPECT_NEAR(static_cast<double>(fell.size()) / people, expected,
                    test::chance_error(expected, people))
            << setback.name;
    }
}

TEST(MentalHealthStep, forgets_a_job_loss_after_its_time)
{
    for (auto const months : {8, 13}) {
        Crowd crowd{plain({"steps.mental_health.onset=0.01 per year",
                           "steps.mental_health.lost_work=4.6051702",
                           "steps.mental_health.lost_work_lasts=12 months"})};
        auto const lost = moment(crowd.small.world().clock.now - Months{months});
        for (auto const row : crowd.rows) {
            crowd.small.set(facts::ill, row, 0);
            crowd.small.set(facts::lost_work, row, lost);
        }
        crowd.small.advance(3);
        // A hundred times as often while it lasts, and still hardly ever afterwards.
        if (months < 12) {
            EXPECT_GT(crowd.share(), 0.1);
        } else {
            EXPECT_LT(crowd.share(), 0.01);
        }
    }
}

TEST(MentalHealthStep, ends_for_nobody_later_because_of_help)
{
    // The same luck in both worlds, so this holds person by person.
    auto const after = [](float support) {
        Crowd crowd{plain({"steps.mental_health.onset=0 per year"})};
        crowd.all_fall_ill_now();
        for (auto const row : crowd.rows) {
            crowd.small.set(facts::support_mental, crowd.home(row), support);
        }
        crowd.small.advance(6);
        std::vector<Flag> ill;
        for (auto const row : crowd.rows) {
            ill.push_back(crowd.small.get(facts::ill, row));
        }
        return std::pair{crowd.share(), ill};
    };
    auto const [share_alone, alone] = after(0.0F);
    auto const [share_helped, helped] = after(0.5F);
    for (std::size_t i = 0; i < people; ++i) {
        EXPECT_LE(helped[i], alone[i]) << i;
    }
    // Help multiplies the rate of recovery, whatever the length of a step.
    auto const expected = std::pow(still_ill(6), std::exp(0.5));
    EXPECT_NEAR(share_helped, expected, test::chance_error(expected, people));
    EXPECT_LT(share_helped, share_alone);
}

TEST(MentalHealthStep, is_rarer_in_men_as_the_parameter_says)
{
    // At the start, odds are rate times mean spell: half the rate, half the odds.
    auto const odds = [](Sex sex) {
        auto const share = Crowd{plain({"steps.mental_health.men=-0.6931472"}), sex}.share();
        return share / (1.0 - share);
    };
    EXPECT_NEAR(odds(Sex::man) / odds(Sex::woman), 0.5, 0.13);
}

TEST(MentalHealthStep, does_not_touch_children)
{
    SmallWorld small{{"mental_health"}, plain({"steps.mental_health.onset=100 per year"})};
    auto const home = small.add_couple(40, 40, {16.9});
    small.begin();
    small.advance(12);
    EXPECT_EQ(small.get(facts::ill, home.children[0]), 0);
    small.advance(8);
    EXPECT_EQ(small.get(facts::ill, home.children[0]), 1) << "grown up now";
}

TEST(MentalHealthStep, weighs_a_hard_childhood_of_those_who_grew_up_here)
{
    auto const share_after = [](std::uint16_t adversity, std::string const& usual) {
        SmallWorld small{
            {"mental_health"},
            plain({"steps.mental_health.childhood=0.5", "steps.risks.usual_childhood=" + usual})};
        std::vector<Row> children;
        for (int i = 0; i < 1500; ++i) {
            children.push_back(small.add_couple(40, 40, {17.9}).children[0]);
        }
        small.begin();
        for (auto const child : children) {
            small.set(facts::adversity, child, adversity);
        }
        // They turn 18 in the second month, and are as ill then as their childhood makes likely.
        small.advance(2);
        return test::share_of(children, [&](Row row) { return small.get(facts::ill, row) != 0; });
    };
    auto const balance = [](double rate) {
        double mean_spell = 0.0;
        for (int month = 0; month < 4000; ++month) {
            mean_spell += still_ill(month) / 12.0;
        }
        return rate * mean_spell / (1.0 + rate * mean_spell);
    };
    // Four factors throughout 18 years of months, against the usual one.
    auto const hard = balance(0.1 * std::exp(0.5 * (4.0 - 1.0)));
    EXPECT_NEAR(share_after(4 * 216, "1"), hard, 0.005 + test::chance_error(hard, 1500));
    auto const usual = balance(0.1);
    EXPECT_NEAR(share_after(216, "1"), usual, 0.005 + test::chance_error(usual, 1500));
}

TEST(MentalHealthStep, is_rarer_with_social_skill_in_those_who_grew_up_here_and_as_old_as_fifteen)
{
    SmallWorld small{
        {"mental_health"},
        plain({"steps.mental_health.onset=0.5 per year", "steps.mental_health.social_skill=-1"})};
    std::array<std::vector<Row>, 2> children;
    for (std::size_t i = 0; i < 3000; ++i) {
        children.at(i % 2).push_back(small.add_couple(40, 40, {17.9}).children[0]);
    }
    small.begin();
    for (auto const child : children[1]) {
        small.set(facts::skill_social, child, 1.0F);
    }
    small.advance(2);
    auto const is_ill = [&](Row row) { return small.get(facts::ill, row) != 0; };
    auto const odds = [&](std::vector<Row> const& rows) {
        auto const share = test::share_of(rows, is_ill);
        return share / (1.0 - share);
    };
    // Odds are rate times mean spell: four standard errors of the ratio of two of them.
    EXPECT_NEAR(odds(children[1]) / odds(children[0]), std::exp(-1.0), 0.15);
    int long_ago = 0;
    for (auto const child : children[0]) {
        if (is_ill(child)) {
            auto const began = small.get(facts::ill_since, child) - small.get(civil::born, child);
            EXPECT_GE(began, 15 * 12);
            long_ago += began == 15 * 12 ? 1 : 0;
        }
    }
    EXPECT_GT(long_ago, 10) << "some spells would have begun before";
}

TEST(MentalHealthStep, has_the_same_share_when_a_month_is_lived_in_two_parts)
{
    auto const share_in = [](int parts) {
        Crowd crowd{plain()};
        crowd.small.live_in_parts(parts);
        crowd.small.advance(48);
        return crowd.share();
    };
    EXPECT_NEAR(share_in(1), share_in(2), 1.5 * test::chance_error(0.09, people));
}

}  // namespace
}  // namespace smartstart
