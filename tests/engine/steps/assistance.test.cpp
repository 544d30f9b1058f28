#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
constexpr std::size_t households = 4000;

std::vector<std::string> plain(std::vector<std::string> const& more = {})
{
    std::vector<std::string> all{
        "steps.assistance.entry=0.5 per year", "steps.assistance.end=0 per year",
        "steps.assistance.low_education=0",    "steps.assistance.frailty=0",
        "steps.assistance.place_weight=0",     "steps.social_security.insured=6 months",
        "steps.assistance.children=0",         "steps.assistance.couple=0",
        "steps.assistance.single_parent=0"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

enum class Living : std::uint8_t { alone, together, with_a_child };

/// Households that have been without work for a year.
struct Crowd {
    SmallWorld small;
    std::vector<Row> homes;

    explicit Crowd(std::vector<std::string> const& overrides, Living living = Living::alone,
                   std::size_t municipality = 0)
        : small{{"assistance"}, overrides}
    {
        for (std::size_t i = 0; i < households; ++i) {
            homes.push_back(living == Living::together
                                ? small.add_couple(40, 40, {}, municipality).family
                            : living == Living::alone
                                ? small.add_single(Sex::man, 40, {}, municipality).family
                                : small.add_single(Sex::woman, 40, {9.0}, municipality).family);
        }
        small.begin();
        for_heads([&](Row head) {
            small.set(facts::work, head, facts::without_work);
            small.set(facts::education, head, facts::middle_education);
            small.set(facts::lost_work, head, moment(small.world().clock.now - Months{12}));
        });
    }
    template <class Body>
    void for_heads(Body const& body)
    {
        auto const view = small.civil();
        for (auto const home : homes) {
            for (auto const head : {view.head_one[home], view.head_two[home]}) {
                if (head != no_row) {
                    body(head);
                }
            }
        }
    }
    double share() const
    {
        return test::share_of(homes,
                              [&](Row home) { return small.get(facts::assistance, home) != 0; });
    }
};

void expect_share_after_a_year(Crowd& crowd, double rate)
{
    crowd.small.advance(12);
    auto const expected = -std::expm1(-rate);
    EXPECT_NEAR(crowd.share(), expected, test::chance_error(expected, households));
}

TEST(AssistanceStep, begins_at_its_rate_in_a_household_in_need)
{
    Crowd crowd{plain()};
    expect_share_after_a_year(crowd, 0.5);
}

TEST(AssistanceStep, begins_as_often_as_the_kind_of_household_says)
{
    Crowd couples{plain({"steps.assistance.couple=-0.9"}), Living::together};
    expect_share_after_a_year(couples, 0.5 * std::exp(-0.9));
    Crowd children{plain({"steps.assistance.children=0.7"}), Living::with_a_child};
    expect_share_after_a_year(children, 0.5 * std::exp(0.7));
    Crowd parents{plain({"steps.assistance.single_parent=0.5"}), Living::with_a_child};
    expect_share_after_a_year(parents, 0.5 * std::exp(0.5));
}

TEST(AssistanceStep, begins_more_often_in_the_frail_and_where_no_head_has_an_education)
{
    // exp(log 2) = 2 times as often.
    Crowd frail{plain({"steps.assistance.frailty=0.6931472"})};
    for (auto const home : frail.homes) {
        frail.small.set(facts::family_frailty, home, 1.0F);
    }
    expect_share_after_a_year(frail, 1.0);
    for (auto const with_low : {0, 1, 2}) {
        Crowd couples{plain({"steps.assistance.low_education=0.6931472"}), Living::together};
        auto const view = couples.small.civil();
        for (std::size_t i = 0; i < couples.homes.size(); ++i) {
            auto const home = couples.homes[i];
            auto const one = i % 2 == 0 ? view.head_one[home] : view.head_two[home];
            auto const other = i % 2 == 0 ? view.head_two[home] : view.head_one[home];
            if (with_low > 0) {
                couples.small.set(facts::education, one, facts::low_education);
            }
            if (with_low > 1) {
                couples.small.set(facts::education, other, facts::low_education);
            }
        }
        expect_share_after_a_year(couples, with_low == 2 ? 1.0 : 0.5);
    }
}

TEST(AssistanceStep, begins_more_often_where_more_people_live_on_it)
{
    auto const& place = SmallWorld::region().municipalities()[8];
    auto const relative = static_cast<double>(place.social_assistance) /
                          static_cast<double>(place.inhabitants) / 0.0233;
    EXPECT_LT(relative, 1.0) << "Hilvarenbeek has less of it than the country";
    Crowd crowd{plain({"steps.assistance.place_weight=1"}), Living::alone, 8};
    expect_share_after_a_year(crowd, 0.5 * relative);
}

TEST(AssistanceStep, settles_where_entry_and_end_balance)
{
    Crowd crowd{plain({"steps.assistance.end=0.5 per year"})};
    crowd.small.advance(120);
    EXPECT_NEAR(crowd.share(), 0.5, 0.01 + test::chance_error(0.5, households));
}

TEST(AssistanceStep, waits_until_insurance_has_run_out)
{
    Crowd crowd{plain({"steps.assistance.entry=1000 per year"})};
    auto const lost = moment(crowd.small.world().clock.now);
    crowd.for_heads([&](Row head) { crowd.small.set(facts::lost_work, head, lost); });
    crowd.small.advance(6);
    EXPECT_EQ(crowd.share(), 0.0);
    crowd.small.advance(3);
    EXPECT_EQ(crowd.share(), 1.0);
}

TEST(AssistanceStep, waits_for_the_insurance_of_whoever_lost_work_last)
{
    Crowd crowd{plain({"steps.assistance.entry=1000 per year"}), Living::together};
    auto const now = moment(crowd.small.world().clock.now);
    auto const view = crowd.small.civil();
    for (std::size_t i = 0; i < crowd.homes.size(); ++i) {
        auto const home = crowd.homes[i];
        crowd.small.set(facts::lost_work, i % 2 == 0 ? view.head_one[home] : view.head_two[home],
                        now);
    }
    crowd.small.advance(6);
    EXPECT_EQ(crowd.share(), 0.0);
    crowd.small.advance(3);
    EXPECT_EQ(crowd.share(), 1.0);
}

TEST(AssistanceStep, ends_at_once_when_somebody_earns)
{
    Crowd crowd{plain({"steps.assistance.entry=1000 per year"}), Living::together};
    crowd.small.advance(3);
    EXPECT_EQ(crowd.share(), 1.0);
    auto const view = crowd.small.civil();
    for (auto const home : crowd.homes) {
        crowd.small.set(facts::work, view.head_two[home], facts::paid_work);
    }
    crowd.small.advance();
    EXPECT_EQ(crowd.share(), 0.0);
}

TEST(AssistanceStep, is_not_for_those_on_disability_benefit_or_pension)
{
    Crowd disabled{plain({"steps.assistance.entry=1000 per year"})};
    disabled.for_heads(
        [&](Row head) { disabled.small.set(facts::work, head, facts::on_disability); });
    disabled.small.advance(6);
    EXPECT_EQ(disabled.share(), 0.0);
    Crowd retired{
        plain({"steps.assistance.entry=1000 per year", "steps.social_security.pension_age=39"}),
        Living::together};
    retired.small.advance(6);
    EXPECT_EQ(retired.share(), 0.0);
}

TEST(AssistanceStep, is_not_barred_by_a_student_in_the_house)
{
    Crowd crowd{plain({"steps.assistance.entry=1000 per year"}), Living::together};
    auto const view = crowd.small.civil();
    for (auto const home : crowd.homes) {
        crowd.small.set(facts::work, view.head_two[home], facts::outside_work);
        crowd.small.set(facts::in_school, view.head_two[home], 1);
    }
    crowd.small.advance(3);
    EXPECT_EQ(crowd.share(), 1.0);
}

TEST(AssistanceStep, begins_with_those_whom_the_start_population_has_on_it)
{
    SmallWorld small{{"assistance"}, plain()};
    auto const home = small.add_single(Sex::woman, 40, {9.0});
    auto const pensioner = small.add_single(Sex::woman, 70);
    for (auto const family : {home.family, pensioner.family}) {
        small.start().families[family].social_assistance = true;
    }
    small.begin();
    EXPECT_EQ(small.get(facts::assistance, home.family), 1);
    EXPECT_EQ(small.get(facts::assistance, pensioner.family), 0);
}

TEST(AssistanceStep, has_the_same_share_when_a_month_is_lived_in_two_parts)
{
    Crowd crowd{plain({"steps.assistance.end=0.5 per year"})};
    crowd.small.live_in_parts(2);
    crowd.small.advance(120);
    EXPECT_NEAR(crowd.share(), 0.5, 0.01 + test::chance_error(0.5, households));
}

}  // namespace
}  // namespace smartstart
