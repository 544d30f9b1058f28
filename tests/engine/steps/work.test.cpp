#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
constexpr std::size_t people = 4000;

/// Rates that depend on nothing, so that a closed form exists.
std::vector<std::string> plain(std::vector<std::string> const& more = {})
{
    std::vector<std::string> all{"steps.work.loss_by_age={18: 1}",
                                 "steps.work.finding_by_age={18: 1}",
                                 "steps.work.disability_by_age={18: 1}",
                                 "steps.work.frailty_loss=0",
                                 "steps.work.frailty_finding=0",
                                 "steps.work.frailty_disability=0",
                                 "steps.work.place_weight=0",
                                 "steps.work.waiting=0",
                                 "steps.work.loss_middle=0.2 per year",
                                 "steps.work.finding_middle=0.5 per year",
                                 "steps.work.disability_middle=0 per year"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// Adults of one age living alone, with a middle education.
struct Crowd {
    SmallWorld small;
    std::vector<Row> rows;

    explicit Crowd(std::vector<std::string> const& overrides, double age = 35,
                   std::size_t number = people)
        : small{{"work"}, overrides}
    {
        for (std::size_t i = 0; i < number; ++i) {
            rows.push_back(small.add_single(Sex::man, age).man);
        }
        small.begin();
        for (auto const row : rows) {
            small.set(facts::education, row, facts::middle_education);
        }
    }
    double share(facts::Number state) const
    {
        return test::share_of(rows, [&](Row row) { return small.get(facts::work, row) == state; });
    }
    void all(facts::Number state)
    {
        for (auto const row : rows) {
            small.set(facts::work, row, state);
            small.set(facts::lost_work, row, moment(small.world().clock.now));
        }
    }
};

/// The share without work when it is lost at a rate and found, spell by spell, with these chances.
double share_without(double loss, double finding, double waiting)
{
    double mean_spell = 0.0;
    double running = 1.0;
    for (int turn = 1; turn <= 4000; ++turn) {
        mean_spell += 0.25 * running;
        auto const years = std::min(10.0, 0.25 * turn);
        running *= std::exp(-0.25 * finding * std::pow(years, -waiting));
    }
    auto const begun = -std::expm1(-0.25 * loss) / 0.25;
    return begun * mean_spell / (1.0 + begun * mean_spell);
}

TEST(WorkStep, settles_at_the_share_that_loss_and_finding_imply)
{
    for (auto const* waiting : {"0", "0.5"}) {
        Crowd crowd{plain({std::string{"steps.work.waiting="} + waiting})};
        auto const expected = share_without(0.2, 0.5, std::stod(waiting));
        for (int year = 0; year < 3; ++year) {
            crowd.small.advance(year == 0 ? 1 : 60);
            EXPECT_NEAR(crowd.share(facts::without_work), expected,
                        0.01 + test::chance_error(expected, people))
                << waiting << ' ' << year;
        }
    }
}

TEST(WorkStep, lets_a_job_end_at_its_rate_and_notes_the_month)
{
    Crowd crowd{plain({"steps.work.finding_middle=0 per year"})};
    crowd.small.advance();
    crowd.all(facts::paid_work);
    auto const before = moment(crowd.small.world().clock.now);
    crowd.small.advance(12);
    auto const expected = -std::expm1(-0.2);
    EXPECT_NEAR(crowd.share(facts::without_work), expected, test::chance_error(expected, people));
    for (auto const row : crowd.rows) {
        if (crowd.small.get(facts::work, row) == facts::without_work) {
            EXPECT_GE(crowd.small.get(facts::lost_work, row), before);
        }
    }
}

TEST(WorkStep, finds_work_less_often_for_who_has_waited_longer)
{
    auto const found_after = [](int years) {
        Crowd crowd{plain({"steps.work.waiting=0.5", "steps.work.loss_middle=0 per year"})};
        crowd.small.advance();
        crowd.all(facts::without_work);
        for (auto const row : crowd.rows) {
            crowd.small.set(facts::lost_work, row,
                            moment(crowd.small.world().clock.now - Months{12 * years}));
        }
        crowd.small.advance(3);
        return crowd.share(facts::paid_work);
    };
    auto const expected = [](double years) {
        return -std::expm1(-0.25 * 0.5 * std::pow(years, -0.5));
    };
    for (auto const years : {1, 4, 9}) {
        auto const chance = expected(years);
        EXPECT_NEAR(found_after(years), chance, 0.005 + test::chance_error(chance, people))
            << years;
    }
}

TEST(WorkStep, keeps_nobody_in_work_whom_illness_puts_out_of_it)
{
    // The same luck in both worlds: whoever works when everyone is ill works when nobody is.
    auto const after_a_quarter = [](Flag ill) {
        Crowd crowd{plain({"steps.work.ill_loss=1", "steps.work.ill_finding=-1"})};
        crowd.small.advance();
        for (auto const row : crowd.rows) {
            crowd.small.set(facts::ill, row, ill);
        }
        crowd.small.advance(3);
        std::vector<facts::Number> states;
        for (auto const row : crowd.rows) {
            states.push_back(crowd.small.get(facts::work, row));
        }
        return states;
    };
    auto const well = after_a_quarter(0);
    auto const ill = after_a_quarter(1);
    int fewer = 0;
    for (std::size_t i = 0; i < people; ++i) {
        EXPECT_LE(ill[i] == facts::paid_work, well[i] == facts::paid_work) << i;
        fewer += well[i] == facts::paid_work && ill[i] != facts::paid_work ? 1 : 0;
    }
    EXPECT_GT(fewer, 0);
}

TEST(WorkStep, is_lost_more_often_by_parents_alone_and_found_less_often_on_assistance)
{
    auto const share_paid = [](facts::Number state, Flag assistance, double child) {
        SmallWorld small{
            {"work"},
            plain({"steps.work.single_parent_loss=1.0986123", "steps.work.single_parent_finding=0",
                   "steps.work.assisted_finding=-1.0986123"})};
        std::vector<Row> rows;
        for (std::size_t i = 0; i < people; ++i) {
            rows.push_back(small.add_single(Sex::woman, 35, {child}).woman);
        }
        small.begin();
        small.advance();
        for (auto const row : rows) {
            small.set(facts::education, row, facts::middle_education);
            small.set(facts::work, row, state);
            small.set(facts::lost_work, row, moment(small.world().clock.now));
            small.set(facts::assistance, small.civil().family[row], assistance);
        }
        small.advance(3);
        return test::share_of(
            rows, [&](Row row) { return small.get(facts::work, row) == facts::paid_work; });
    };
    auto const near = [](double found, double expected) {
        EXPECT_NEAR(found, expected, test::chance_error(expected, people));
    };
    near(share_paid(facts::paid_work, 0, 5.0), std::exp(-0.25 * 0.6));
    near(share_paid(facts::paid_work, 0, 14.0), std::exp(-0.25 * 0.2));
    near(share_paid(facts::without_work, 0, 14.0), -std::expm1(-0.25 * 0.5));
    near(share_paid(facts::without_work, 1, 14.0), -std::expm1(-0.25 * 0.5 / 3.0));
}

TEST(WorkStep, puts_as_many_on_disability_benefit_as_onset_and_end_imply)
{
    Crowd crowd{plain({"steps.work.disability_middle=0.02 per year",
                       "steps.work.disability_end=0.05 per year"}),
                48};
    crowd.small.advance();
    auto const share = [](double years) { return 2.0 / 7.0 * -std::expm1(-0.07 * years); };
    EXPECT_NEAR(crowd.share(facts::on_disability), share(30),
                0.01 + test::chance_error(0.25, people));
    crowd.small.advance(120);
    EXPECT_NEAR(crowd.share(facts::on_disability), share(40),
                0.01 + test::chance_error(0.27, people));
}

TEST(WorkStep, ends_at_pension_age_and_not_before)
{
    Crowd crowd{plain(), 66.5, 200};
    crowd.small.advance(6);
    EXPECT_EQ(crowd.share(facts::outside_work), 0.0);
    crowd.small.advance();
    EXPECT_EQ(crowd.share(facts::outside_work), 1.0);
}

TEST(WorkStep, leaves_students_out_and_lets_them_look_for_work_afterwards)
{
    Crowd crowd{plain({"steps.work.finding_middle=0 per year"}), 20, 300};
    for (auto const row : crowd.rows) {
        crowd.small.set(facts::in_school, row, 1);
    }
    crowd.small.advance(3);
    EXPECT_EQ(crowd.share(facts::outside_work), 1.0);
    for (auto const row : crowd.rows) {
        crowd.small.set(facts::in_school, row, 0);
    }
    crowd.small.advance();
    EXPECT_EQ(crowd.share(facts::outside_work), 0.0);
    // Back at school, and out again: nobody walks into a job at once.
    for (auto const in_school : {Flag{1}, Flag{0}}) {
        for (auto const row : crowd.rows) {
            crowd.small.set(facts::in_school, row, in_school);
        }
        crowd.small.advance();
    }
    EXPECT_EQ(crowd.share(facts::without_work), 1.0);
    auto const now = crowd.small.world().clock.now - Months{1};
    for (auto const row : crowd.rows) {
        auto const lost = crowd.small.get(facts::lost_work, row);
        EXPECT_EQ(facts::without_work_since(lost), moment(now));
        EXPECT_LT(lost, 0) << "who comes from school has lost no job";
    }
}

TEST(WorkStep, takes_the_young_without_work_for_school_leavers_and_older_ones_for_who_lost_a_job)
{
    for (auto const age : {25.0, 40.0}) {
        Crowd crowd{plain({"steps.work.finding_middle=0.1 per year"}), age, 300};
        crowd.small.advance();
        int idle = 0;
        for (auto const row : crowd.rows) {
            if (crowd.small.get(facts::work, row) == facts::without_work) {
                EXPECT_EQ(crowd.small.get(facts::lost_work, row) < 0, age < 30.0) << age;
                ++idle;
            }
        }
        EXPECT_GT(idle, 50);
    }
}

TEST(WorkStep, is_found_by_grown_children_whatever_their_parents_live_on)
{
    // Nobody who leads such a home finds any.
    SmallWorld small{{"work"},
                     plain({"steps.work.loss_middle=0 per year", "steps.work.assisted_finding=-20",
                            "steps.work.single_parent_finding=-20"})};
    constexpr std::size_t count = 2000;
    std::vector<Row> parents;
    std::vector<Row> children;
    for (std::size_t i = 0; i < count; ++i) {
        auto const home = small.add_single(Sex::woman, 45, {22.0, 8.0});
        parents.push_back(home.woman);
        children.push_back(home.children[0]);
    }
    small.begin();
    for (auto const* const rows : {&parents, &children}) {
        for (auto const row : *rows) {
            small.set(facts::education, row, facts::middle_education);
        }
    }
    small.advance();
    for (auto const* const rows : {&parents, &children}) {
        for (auto const row : *rows) {
            small.set(facts::work, row, facts::without_work);
            small.set(facts::assistance, small.civil().family[row], 1);
        }
    }
    small.advance(12);
    auto const works = [&](Row row) { return small.get(facts::work, row) == facts::paid_work; };
    auto const expected = -std::expm1(-0.5);
    EXPECT_NEAR(test::share_of(children, works), expected, test::chance_error(expected, count));
    EXPECT_EQ(test::share_of(parents, works), 0.0);
}

TEST(WorkStep, takes_the_end_of_a_benefit_for_no_job_loss)
{
    Crowd crowd{plain({"steps.work.disability_end=3 per year"}), 40, 300};
    crowd.small.advance();
    crowd.all(facts::on_disability);
    crowd.small.advance(3);
    int freed = 0;
    for (auto const row : crowd.rows) {
        if (crowd.small.get(facts::work, row) == facts::without_work) {
            EXPECT_LT(crowd.small.get(facts::lost_work, row), 0);
            ++freed;
        }
    }
    EXPECT_GT(freed, 50);
}

TEST(WorkStep, takes_who_lives_on_assistance_at_the_start_for_one_without_work)
{
    SmallWorld small{{"work"}, plain()};
    std::vector<Row> rows;
    for (int i = 0; i < 300; ++i) {
        rows.push_back(small.add_single(Sex::woman, 40).woman);
    }
    small.begin();
    for (auto const row : rows) {
        small.set(facts::assistance, small.civil().family[row], 1);
    }
    small.advance();
    EXPECT_EQ(
        test::share_of(rows,
                       [&](Row row) { return small.get(facts::work, row) == facts::without_work; }),
        1.0);
}

TEST(WorkStep, gives_everybody_an_earning_power_after_their_skills)
{
    SmallWorld small{{"work"},
                     plain({"steps.work.power_of_cognitive=0.6", "steps.work.power_of_social=0.8",
                            "steps.work.power_of_standing=0"})};
    auto const home = small.add_couple(45, 47, {17.9});
    small.begin();
    auto const child = home.children[0];
    small.set(facts::skill_cognitive, child, 1.5F);
    small.set(facts::skill_social, child, -0.5F);
    small.set(facts::skill_cognitive, home.woman, -1.0F);
    small.set(facts::skill_social, home.woman, 0.5F);
    small.advance(3);
    // With these weights nothing is left to luck: 0.36 + 0.64 = 1.
    EXPECT_NEAR(small.get(facts::earning_power, child), 0.6 * 1.5 - 0.8 * 0.5, 1e-3);
    EXPECT_NEAR(small.get(facts::earning_power, home.woman), 0.8 * 0.5 - 0.6 * 1.0, 1e-3)
        << "adult at the start";
}

TEST(WorkStep, gives_children_part_of_the_standing_of_their_parents)
{
    SmallWorld small{{"work"},
                     plain({"steps.work.power_of_cognitive=0", "steps.work.power_of_social=0",
                            "steps.work.power_of_standing=1",
                            "steps.work.standing_parent_child_correlation=0.5"})};
    std::vector<SmallWorld::Household> homes;
    for (int i = 0; i < 2000; ++i) {
        homes.push_back(small.add_couple(45, 47, {17.9}));
    }
    small.begin();
    small.advance(3);
    double product = 0.0;
    double square = 0.0;
    for (auto const& home : homes) {
        auto const mother = small.get(facts::earning_power, home.woman);
        auto const child = small.get(facts::earning_power, home.children[0]);
        product += static_cast<double>(mother) * static_cast<double>(child) / 2000.0;
        square += static_cast<double>(child) * static_cast<double>(child) / 2000.0;
    }
    EXPECT_NEAR(product, 0.5, 0.1);
    EXPECT_NEAR(square, 1.0, 0.13);
}

TEST(WorkStep, gives_the_same_earning_power_whenever_school_is_over)
{
    Crowd early{plain(), 20, 100};
    Crowd late{plain(), 20, 100};
    for (auto const row : late.rows) {
        late.small.set(facts::in_school, row, 1);
    }
    early.small.advance(7);
    late.small.advance(6);
    for (auto const row : late.rows) {
        EXPECT_EQ(late.small.get(facts::earning_power, row), 0.0F) << "not yet";
        late.small.set(facts::in_school, row, 0);
    }
    late.small.advance();
    for (auto const row : late.rows) {
        EXPECT_NE(late.small.get(facts::earning_power, row), 0.0F);
        EXPECT_EQ(late.small.get(facts::earning_power, row),
                  early.small.get(facts::earning_power, row));
    }
}

TEST(WorkStep, is_the_same_however_finely_a_month_is_lived)
{
    auto const lived_in = [](int parts) {
        Crowd crowd{{}, 35, 500};
        crowd.small.live_in_parts(parts);
        crowd.small.advance(24);
        return crowd.small.fingerprints();
    };
    EXPECT_EQ(lived_in(1), lived_in(2));
}

}  // namespace
}  // namespace smartstart
