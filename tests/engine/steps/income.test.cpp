#include <map>

#include <gtest/gtest.h>

#include "engine/population/turn.hpp"
#include "engine/steps/facts.hpp"
#include "engine/steps/history.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;

/// Round figures, and no luck in income.
std::vector<std::string> plain(std::vector<std::string> const& more = {})
{
    std::vector<std::string> all{"steps.income.earnings_low=20000 euro",
                                 "steps.income.earnings_middle=30000 euro",
                                 "steps.income.earnings_high=40000 euro",
                                 "steps.income.earnings_by_age={18: 1}",
                                 "steps.income.spread=0.3",
                                 "steps.income.women=0.8",
                                 "steps.income.child=2500 euro",
                                 "steps.income.child_weight=0.75",
                                 "steps.income.single_parent=5000 euro",
                                 "steps.income.disability_benefit=18000 euro",
                                 "steps.income.pension=11000 euro",
                                 "steps.income.pension_share=30 %",
                                 "steps.income.luck_spread=0.000001"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// Puts someone to work (or not) with median earning power.
void live_on(SmallWorld& small, Row row, facts::Number work, facts::Number education)
{
    small.set(facts::work, row, work);
    small.set(facts::education, row, education);
    small.set(facts::earning_power, row, 0.0F);
}

double euros(SmallWorld const& small, Row home)
{
    return std::exp(static_cast<double>(small.get(facts::income, home)));
}

TEST(IncomeStep, of_a_worker_alone_is_what_the_education_earns)
{
    SmallWorld small{{"income"}, plain()};
    auto const man = small.add_single(Sex::man, 40);
    auto const woman = small.add_single(Sex::woman, 40);
    small.begin();
    live_on(small, man.man, facts::paid_work, facts::low_education);
    live_on(small, woman.woman, facts::paid_work, facts::high_education);
    small.set(facts::earning_power, man.man, 1.0F);
    small.advance();
    EXPECT_NEAR(euros(small, man.family), 20000 * std::exp(0.3), 1.0);
    EXPECT_NEAR(euros(small, woman.family), 40000 * 0.8, 1.0);
    EXPECT_EQ(small.get(facts::poor, man.family), 0);
}

TEST(IncomeStep, of_a_family_is_shared_by_its_size)
{
    SmallWorld small{{"income"}, plain()};
    auto const home = small.add_couple(40, 40, {4.0, 8.0});
    auto const alone = small.add_single(Sex::woman, 40, {4.0});
    small.begin();
    live_on(small, home.woman, facts::without_work, facts::middle_education);
    live_on(small, home.man, facts::paid_work, facts::middle_education);
    live_on(small, alone.woman, facts::paid_work, facts::middle_education);
    small.advance();
    EXPECT_NEAR(euros(small, home.family), (30000 + 2 * 2500) / std::sqrt(3.5), 1.0);
    EXPECT_NEAR(euros(small, alone.family), (24000 + 2500 + 5000) / std::sqrt(1.75), 1.0);
}

TEST(IncomeStep, of_those_who_do_not_work_comes_from_where_the_law_says)
{
    SmallWorld small{{"income"}, plain()};
    auto const disabled = small.add_single(Sex::man, 40);
    auto const retired = small.add_single(Sex::man, 70);
    auto const student = small.add_single(Sex::man, 20);
    small.begin();
    live_on(small, disabled.man, facts::on_disability, facts::middle_education);
    live_on(small, retired.man, facts::outside_work, facts::middle_education);
    live_on(small, student.man, facts::outside_work, facts::middle_education);
    small.set(facts::in_school, student.man, 1);
    small.advance();
    EXPECT_NEAR(euros(small, disabled.family), 18000, 1.0);
    EXPECT_NEAR(euros(small, retired.family), 11000 + 0.3 * 30000, 1.0);
    EXPECT_NEAR(euros(small, student.family), 11000, 1.0);
    EXPECT_EQ(small.get(facts::poor, student.family), 1);
}

TEST(IncomeStep, falls_when_insurance_runs_out_and_rises_with_a_new_job_by_the_next_turn)
{
    SmallWorld small{{"income"}, plain({"steps.social_security.insured=6 months"})};
    auto const home = small.add_couple(40, 40);
    small.begin();
    live_on(small, home.woman, facts::paid_work, facts::middle_education);
    live_on(small, home.man, facts::without_work, facts::middle_education);
    small.set(facts::lost_work, home.man, moment(small.world().clock.now));
    small.advance();
    EXPECT_NEAR(euros(small, home.family), (24000 + 0.7 * 30000) / std::sqrt(2.0), 1.0);
    small.advance(5);
    EXPECT_NEAR(euros(small, home.family), (24000 + 0.7 * 30000) / std::sqrt(2.0), 1.0);
    small.advance(months_per_turn);
    EXPECT_NEAR(euros(small, home.family), 24000 / std::sqrt(2.0), 1.0);
    small.set(facts::work, home.man, facts::paid_work);
    small.advance(months_per_turn);
    EXPECT_NEAR(euros(small, home.family), (24000 + 30000) / std::sqrt(2.0), 1.0);
}

/// Workers living alone, who differ in earning power.
struct Crowd {
    SmallWorld small;
    std::vector<Row> homes;

    Crowd(std::vector<std::string> const& overrides, std::size_t number, double best)
        : small{{"income"}, overrides}
    {
        for (std::size_t i = 0; i < number; ++i) {
            homes.push_back(small.add_single(Sex::man, 40).family);
        }
        small.begin();
        for (std::size_t i = 0; i < number; ++i) {
            auto const head = small.civil().head_one[homes[i]];
            live_on(small, head, facts::paid_work, facts::middle_education);
            small.set(
                facts::earning_power, head,
                static_cast<float>(best * static_cast<double>(i) / static_cast<double>(number)));
        }
    }
    std::vector<double> logs() const
    {
        std::vector<double> all;
        for (auto const home : homes) {
            all.push_back(small.get(facts::income, home));
        }
        return all;
    }
    double share_poor() const
    {
        return test::share_of(homes, [&](Row home) { return small.get(facts::poor, home) != 0; });
    }
};

TEST(IncomeStep, remembers_who_was_poor_when_the_last_year_ended)
{
    SmallWorld small{{"income"}, plain()};
    auto const home = small.add_single(Sex::woman, 40);
    small.begin();
    live_on(small, home.woman, facts::without_work, facts::middle_education);
    small.advance(12);
    EXPECT_EQ(small.get(facts::poor, home.family), 1);
    EXPECT_EQ(small.get(facts::poor_last_year, home.family), 0) << "nothing was known a year ago";
    live_on(small, home.woman, facts::paid_work, facts::middle_education);
    small.advance(12);
    EXPECT_EQ(small.get(facts::poor, home.family), 0);
    EXPECT_EQ(small.get(facts::poor_last_year, home.family), 1);
    small.advance(12);
    EXPECT_EQ(small.get(facts::poor_last_year, home.family), 0);
}

TEST(IncomeStep, leaves_most_on_assistance_under_the_line_but_half_of_those_with_children)
{
    SmallWorld small{{"income"}};
    std::vector<Row> alone;
    std::vector<Row> parents;
    for (int i = 0; i < 3000; ++i) {
        alone.push_back(small.add_single(Sex::man, 40).family);
        parents.push_back(small.add_single(Sex::woman, 40, {9.0}).family);
    }
    small.begin();
    for (auto const& homes : {alone, parents}) {
        for (auto const home : homes) {
            small.set(facts::assistance, home, 1);
        }
    }
    small.advance();
    auto const poor = [&](Row home) { return small.get(facts::poor, home) != 0; };
    EXPECT_NEAR(test::share_of(alone, poor), 0.90, test::chance_error(0.90, 3000));
    EXPECT_NEAR(test::share_of(parents, poor), 0.52, test::chance_error(0.52, 3000));
}

TEST(IncomeStep, of_those_who_stop_early_is_an_early_pension)
{
    SmallWorld small{{"income"},
                     plain({"steps.income.early_pension_from=60", "steps.income.early_pension=50 %",
                            "steps.income.least=5000 euro"})};
    auto const older = small.add_single(Sex::man, 61);
    auto const younger = small.add_single(Sex::man, 58);
    small.begin();
    for (auto const row : {older.man, younger.man}) {
        live_on(small, row, facts::without_work, facts::middle_education);
        small.set(facts::lost_work, row, moment(small.world().clock.now - Months{24}));
    }
    small.advance();
    EXPECT_NEAR(euros(small, older.family), 15000, 1.0);
    EXPECT_NEAR(euros(small, younger.family), 5000, 1.0) << "nothing but the least";
}

TEST(IncomeStep, is_not_shared_with_children_who_have_grown_up)
{
    SmallWorld small{{"income"}, plain()};
    auto const home = small.add_couple(50, 50, {20.0});
    small.begin();
    live_on(small, home.woman, facts::paid_work, facts::middle_education);
    live_on(small, home.man, facts::paid_work, facts::middle_education);
    small.advance();
    EXPECT_NEAR(euros(small, home.family), 54000 / std::sqrt(2.0), 1.0);
}

TEST(IncomeStep, keeps_its_spread_over_the_years_and_part_of_its_luck)
{
    Crowd crowd{plain({"steps.income.luck_spread=0.28", "steps.income.luck_memory=0.7"}), 4000,
                0.0};
    crowd.small.advance(12);
    auto const one = crowd.logs();
    crowd.small.advance(12);
    auto const next = crowd.logs();
    crowd.small.advance(96);
    for (auto const& logs : {one, next, crowd.logs()}) {
        EXPECT_NEAR(test::moments(logs).sd, 0.28, 0.28 * 4.0 / std::sqrt(2.0 * 4000));
    }
    EXPECT_NEAR(test::correlation(one, next), 0.7, 4.0 * 0.51 / std::sqrt(4000.0));
}

TEST(IncomeStep, of_who_lives_on_benefits_is_less_open_to_luck)
{
    Crowd crowd{plain({"steps.income.luck_spread=0.4", "steps.income.luck_on_benefits=0.5"}), 4000,
                0.0};
    for (auto const home : crowd.homes) {
        crowd.small.set(facts::work, crowd.small.civil().head_one[home], facts::on_disability);
    }
    crowd.small.advance(12);
    EXPECT_NEAR(test::moments(crowd.logs()).sd, 0.2, 0.2 * 4.0 / std::sqrt(2.0 * 4000));
}

TEST(IncomeStep, gives_each_fifth_of_the_households_its_quintile)
{
    Crowd crowd{plain(), 1000, 4.0};
    crowd.small.advance(11);
    EXPECT_EQ(crowd.small.get(facts::quintile, crowd.homes.front()), 3) << "not before December";
    crowd.small.advance();
    std::map<int, int> seen;
    int before = 0;
    for (auto const home : crowd.homes) {
        auto const quintile = crowd.small.get(facts::quintile, home);
        EXPECT_GE(quintile, before) << "more earning power, and yet a lower quintile";
        before = quintile;
        ++seen[quintile];
    }
    for (int quintile = 1; quintile <= 5; ++quintile) {
        EXPECT_NEAR(seen[quintile], 200, 5) << quintile;
    }
}

TEST(IncomeStep, makes_nobody_poor_by_earning_more)
{
    auto const poor_with = [](std::string const& earnings) {
        Crowd crowd{{"steps.income.earnings_middle=" + earnings}, 2000, 0.0};
        crowd.small.advance(24);
        std::vector<Flag> poor;
        for (auto const home : crowd.homes) {
            poor.push_back(crowd.small.get(facts::poor, home));
        }
        return poor;
    };
    auto const less = poor_with("16000 euro");
    auto const more = poor_with("20000 euro");
    int lifted = 0;
    for (std::size_t i = 0; i < less.size(); ++i) {
        EXPECT_LE(more[i], less[i]) << i;
        lifted += less[i] - more[i];
    }
    EXPECT_GT(lifted, 0);
}

TEST(IncomeStep, is_the_same_however_finely_a_month_is_lived)
{
    auto const lived_in = [](int parts) {
        Crowd crowd{{}, 500, 1.0};
        crowd.small.live_in_parts(parts);
        crowd.small.advance(24);
        return crowd.small.fingerprints();
    };
    EXPECT_EQ(lived_in(1), lived_in(2));
}

}  // namespace
}  // namespace smartstart
