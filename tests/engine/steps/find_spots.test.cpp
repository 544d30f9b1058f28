#include <cmath>

#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "engine/step/signal.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;

constexpr std::array spots{"well_baby_clinic", "childcare", "school",
                           "family_doctor",    "food_bank", "debt_help"};
constexpr facts::Number clinic = 1;
constexpr facts::Number food_bank = 5;
constexpr facts::Number debt_help = 6;
constexpr facts::Number own_request = 7;
constexpr facts::Number helper = 8;
constexpr facts::Number after_report = 9;

/// Nobody sees anything, and nobody asks.
std::vector<std::string> blind()
{
    std::vector<std::string> settings;
    for (auto const* spot : spots) {
        settings.push_back(std::string{"knowledge."} + spot + ".reach=0 %");
    }
    for (auto const* state : {"emerging", "serious", "crisis"}) {
        settings.push_back(std::string{"steps.find_spots.own_request_"} + state + "=0 per year");
    }
    return settings;
}

/// Only this spot sees, and it sees everybody every month.
std::vector<std::string> only(std::string const& spot, std::string const& auc,
                              std::string const& may_flag)
{
    auto settings = blind();
    settings.push_back("knowledge." + spot + ".reach=100 %");
    settings.push_back("knowledge." + spot + ".auc=" + auc);
    settings.push_back("knowledge." + spot + ".may_flag=" + may_flag);
    settings.push_back("steps.find_spots." + spot + "_contacts=1000 per year");
    return settings;
}

std::vector<Row> children_of(SmallWorld& small, int families, double age)
{
    std::vector<Row> all;
    for (int i = 0; i < families; ++i) {
        auto const home = small.add_couple(35, 36, {age, age});
        all.insert(all.end(), home.children.begin(), home.children.end());
    }
    small.begin();
    return all;
}

double noticed(SmallWorld const& small, std::vector<Row> const& rows, facts::Number by)
{
    double count = 0.0;
    for (auto const row : rows) {
        count += small.get(facts::noticed, row) == by ? 1.0 : 0.0;
    }
    return count / static_cast<double>(rows.size());
}

TEST(FindSpots, see_nobody_where_nobody_looks)
{
    SmallWorld small{{"find_spots"}, blind()};
    auto const children = children_of(small, 200, 1.0);
    for (auto const child : children) {
        small.set(facts::problem, child, 3);
    }
    small.advance(6);
    EXPECT_EQ(noticed(small, children, 0), 1.0);
}

TEST(FindSpots, flag_serious_emerging_and_healthy_children_as_their_knowledge_implies)
{
    LookedAt const mix{.serious = 0.07, .emerging = 0.1, .emerging_strength = 0.5, .shows = 0.6};
    for (auto const auc : {0.59, 0.802}) {
        SmallWorld small{{"find_spots"}, only("well_baby_clinic", std::to_string(auc), "19.4 %")};
        auto const all = children_of(small, 3000, 1.0);
        std::array<std::vector<Row>, 3> by_state;
        for (std::size_t i = 0; i < all.size(); ++i) {
            small.set(facts::problem, all[i], static_cast<facts::Number>(i % 3));
            by_state[i % 3].push_back(all[i]);
        }
        small.advance();
        auto const signal = make_signal(auc, 0.194, mix);
        EXPECT_NEAR(noticed(small, by_state[0], clinic), signal.chance(0.0, 0.0), 0.035);
        EXPECT_NEAR(noticed(small, by_state[1], clinic), signal.chance(0.5, 0.5), 0.035);
        EXPECT_NEAR(noticed(small, by_state[2], clinic), signal.chance(1.0, 1.0), 0.035);
    }
}

TEST(FindSpots, flag_maltreated_children_as_serious_ones_and_risks_up_to_a_limit)
{
    LookedAt const mix{.serious = 0.07, .emerging = 0.1, .emerging_strength = 0.5, .shows = 0.6};
    auto settings = only("well_baby_clinic", "0.802", "19.4 %");
    settings.emplace_back("steps.find_spots.signal_per_risk=0.1");
    settings.emplace_back("steps.find_spots.signal_of_risks_at_most=0.3");
    SmallWorld small{{"find_spots"}, settings};
    auto const all = children_of(small, 3000, 1.0);
    std::array<std::vector<Row>, 3> kinds;
    constexpr std::array risks{0, 2, 8};
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const kind = i / 2 % 3;
        small.set(facts::maltreated, all[i], kind == 0 ? 1 : 0);
        small.set(facts::risk_count, small.civil().family[all[i]],
                  static_cast<std::uint8_t>(risks[kind]));
        kinds[kind].push_back(all[i]);
    }
    small.advance();
    auto const signal = make_signal(0.802, 0.194, mix);
    auto const near = [&](std::size_t kind, double expected) {
        EXPECT_NEAR(noticed(small, kinds[kind], clinic), expected,
                    4.0 * std::sqrt(expected * (1.0 - expected) / 2000.0));
    };
    near(0, signal.chance(1.0, 1.0));
    near(1, signal.chance(0.2, 0.0));
    near(2, signal.chance(0.3, 0.0));
}

TEST(FindSpots, meet_children_as_often_as_their_contact_rate_says_however_finely_time_is_lived)
{
    auto settings = only("school", "0.6", "100 %");
    settings.back() = "steps.find_spots.school_contacts=1.2 per year";
    std::array<double, 2> found{};
    for (std::size_t i = 0; i < 2; ++i) {
        SmallWorld small{{"find_spots"}, settings};
        auto const children = children_of(small, 1500, 8.0);
        small.live_in_parts(i == 0 ? 1 : 3);
        for (int month = 0; month < 12; ++month) {
            for (int part = 0; part < small.world().clock.parts; ++part) {
                small.step("find_spots").advance(small.world());
                small.world().clock.tick();
                found[i] += 3000.0 * noticed(small, children, 3);
            }
        }
    }
    EXPECT_NEAR(found[0] / 3000.0, 1.2, 0.1);
    EXPECT_NEAR(found[1] / 3000.0, 1.2, 0.1);
}

TEST(FindSpots, of_the_poor_and_of_those_in_debt_see_nobody_else)
{
    for (auto const& [spot, number] :
         {std::pair{std::string{"food_bank"}, food_bank}, {std::string{"debt_help"}, debt_help}}) {
        SmallWorld small{{"find_spots"}, only(spot, "0.6", "100 %")};
        std::array<std::vector<Row>, 2> children;
        for (int i = 0; i < 40; ++i) {
            auto const home = small.add_couple(35, 36, {5});
            auto const struck = static_cast<Flag>(i % 2);
            small.set(facts::poor, home.family, number == food_bank ? struck : Flag{0});
            small.set(facts::debt, home.family, number == debt_help ? struck : Flag{0});
            children[struck].push_back(home.children[0]);
        }
        small.begin();
        small.advance();
        EXPECT_EQ(noticed(small, children[0], number), 0.0) << spot;
        EXPECT_EQ(noticed(small, children[1], number), 1.0) << spot;
    }
}

TEST(FindSpots, leave_it_to_parents_to_ask_when_a_problem_is_there)
{
    facts::Number degree = 1;
    for (auto const* name : {"emerging", "serious", "crisis"}) {
        auto settings = blind();
        settings.push_back(std::string{"steps.find_spots.own_request_"} + name + "=1000 per year");
        SmallWorld small{{"find_spots"}, settings};
        auto const children = children_of(small, 20, 5.0);
        for (std::size_t i = 0; i < children.size(); ++i) {
            small.set(facts::problem, children[i], static_cast<facts::Number>(i % 4));
        }
        small.advance();
        for (std::size_t i = 0; i < children.size(); ++i) {
            EXPECT_EQ(small.get(facts::noticed, children[i]), i % 4 == degree ? own_request : 0);
        }
        ++degree;
    }
}

TEST(FindSpots, hear_of_a_problem_from_the_guardian_of_a_child_without_help)
{
    auto settings = blind();
    settings.emplace_back("steps.find_spots.guardian_asks=1000 per year");
    SmallWorld small{{"find_spots"}, settings};
    auto const children = children_of(small, 4, 5.0);
    for (std::size_t i = 0; i < children.size(); ++i) {
        small.set(facts::problem, children[i], 1);
        small.set(facts::order, children[i],
                  i % 2 == 0 ? index(ServiceKind::supervision_order) : 0U);
        small.set(facts::care, children[i], i < 4 ? 0U : index(ServiceKind::ambulant));
    }
    small.advance();
    for (std::size_t i = 0; i < children.size(); ++i) {
        EXPECT_EQ(small.get(facts::noticed, children[i]), i % 2 == 0 && i < 4 ? helper : 0);
    }
}

TEST(FindSpots, hear_of_worsening_from_the_helper_who_is_there_already)
{
    auto settings = blind();
    settings.push_back("steps.find_spots.helper_sees_worsening=1000 per year");
    SmallWorld small{{"find_spots"}, settings};
    auto const children = children_of(small, 2, 5.0);
    small.set(facts::problem, children[0], 2);
    small.set(facts::care, children[0], index(ServiceKind::neighbourhood_team));
    small.set(facts::problem, children[1], 2);  // without help: nobody is there to see
    small.set(facts::problem, children[2], 2);
    small.set(facts::care, children[2], index(ServiceKind::ambulant));
    small.advance();
    EXPECT_EQ(small.get(facts::noticed, children[0]), helper);
    EXPECT_EQ(small.get(facts::noticed, children[1]), 0);
    EXPECT_EQ(small.get(facts::noticed, children[2]), 0);
}

TEST(FindSpots, hear_of_a_report_once_in_the_month_after_it)
{
    auto settings = blind();
    settings.push_back("steps.find_spots.report_leads_to_request=100 %");
    SmallWorld small{{"find_spots"}, settings};
    auto const children = children_of(small, 1, 5.0);
    small.set(facts::reported, children[0], moment(small.world().clock.now));
    small.advance();
    EXPECT_EQ(small.get(facts::noticed, children[0]), 0);
    small.advance();
    EXPECT_EQ(small.get(facts::noticed, children[0]), after_report);
    EXPECT_EQ(small.get(facts::noticed, children[1]), 0);
    small.advance();
    EXPECT_EQ(small.get(facts::noticed, children[0]), 0);
}

/// The state of every child after ten years with this knowledge, when help does nothing.
std::vector<int> states(std::string const& auc, std::string const& reach)
{
    std::vector<std::string> settings{
        "steps.find_spots.school_contacts=4 per year", "knowledge.school.auc=" + auc,
        "knowledge.school.reach=" + reach, "knowledge.school.may_flag=30 %"};
    for (auto const& service : all_services()) {
        auto const id = std::string{service.id};
        if (service.stay ||
            (service.side != Side::none && !service.statutory &&
             service.kind != ServiceKind::youth_health_care &&
             service.kind != ServiceKind::home_visiting &&
             service.kind != ServiceKind::debt_counselling) ||
            service.kind == ServiceKind::crisis_care) {
            settings.push_back("steps.care." + id + "_effect=0");
        }
    }
    SmallWorld small{{"problems", "find_spots", "requests", "care", "budget"}, settings};
    auto const children = children_of(small, 300, 5.0);
    small.advance(120);
    std::vector<int> found;
    int helped = 0;
    for (auto const child : children) {
        found.push_back(small.get(facts::problem, child));
        helped += small.get(facts::care_front, child) != 0 ? 1 : 0;
    }
    found.push_back(helped);
    return found;
}

TEST(FindSpots, change_nothing_by_seeing_more_when_help_does_nothing)
{
    auto blindly = states("0.5", "0 %");
    auto wisely = states("0.9", "100 %");
    EXPECT_GT(wisely.back(), 1.2 * blindly.back()) << "more children were helped";
    blindly.pop_back();
    wisely.pop_back();
    EXPECT_EQ(blindly, wisely);
}

}  // namespace
}  // namespace smartstart
