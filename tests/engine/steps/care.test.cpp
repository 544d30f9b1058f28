#include <cmath>

#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
using enum ServiceKind;

/// Children of eight who ask for this service, in a region that has these places.
struct Asking {
    SmallWorld small;
    std::vector<Row> children;

    Asking(ServiceKind kind, std::size_t count, double places,
           std::vector<std::string> const& settings = {}, double age = 8)
        : small{{"care"}, settings}
    {
        for (std::size_t i = 0; i < count; ++i) {
            children.push_back(small.add_couple(40, 41, {age}).children[0]);
        }
        small.begin();
        small.world().services.set_places(kind, 0, places);
        for (auto const child : children) {
            ask(child, kind);
        }
    }
    void ask(Row child, ServiceKind kind)
    {
        small.set(facts::asks, child, static_cast<facts::Number>(kind));
        small.set(facts::asks_since, child, moment(small.world().clock.now));
        small.set(facts::problem, child, 1);
    }
    std::size_t helped() const
    {
        std::size_t count = 0;
        for (auto const child : children) {
            count += small.get(facts::care, child) != 0 ? 1U : 0U;
        }
        return count;
    }
    void stop_asking()
    {
        for (auto const child : children) {
            small.set(facts::asks, child, 0);
        }
    }
};

std::vector<std::string> lasting(std::string const& service)
{
    auto const own = "steps.care." + service;
    return {own + "_duration=1200 months",
            own + "_drop_out=0 per year",
            own + "_effect=0.5",
            own + "_fade_out=0 per year",
            "steps.care.transport_factor=1",
            "steps.care.fidelity=1",
            "steps.care.end_when_solved=0 per year"};
}

TEST(Care, never_helps_more_children_than_it_has_places)
{
    Asking all{ambulant, 50, 20, lasting("ambulant")};
    for (int month = 0; month < 12; ++month) {
        all.small.advance();
        EXPECT_EQ(all.helped(), 20U);
        EXPECT_EQ(all.small.world().services.taken(ambulant, 0), 20);
        EXPECT_EQ(all.small.world().services.waiting(ambulant, 0), 30);
    }
}

TEST(Care, goes_to_the_most_serious_first_whoever_asked_first)
{
    Asking all{ambulant, 10, 1, lasting("ambulant")};
    auto const late = all.children[7];
    all.small.set(facts::asks_since, late, moment(all.small.world().clock.now + Months{1}));
    all.small.set(facts::problem, late, 2);
    all.small.advance();
    EXPECT_EQ(all.small.get(facts::care, late), index(ambulant));
}

TEST(Care, remembers_how_long_a_child_waited)
{
    Asking all{ambulant, 1, 0, lasting("ambulant")};
    all.small.advance(5);
    EXPECT_EQ(all.helped(), 0U);
    all.small.world().services.set_places(ambulant, 0, 1);
    all.small.advance();
    EXPECT_EQ(all.helped(), 1U);
    EXPECT_EQ(all.small.get(facts::waited, all.children[0]), 5);
}

TEST(Care, lasts_as_long_as_its_mean_duration)
{
    auto settings = lasting("ambulant");
    settings[0] = "steps.care.ambulant_duration=10 months";
    Asking all{ambulant, 1500, 1500, settings};
    all.small.advance();
    ASSERT_EQ(all.helped(), 1500U);
    all.stop_asking();
    all.small.advance(10);
    EXPECT_NEAR(static_cast<double>(all.helped()) / 1500.0, std::exp(-1.0), 0.045);
}

TEST(Care, ends_soon_after_the_problem_is_over)
{
    auto settings = lasting("ambulant");
    settings[6] = "steps.care.end_when_solved=6 per year";
    Asking all{ambulant, 400, 400, settings};
    all.small.advance();
    all.stop_asking();
    for (std::size_t i = 0; i < 200; ++i) {
        all.small.set(facts::problem, all.children[i], 0);
    }
    all.small.advance(12);
    EXPECT_LT(all.helped(), 205U);
    EXPECT_GT(all.helped(), 190U) << "the others stay";
    std::size_t well = 0;
    for (std::size_t i = 0; i < 200; ++i) {
        well += all.small.get(facts::care, all.children[i]) != 0 ? 1U : 0U;
    }
    EXPECT_LT(well, 5U);
}

TEST(Care, of_a_maltreated_child_goes_on_whatever_its_problems)
{
    auto settings = lasting("ambulant");
    settings[6] = "steps.care.end_when_solved=1000 per year";
    Asking all{ambulant, 20, 20, settings};
    all.small.advance();
    all.stop_asking();
    for (std::size_t i = 0; i < all.children.size(); ++i) {
        all.small.set(facts::problem, all.children[i], 0);
        all.small.set(facts::maltreated, all.children[i], i % 2 == 0 ? 1 : 0);
    }
    all.small.advance();
    for (std::size_t i = 0; i < all.children.size(); ++i) {
        EXPECT_EQ(all.small.get(facts::care, all.children[i]) != 0, i % 2 == 0) << i;
    }
}

TEST(Care, shifts_the_log_odds_of_recovery_by_the_standardised_effect)
{
    Asking one{ambulant, 1, 1, lasting("ambulant")};
    one.small.advance();
    auto const expected = 0.5 * std::acos(-1.0) / std::sqrt(3.0);
    EXPECT_NEAR(one.small.get(facts::care_recovery, one.children[0]), expected, 1e-5);
}

TEST(Care, has_as_much_of_its_published_effect_as_it_is_given_here_and_as_priors_allow)
{
    auto const effect = [](std::vector<std::string> const& more) {
        auto settings = lasting("ambulant");
        settings.insert(settings.end(), more.begin(), more.end());
        Asking one{ambulant, 1, 1, settings};
        one.small.advance();
        return one.small.get(facts::care_recovery, one.children[0]);
    };
    auto const full = effect({});
    EXPECT_NEAR(effect({"steps.care.transport_factor=0.5"}), 0.5F * full, 1e-5);
    EXPECT_NEAR(effect({"steps.care.fidelity=0.8"}), 0.8F * full, 1e-5);
    EXPECT_NEAR(effect({"structure.priors=sceptical", "steps.care.sceptical_factor=0.4"}),
                0.4F * full, 1e-5);
}

TEST(Care, fades_by_the_rate_of_the_service_that_helped)
{
    for (auto const* rate : {"0 per year", "1 per year"}) {
        auto settings = lasting("parenting_programme");
        settings[0] = "steps.care.parenting_programme_duration=1 months";
        settings[3] = std::string{"steps.care.parenting_programme_fade_out="} + rate;
        Asking one{parenting_programme, 40, 40, settings};
        one.small.advance();
        one.stop_asking();
        auto const full = one.small.get(facts::care_recovery, one.children[0]);
        one.small.advance(24);
        ASSERT_EQ(one.helped(), 0U);
        for (auto const child : one.children) {
            auto const left = one.small.get(facts::care_recovery, child) / full;
            if (std::string{rate} == "0 per year") {
                EXPECT_FLOAT_EQ(left, 1.0F);
            } else {
                EXPECT_LT(left, 0.6F);
                EXPECT_GT(left, 0.1F);
            }
        }
    }
}

TEST(Care, leaves_nothing_with_who_drops_out)
{
    auto settings = lasting("ambulant");
    settings[1] = "steps.care.ambulant_drop_out=1000 per year";
    Asking one{ambulant, 1, 1, settings};
    one.small.advance();
    EXPECT_GT(one.small.get(facts::care_recovery, one.children[0]), 0.5F);
    one.stop_asking();
    one.small.advance();
    EXPECT_EQ(one.helped(), 0U);
    EXPECT_EQ(one.small.get(facts::care_recovery, one.children[0]), 0.0F);
}

TEST(Care, loses_effect_to_other_agencies_and_wins_it_back_by_integration)
{
    std::vector<float> found;
    for (auto const& [order, integration] :
         {std::pair{0, "0 %"}, std::pair{1, "0 %"}, std::pair{1, "100 %"}, std::pair{1, "50 %"}}) {
        auto settings = lasting("ambulant");
        settings.push_back("steps.care.effect_lost_per_extra_agency=20 %");
        settings.push_back(std::string{"integration="} + integration);
        Asking one{ambulant, 1, 1, settings};
        if (order != 0) {
            one.small.set(facts::order, one.children[0], index(supervision_order));
        }
        one.small.advance();
        EXPECT_EQ(one.small.get(facts::agencies, one.children[0]), 1 + order);
        found.push_back(one.small.get(facts::care_recovery, one.children[0]));
    }
    EXPECT_NEAR(found[1], 0.8F * found[0], 1e-5);
    EXPECT_NEAR(found[2], found[0], 1e-5);
    EXPECT_NEAR(found[3], 0.9F * found[0], 1e-5);
}

TEST(Care, counts_an_order_probation_and_help_for_the_family_as_agencies_beside_it)
{
    auto settings = lasting("ambulant");
    settings.emplace_back("steps.care.effect_lost_per_extra_agency=20 %");
    settings.emplace_back("integration=0 %");
    Asking all{ambulant, 8, 8, settings};
    for (std::size_t i = 0; i < 8; ++i) {
        auto const child = all.children[i];
        auto& small = all.small;
        small.set(facts::order, child, (i & 1U) != 0 ? index(supervision_order) : 0U);
        small.set(facts::probation, child, (i & 2U) != 0 ? 1 : 0);
        small.set(facts::support, small.civil().family[child],
                  (i & 4U) != 0 ? index(home_visiting) : 0U);
    }
    all.small.advance();
    auto const full = all.small.get(facts::care_recovery, all.children[0]);
    for (std::size_t i = 0; i < 8; ++i) {
        auto const beside = static_cast<int>((i & 1U) + (i >> 1U & 1U) + (i >> 2U & 1U));
        EXPECT_EQ(all.small.get(facts::agencies, all.children[i]), 1 + beside);
        EXPECT_NEAR(all.small.get(facts::care_recovery, all.children[i]),
                    full * (1.0 - 0.2 * beside), 1e-5);
    }
}

TEST(Care, remembers_the_very_first_and_the_latest_month_of_help)
{
    Asking one{ambulant, 1, 1, lasting("ambulant")};
    auto const first = moment(one.small.world().clock.now);
    one.small.advance(4);
    EXPECT_EQ(one.small.get(facts::care_first, one.children[0]), first);
    EXPECT_EQ(one.small.get(facts::youth_help, one.children[0]), first + 3);
}

TEST(Care, at_home_ends_when_a_child_goes_to_live_elsewhere_and_is_cared_for_there)
{
    auto settings = lasting("ambulant");
    settings.emplace_back("steps.care.residential_effect=0.2");
    Asking one{ambulant, 1, 1, settings};
    one.small.advance();
    one.small.set(facts::stay, one.children[0], index(residential));
    one.stop_asking();
    one.small.set(facts::care_recovery, one.children[0], 0.0F);
    one.small.advance();
    EXPECT_EQ(one.helped(), 0U);
    EXPECT_NEAR(one.small.get(facts::care_recovery, one.children[0]), 0.2 * 1.8138, 1e-3);
    EXPECT_EQ(one.small.get(facts::youth_help, one.children[0]),
              moment(one.small.world().clock.now - Months{1}));
}

/// A child in closed care, which has this effect and fades at a rate of 1 per year.
Asking locked_up(std::string const& effect)
{
    auto settings = lasting("closed_care");
    settings.erase(settings.begin(), settings.begin() + 2);  // stays have no end here
    settings[0] = "steps.care.closed_care_effect=" + effect;
    settings[1] = "steps.care.closed_care_fade_out=1 per year";
    Asking one{ambulant, 1, 0, settings};
    one.stop_asking();
    one.small.set(facts::stay, one.children[0], index(closed_care));
    return one;
}

TEST(Care, that_harms_slows_recovery_while_it_lasts_and_fades_as_help_does)
{
    for (auto const* effect : {"-0.2", "0.2"}) {
        auto one = locked_up(effect);
        auto const child = one.children[0];
        one.small.advance(2);
        auto const full = std::stod(effect) * 1.8138;
        EXPECT_NEAR(one.small.get(facts::care_recovery, child), full, 1e-3);
        one.small.set(facts::stay, child, 0);
        one.small.advance(12);
        EXPECT_NEAR(one.small.get(facts::care_recovery, child), full * std::exp(-1.0), 1e-3);
    }
}

TEST(Care, counts_the_stronger_of_harm_that_runs_and_help_that_lingers)
{
    for (auto const lingers : {0.1F, 0.9F}) {
        auto one = locked_up("-0.2");
        auto const child = one.children[0];
        one.small.set(facts::care_recovery, child, lingers);
        one.small.advance();
        EXPECT_EQ(one.small.get(facts::care_recovery, child) < 0.0F, lingers < 0.5F);
    }
}

TEST(Care, goes_on_after_eighteen_for_the_share_that_is_set)
{
    for (auto const* share : {"0 %", "100 %"}) {
        auto settings = lasting("ambulant");
        settings.push_back(std::string{"steps.care.prolonged_after_18="} + share);
        Asking one{ambulant, 10, 10, settings, 17.5};
        one.small.advance();
        one.stop_asking();
        one.small.advance(4);
        EXPECT_EQ(one.helped(), 10U);
        one.small.advance(6);
        EXPECT_EQ(one.helped(), std::string{share} == "0 %" ? 0U : 10U);
        one.small.advance(5 * 12);
        EXPECT_EQ(one.helped(), 0U) << "but never beyond the 23rd birthday";
    }
}

TEST(Care, counts_no_stay_from_the_eighteenth_birthday_on)
{
    // Step protection, which ends the stay in the month of the birthday, comes after this one.
    Asking one{ambulant, 1, 0, {}, 17.5};
    one.stop_asking();
    auto const child = one.children[0];
    one.small.set(facts::stay, child, index(residential));
    one.small.advance(12);
    auto const birthday = one.small.civil().born[child] + 18 * 12;
    EXPECT_EQ(one.small.get(facts::youth_help, child), birthday - 1);
    EXPECT_EQ(one.small.get(facts::agencies, child), 0);
}

TEST(Care, counts_as_youth_help_what_cbs_counts)
{
    for (auto const& [kind, counts] :
         {std::pair{school_support, false}, std::pair{gp_youth_nurse, false},
          std::pair{parenting_programme, false}, std::pair{neighbourhood_team, true},
          std::pair{ambulant, true}, std::pair{day_care, true}}) {
        Asking one{kind, 1, 1};
        one.small.advance();
        auto const child = one.children[0];
        EXPECT_EQ(one.small.get(facts::youth_help, child) != 0, counts) << info(kind).id;
        EXPECT_EQ(one.small.get(facts::care_first, child) != 0, counts) << info(kind).id;
        auto const front = info(kind).side == Side::front;
        EXPECT_EQ(one.small.get(facts::care_front, child) != 0, front) << info(kind).id;
        EXPECT_EQ(one.small.get(facts::care_back, child) != 0, !front) << info(kind).id;
    }
}

TEST(Care, is_the_same_for_any_number_of_children_beside_it)
{
    // A child's own luck does not depend on who else is there, as long as there are places.
    auto settings = lasting("ambulant");
    settings[0] = "steps.care.ambulant_duration=10 months";
    Asking few{ambulant, 5, 1000, settings};
    Asking many{ambulant, 500, 1000, settings};
    few.small.advance();
    many.small.advance();
    few.stop_asking();
    many.stop_asking();
    few.small.advance(8);
    many.small.advance(8);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(few.small.get(facts::care, few.children[i]),
                  many.small.get(facts::care, many.children[i]));
    }
}

}  // namespace
}  // namespace smartstart
