#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
using enum ServiceKind;

constexpr facts::Number by_clinic = 1;

std::vector<std::string> eager()
{
    return {"steps.family_support.infant_families_asked=1000 per year",
            "steps.family_support.debt_families_asking=1000 per year",
            "steps.family_support.debt_counselling_duration=1200 months",
            "steps.family_support.transport_factor=1",
            "steps.family_support.home_visiting_on_investment=0.4",
            "steps.family_support.parenting_programme_on_investment=0.2"};
}

void open_places(SmallWorld& small, double places)
{
    for (auto const kind : {home_visiting, debt_counselling}) {
        small.world().services.set_places(kind, 0, places);
    }
}

TEST(FamilySupport, visits_families_with_an_infant_and_enough_risks_only)
{
    SmallWorld small{{"family_support"}, eager()};
    auto const fits = small.add_couple(25, 26, {0.5});
    auto const low_risk = small.add_couple(25, 26, {0.5});
    auto const too_old = small.add_couple(25, 26, {4});
    small.begin();
    open_places(small, 10);
    small.set(facts::risk_count, fits.family, 2);
    small.set(facts::risk_count, low_risk.family, 1);
    small.set(facts::risk_count, too_old.family, 5);
    small.advance();
    EXPECT_EQ(small.get(facts::support, fits.family), index(home_visiting));
    EXPECT_EQ(small.get(facts::support, low_risk.family), 0);
    EXPECT_EQ(small.get(facts::support, too_old.family), 0);
}

TEST(FamilySupport, visits_from_the_next_whole_number_of_risks_where_a_study_draws_one_in_between)
{
    for (auto const* const least : {"2.0001", "2.6", "3"}) {
        auto settings = eager();
        settings.push_back(std::string{"steps.family_support.risks_for_home_visiting="} + least);
        SmallWorld small{{"family_support"}, settings};
        auto const two = small.add_couple(25, 26, {0.5}).family;
        auto const three = small.add_couple(25, 26, {0.5}).family;
        small.begin();
        open_places(small, 10);
        small.set(facts::risk_count, two, 2);
        small.set(facts::risk_count, three, 3);
        small.advance();
        EXPECT_EQ(small.get(facts::support, two), 0) << least;
        EXPECT_EQ(small.get(facts::support, three), index(home_visiting)) << least;
    }
}

TEST(FamilySupport, visits_who_the_well_baby_clinic_noticed)
{
    auto settings = eager();
    settings[0] = "steps.family_support.infant_families_asked=0 per year";
    settings.push_back("steps.family_support.clinic_sends_to_home_visiting=100 %");
    SmallWorld small{{"family_support"}, settings};
    auto const seen = small.add_couple(25, 26, {0.5});
    auto const unseen = small.add_couple(25, 26, {0.5});
    small.begin();
    open_places(small, 10);
    small.set(facts::risk_count, seen.family, 3);
    small.set(facts::risk_count, unseen.family, 3);
    small.set(facts::noticed, seen.children[0], by_clinic);
    small.set(facts::noticed, unseen.children[0], by_clinic + 1);
    small.advance();
    EXPECT_EQ(small.get(facts::support, seen.family), index(home_visiting));
    EXPECT_EQ(small.get(facts::support, unseen.family), 0);
}

TEST(FamilySupport, never_helps_more_families_than_it_has_places)
{
    SmallWorld small{{"family_support"}, eager()};
    std::vector<Row> homes;
    for (int i = 0; i < 30; ++i) {
        homes.push_back(small.add_couple(40, 41, {9}).family);
    }
    small.begin();
    open_places(small, 12);
    for (auto const home : homes) {
        small.set(facts::debt, home, 1);
    }
    small.advance(6);
    int helped = 0;
    for (auto const home : homes) {
        helped += small.get(facts::support, home) == index(debt_counselling) ? 1 : 0;
    }
    EXPECT_EQ(helped, 12);
    EXPECT_EQ(small.world().services.waiting(debt_counselling, 0), 18);
}

TEST(FamilySupport, goes_to_the_families_with_most_risks_first)
{
    SmallWorld small{{"family_support"}, eager()};
    std::vector<Row> homes;
    for (int i = 0; i < 20; ++i) {
        homes.push_back(small.add_couple(25, 26, {0.5}).family);
    }
    small.begin();
    open_places(small, 5);
    for (std::size_t i = 0; i < homes.size(); ++i) {
        small.set(facts::risk_count, homes[i], i % 4 == 3 ? 6 : 3);
    }
    small.advance();
    for (std::size_t i = 0; i < homes.size(); ++i) {
        EXPECT_EQ(small.get(facts::support, homes[i]) != 0, i % 4 == 3);
    }
}

TEST(FamilySupport, for_debts_ends_with_the_debts)
{
    SmallWorld small{{"family_support"}, eager()};
    auto const home = small.add_couple(40, 41, {9});
    small.begin();
    open_places(small, 1);
    small.set(facts::debt, home.family, 1);
    small.advance(3);
    ASSERT_EQ(small.get(facts::support, home.family), index(debt_counselling));
    EXPECT_EQ(small.get(facts::support_investment, home.family), 0.0F) << "not its channel";
    small.set(facts::debt, home.family, 0);
    small.advance();
    EXPECT_EQ(small.get(facts::support, home.family), 0);
}

TEST(FamilySupport, for_debts_is_for_homes_with_minors)
{
    SmallWorld small{{"family_support"}, eager()};
    auto const young = small.add_couple(45, 46, {17});
    auto const grown = small.add_couple(45, 46, {19});
    auto const alone = small.add_single(Sex::man, 70);
    auto const homes = {young.family, grown.family, alone.family};
    small.begin();
    open_places(small, 10);
    for (auto const home : homes) {
        small.set(facts::debt, home, 1);
    }
    small.advance(3);
    for (auto const home : homes) {
        EXPECT_EQ(small.get(facts::support, home) != 0, home == young.family);
        EXPECT_EQ(small.get(facts::asks_support, home), 0);
    }
    small.advance(12);
    EXPECT_EQ(small.get(facts::support, young.family), 0) << "the last minor has grown up";
}

TEST(FamilySupport, visits_until_the_second_birthday_of_the_youngest)
{
    SmallWorld small{{"family_support"}, eager()};
    auto const only_child = small.add_couple(25, 26, {1.5});
    auto const sibling = small.add_couple(25, 26, {1.5, 0.5});
    small.begin();
    open_places(small, 10);
    small.set(facts::risk_count, only_child.family, 3);
    small.set(facts::risk_count, sibling.family, 3);
    small.advance(5);
    EXPECT_EQ(small.get(facts::support, only_child.family), index(home_visiting));
    small.advance(3);
    EXPECT_EQ(small.get(facts::support, only_child.family), 0);
    EXPECT_EQ(small.get(facts::support, sibling.family), index(home_visiting));
    small.advance(12);
    EXPECT_EQ(small.get(facts::support, sibling.family), 0);
}

TEST(FamilySupport, raises_investment_while_it_visits_and_fades_slowly_afterwards)
{
    auto settings = eager();
    settings.push_back("steps.family_support.investment_fade_out=0.5 per year");
    SmallWorld small{{"family_support"}, settings};
    auto const home = small.add_couple(25, 26, {0.5});
    small.begin();
    open_places(small, 1);
    small.set(facts::risk_count, home.family, 3);
    small.advance(6);
    EXPECT_FLOAT_EQ(small.get(facts::support_investment, home.family), 0.4F);
    small.set(facts::support, home.family, 0);
    small.set(facts::risk_count, home.family, 0);
    small.advance(12);
    EXPECT_NEAR(small.get(facts::support_investment, home.family), 0.4 * std::exp(-0.5), 1e-4);
}

TEST(FamilySupport, eases_the_minds_of_parents_while_it_lasts_and_fades_by_its_own_rate)
{
    auto settings = eager();
    for (auto const* more :
         {"home_visiting_on_mental_health=0.1", "debt_counselling_on_mental_health=0.3",
          "mental_health_fade_out=1 per year", "investment_fade_out=0 per year"}) {
        settings.push_back(std::string{"steps.family_support."} + more);
    }
    SmallWorld small{{"family_support"}, settings};
    auto const visited = small.add_couple(25, 26, {0.2});
    auto const in_debt = small.add_couple(40, 41, {9});
    small.begin();
    open_places(small, 2);
    small.set(facts::risk_count, visited.family, 3);
    small.set(facts::debt, in_debt.family, 1);
    small.advance(6);
    auto const per_d = std::acos(-1.0) / std::sqrt(3.0);
    EXPECT_NEAR(small.get(facts::support_mental, visited.family), 0.1 * per_d, 1e-5);
    EXPECT_NEAR(small.get(facts::support_mental, in_debt.family), 0.3 * per_d, 1e-5);
    auto const last = moment(Month::of(2022, 6));
    EXPECT_EQ(small.get(facts::support_month, visited.family), last);
    small.set(facts::risk_count, visited.family, 0);
    small.set(facts::debt, in_debt.family, 0);
    small.set(facts::support, visited.family, 0);
    small.advance(12);
    EXPECT_NEAR(small.get(facts::support_mental, visited.family), 0.1 * per_d * std::exp(-1.0),
                1e-4);
    EXPECT_NEAR(small.get(facts::support_mental, in_debt.family), 0.3 * per_d * std::exp(-1.0),
                1e-4);
    EXPECT_FLOAT_EQ(small.get(facts::support_investment, visited.family), 0.4F);
    EXPECT_EQ(small.get(facts::support_month, visited.family), last);
}

/// The shift of parental investment in a home that is visited for a month, with what lingers there
/// before, and half a year after that.
std::array<float, 2> visited(std::string const& effect, float lingers)
{
    auto settings = eager();
    settings.push_back("steps.family_support.home_visiting_on_investment=" + effect);
    settings.emplace_back("steps.family_support.investment_fade_out=2 per year");
    SmallWorld small{{"family_support"}, settings};
    auto const home = small.add_couple(25, 26, {0.5});
    small.begin();
    open_places(small, 1);
    small.set(facts::risk_count, home.family, 3);
    small.set(facts::support_investment, home.family, lingers);
    small.advance();
    auto const during = small.get(facts::support_investment, home.family);
    small.set(facts::risk_count, home.family, 0);
    small.set(facts::support, home.family, 0);
    small.advance(6);
    return {during, small.get(facts::support_investment, home.family)};
}

TEST(FamilySupport, that_harms_does_harm_and_fades_as_help_does)
{
    for (auto const sign : {1.0F, -1.0F}) {
        auto const [during, after] = visited(sign > 0.0F ? "0.4" : "-0.4", 0.0F);
        EXPECT_FLOAT_EQ(during, 0.4F * sign);
        EXPECT_NEAR(after, 0.4 * sign * std::exp(-1.0), 1e-4);
    }
    EXPECT_FLOAT_EQ(visited("-0.4", 0.1F)[0], -0.4F) << "the stronger of both counts";
    EXPECT_GT(visited("-0.4", 0.9F)[0], 0.0F);
}

TEST(FamilySupport, does_less_where_it_is_transported_badly_or_priors_are_sceptical)
{
    for (auto const& [more, part] :
         {std::pair{std::vector<std::string>{}, 1.0F},
          {{"steps.family_support.transport_factor=0.5"}, 0.5F},
          {{"structure.priors=sceptical", "steps.family_support.sceptical_factor=0.25"}, 0.25F}}) {
        auto settings = eager();
        settings.insert(settings.end(), more.begin(), more.end());
        SmallWorld small{{"family_support"}, settings};
        auto const home = small.add_couple(25, 26, {0.5});
        small.begin();
        open_places(small, 1);
        small.set(facts::risk_count, home.family, 3);
        small.advance();
        EXPECT_FLOAT_EQ(small.get(facts::support_investment, home.family), 0.4F * part);
    }
}

TEST(FamilySupport, lets_a_parenting_programme_for_one_child_reach_the_whole_family)
{
    SmallWorld small{{"family_support"}, eager()};
    auto const home = small.add_couple(35, 36, {8, 6});
    auto const other = small.add_couple(35, 36, {8});
    small.begin();
    small.set(facts::care, home.children[0], index(parenting_programme));
    small.set(facts::care, other.children[0], index(ambulant));
    small.advance();
    EXPECT_FLOAT_EQ(small.get(facts::support_investment, home.family), 0.2F);
    EXPECT_GT(small.get(facts::support_mental, home.family), 0.0F);
    EXPECT_EQ(small.get(facts::support_investment, other.family), 0.0F);
}

TEST(FamilySupport, lasts_as_long_as_its_mean_duration)
{
    auto settings = eager();
    settings[3] = "steps.family_support.debt_counselling_duration=18 months";
    SmallWorld small{{"family_support"}, settings};
    std::vector<Row> homes;
    for (int i = 0; i < 1500; ++i) {
        homes.push_back(small.add_single(Sex::woman, 40, {5}).family);
    }
    small.begin();
    open_places(small, 1500);
    for (auto const home : homes) {
        small.set(facts::debt, home, 1);
    }
    small.advance();
    small.world().services.set_places(debt_counselling, 0, 0);
    small.advance(18);
    double left = 0.0;
    for (auto const home : homes) {
        left += small.get(facts::support, home) != 0 ? 1.0 / 1500.0 : 0.0;
    }
    EXPECT_NEAR(left, std::exp(-1.0), 0.045);
}

}  // namespace
}  // namespace smartstart
