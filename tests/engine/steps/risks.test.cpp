#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "engine/steps/first_days.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using facts::Number;
using test::SmallWorld;
constexpr Fact<Family, std::uint16_t> risk_factors{"risk_factors", ""};

/// A couple with an education, paid work and a child of six: no risk factor at all.
struct Home {
    SmallWorld small{{"risks"}};
    SmallWorld::Household family = small.add_couple(36, 38, {6.0});

    Home()
    {
        small.begin();
        for (auto const head : {family.woman, family.man}) {
            small.set(facts::work, head, facts::paid_work);
            small.set(facts::education, head, facts::middle_education);
        }
    }
    int count() const { return small.get(facts::risk_count, family.family); }
    int factors() const { return small.get(risk_factors, family.family); }
    int adversity() const { return small.get(facts::adversity, family.children[0]); }
};

TEST(RisksStep, finds_none_in_a_family_that_has_none)
{
    Home home;
    home.small.advance(12);
    EXPECT_EQ(home.count(), 0);
    EXPECT_EQ(home.adversity(), 0);
}

TEST(RisksStep, sees_each_factor_by_itself_in_the_month_in_which_it_is_there)
{
    struct Case {
        int bit;
        void (*happens)(Home& home);
    };
    auto const cases = {
        Case{1, [](Home& home) { home.small.set(facts::poor, home.family.family, 1); }},
        Case{2, [](Home& home) { home.small.set(facts::debt, home.family.family, 1); }},
        Case{4,
             [](Home& home) {
                 home.small.set(facts::work, home.family.woman, facts::without_work);
                 home.small.set(facts::work, home.family.man, facts::on_disability);
             }},
        Case{8,
             [](Home& home) {
                 home.small.set(facts::education, home.family.woman, facts::low_education);
                 home.small.set(facts::education, home.family.man, facts::low_education);
             }},
        Case{16,
             [](Home& home) {
                 home.small.file({.kind = VitalKind::separation, .person = home.family.man});
             }},
        Case{32, [](Home& home) { home.small.set(facts::ill, home.family.man, 1); }},
        Case{64, [](Home& home) { home.small.set(facts::addicted, home.family.woman, 1); }},
        Case{128, [](Home& home) { home.small.set(facts::violence, home.family.family, 1); }},
        Case{512,
             [](Home& home) {
                 home.small.set(facts::suspect, home.family.man,
                                moment(home.small.world().clock.now - Months{24}));
             }},
        Case{1024, [](Home& home) { home.small.set(facts::unsettled, home.family.family, 1); }},
    };
    for (auto const& one : cases) {
        Home home;
        one.happens(home);
        home.small.advance();
        EXPECT_EQ(home.factors(), one.bit);
        EXPECT_EQ(home.count(), 1) << one.bit;
        EXPECT_EQ(home.adversity(), 1) << one.bit;
    }
}

TEST(RisksStep, takes_a_disability_benefit_for_no_work_and_a_pension_or_study_for_neither)
{
    for (auto const work : {facts::on_disability, facts::without_work, facts::outside_work}) {
        Home home;
        home.small.set(facts::work, home.family.woman, work);
        home.small.set(facts::work, home.family.man, work);
        home.small.advance();
        EXPECT_EQ(home.factors(), work == facts::outside_work ? 0 : 4);
    }
}

TEST(RisksStep, takes_one_earner_and_one_diploma_as_enough)
{
    Home home;
    home.small.set(facts::work, home.family.woman, facts::without_work);
    home.small.set(facts::education, home.family.man, facts::low_education);
    home.small.advance();
    EXPECT_EQ(home.count(), 0);
}

TEST(RisksStep, forgets_a_police_record_after_its_time)
{
    Home home;
    home.small.set(facts::suspect, home.family.man,
                   moment(home.small.world().clock.now - Months{57}));
    home.small.advance(3);
    EXPECT_EQ(home.count(), 1);
    home.small.advance(3);
    EXPECT_EQ(home.count(), 0);
}

TEST(RisksStep, knows_a_mother_who_was_under_twenty_at_the_birth)
{
    SmallWorld small{{"risks"}};
    auto const teenager = small.add_single(Sex::woman, 25, {5.5});
    auto const grown = small.add_single(Sex::woman, 25, {4.5});
    small.begin();
    small.advance(3);
    EXPECT_EQ(small.get(risk_factors, teenager.family) & 256, 256);
    EXPECT_EQ(small.get(risk_factors, grown.family) & 256, 0);
}

TEST(RisksStep, sees_a_teenage_mother_in_the_month_of_the_birth)
{
    SmallWorld small{{"risks"}};
    auto const home = small.add_single(Sex::woman, 18.5);
    small.begin();
    small.advance();
    EXPECT_EQ(small.get(risk_factors, home.family), 0);
    small.file({.kind = VitalKind::birth, .person = home.woman});
    small.advance();
    EXPECT_EQ(small.get(risk_factors, home.family), 16 + 256);
}

TEST(RisksStep, finds_no_single_parent_where_a_child_lives_without_any_head)
{
    SmallWorld small{{"risks"}};
    auto const alone = small.add_single(Sex::woman, 40, {9}).family;
    auto const nobody = small.add_family();
    small.add_person(nobody, {.age = 9, .head = false});
    small.begin();
    for (int month = 0; month < 2; ++month) {
        small.advance();
        EXPECT_EQ(small.get(risk_factors, alone) & 16, 16);
        EXPECT_EQ(small.get(risk_factors, nobody) & 16, 0);
    }
}

TEST(RisksStep, adds_the_factors_of_every_month_to_what_a_child_has_borne)
{
    Home home;
    home.small.set(facts::poor, home.family.family, 1);
    home.small.set(facts::debt, home.family.family, 1);
    home.small.advance(10);
    home.small.set(facts::debt, home.family.family, 0);
    home.small.advance(10);
    EXPECT_EQ(home.adversity(), 10 * 2 + 10 * 1);
    home.small.set(facts::poor, home.family.family, 0);
    home.small.advance(12);
    EXPECT_EQ(home.adversity(), 30) << "kept for life";
    EXPECT_EQ(home.small.get(facts::adversity, home.family.woman), 0) << "adults bear none";
}

TEST(RisksStep, stops_adding_at_eighteen)
{
    SmallWorld small{{"risks"}};
    auto const home = small.add_couple(40, 40, {17.5});
    small.begin();
    small.set(facts::poor, home.family, 1);
    small.advance(24);
    EXPECT_EQ(small.get(facts::adversity, home.children[0]), 6);
}

TEST(RisksStep, leaves_out_the_months_of_a_child_away_from_home)
{
    Home home;
    home.small.set(facts::poor, home.family.family, 1);
    home.small.advance(2);
    home.small.set(facts::stay, home.family.children[0], 10);
    home.small.advance(5);
    home.small.set(facts::stay, home.family.children[0], 0);
    home.small.advance();
    EXPECT_EQ(home.adversity(), 3);
}

/// What is kept at the end of 2023 of a couple whose child was born in January 2022.
unsigned first_days(Number work_in_2022, Number work_in_2023, Flag assistance_in_2022)
{
    SmallWorld small{{"risks"}};
    auto const home = small.add_couple(30, 31, {0.0});
    small.begin();
    auto const live = [&](Number work, Flag assistance) {
        small.set(facts::work, home.woman, facts::without_work);
        small.set(facts::work, home.man, work);
        small.set(facts::education, home.man, facts::middle_education);
        small.set(facts::assistance, home.family, assistance);
        small.advance(12);
    };
    live(work_in_2022, assistance_in_2022);
    EXPECT_EQ(small.get(facts::first_days, home.family), 0) << "born this year, not last year";
    live(work_in_2023, 0);
    auto const found = small.get(facts::first_days, home.family);
    live(work_in_2023, 0);
    EXPECT_EQ(small.get(facts::first_days, home.family), 0) << "too old";
    return found;
}

TEST(RisksStep, keeps_whether_parents_of_an_infant_worked_or_were_assisted_in_any_of_three_years)
{
    using namespace facts;
    EXPECT_EQ(first_days(without_work, without_work, 0), has_infant | lacks_work);
    EXPECT_EQ(first_days(paid_work, without_work, 0), has_infant);
    EXPECT_EQ(first_days(without_work, paid_work, 1), has_infant | was_assisted);
    EXPECT_EQ(first_days(without_work, without_work, 1), has_infant | lacks_work | was_assisted);
}

TEST(RisksStep, looks_for_what_an_infant_lacks_at_its_father_elsewhere_and_at_debts)
{
    SmallWorld small{{"risks"}};
    auto const father = small.add_single(Sex::man, 32);
    auto const home = small.add_family();
    auto const mother = small.add_person(home, {.age = 30});
    small.add_person(home, {.age = 0, .head = false, .mother = mother, .father = father.man});
    small.begin();
    small.set(facts::work, mother, facts::without_work);
    small.set(facts::work, father.man, facts::paid_work);
    small.set(facts::education, mother, facts::middle_education);
    small.set(facts::debt, home, 1);
    small.advance(24);
    using namespace facts;
    EXPECT_EQ(small.get(facts::first_days, home), has_infant | lacks_prosperity | lacks_stability)
        << "the father works";
}

TEST(RisksStep, counts_homes_without_children_within_a_quarter)
{
    SmallWorld small{{"risks"}};
    auto const home = small.add_single(Sex::man, 40);
    small.begin();
    small.set(facts::poor, home.family, 1);
    small.advance(3);
    EXPECT_EQ(small.get(facts::risk_count, home.family), 1);
}

TEST(RisksStep, is_the_same_however_finely_a_month_is_lived)
{
    auto const lived_in = [](int parts) {
        Home home;
        home.small.live_in_parts(parts);
        home.small.set(facts::poor, home.family.family, 1);
        home.small.advance(12);
        return home.small.fingerprints();
    };
    EXPECT_EQ(lived_in(1), lived_in(2));
}

}  // namespace
}  // namespace smartstart
