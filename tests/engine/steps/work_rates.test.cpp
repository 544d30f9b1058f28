#include <cmath>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
constexpr std::size_t people = 3000;

/// Rates that depend on nothing: 0.2 a year for whatever is asked, and 0 for the rest.
std::vector<std::string> plain(std::string const& what, std::vector<std::string> const& more)
{
    std::vector<std::string> all{"steps.work.loss_by_age={18: 1}",
                                 "steps.work.finding_by_age={18: 1}",
                                 "steps.work.disability_by_age={18: 1}",
                                 "steps.work.disability_end=0 per year",
                                 "steps.work.waiting=0",
                                 "steps.work.place_weight=0"};
    for (std::string const rate : {"loss", "finding", "disability"}) {
        for (auto const* level : {"_low", "_middle", "_high"}) {
            all.push_back("steps.work." + rate + level +
                          (rate == what ? "=0.2 per year" : "=0 per year"));
        }
        for (auto const* weight : {"frailty_", "ill_"}) {
            all.push_back("steps.work." + (weight + rate) + "=0");
        }
    }
    all.emplace_back("steps.work.addicted_loss=0");
    for (auto const& one : more) {
        all.push_back("steps.work." + one);
    }
    return all;
}

/// What weighs on somebody, and how many times as often it happens then.
struct Weight {
    char const* what;     ///< loss, finding or disability
    char const* setting;  ///< exp(log 3) = 3 times as often
    void (*weighs)(SmallWorld& small, Row row);
    double times;
    double age = 40;
    std::size_t place = 0;
};

/// Checks how many of 3000 alike have another state after a quarter.
void expect_as_often(Weight const& weight)
{
    SmallWorld small{{"work"}, plain(weight.what, {weight.setting})};
    std::vector<Row> rows;
    for (std::size_t i = 0; i < people; ++i) {
        rows.push_back(small.add_single(Sex::man, weight.age, {}, weight.place).man);
    }
    small.begin();
    for (auto const row : rows) {
        small.set(facts::education, row, facts::middle_education);
    }
    small.advance();
    std::string const what{weight.what};
    auto const before = what == "finding" ? facts::without_work : facts::paid_work;
    auto const after = what == "loss"      ? facts::without_work
                       : what == "finding" ? facts::paid_work
                                           : facts::on_disability;
    for (auto const row : rows) {
        small.set(facts::work, row, before);
        small.set(facts::lost_work, row, moment(small.world().clock.now));
        weight.weighs(small, row);
    }
    small.advance(3);
    auto const expected = -std::expm1(-0.25 * 0.2 * weight.times);
    EXPECT_NEAR(test::share_of(rows, [&](Row row) { return small.get(facts::work, row) == after; }),
                expected, test::chance_error(expected, people))
        << weight.what << ' ' << weight.setting;
}

TEST(WorkRates, weigh_frailty_illness_and_addiction_each_on_what_it_changes)
{
    auto const frail = [](SmallWorld& small, Row row) { small.set(facts::frailty, row, 1.0F); };
    auto const ill = [](SmallWorld& small, Row row) { small.set(facts::ill, row, 1); };
    auto const addicted = [](SmallWorld& small, Row row) { small.set(facts::addicted, row, 1); };
    for (auto const& weight : {Weight{"loss", "frailty_loss=1.0986123", frail, 3.0},
                               Weight{"finding", "frailty_finding=1.0986123", frail, 3.0},
                               Weight{"disability", "frailty_disability=1.0986123", frail, 3.0},
                               Weight{"loss", "ill_loss=1.0986123", ill, 3.0},
                               Weight{"finding", "ill_finding=1.0986123", ill, 3.0},
                               Weight{"disability", "ill_disability=1.0986123", ill, 3.0},
                               Weight{"loss", "addicted_loss=1.0986123", addicted, 3.0},
                               Weight{"loss", "addicted_loss=1.0986123", ill, 1.0},
                               Weight{"loss", "ill_loss=1.0986123", addicted, 1.0}}) {
        expect_as_often(weight);
    }
}

TEST(WorkRates, weigh_a_parent_on_disability_benefit_until_thirty)
{
    auto const from_it = [](SmallWorld& small, Row row) {
        small.set(facts::origin, row, static_cast<facts::Number>(facts::origin_disability));
    };
    auto const from_elsewhere = [](SmallWorld& small, Row row) {
        small.set(facts::origin, row, static_cast<facts::Number>(~facts::origin_disability));
    };
    auto const* const setting = "parent_disability=1.0986123";
    expect_as_often({"disability", setting, from_it, 3.0, 25});
    expect_as_often({"disability", setting, from_elsewhere, 1.0, 25});
    expect_as_often({"disability", setting, from_it, 1.0, 31});
    expect_as_often({"loss", setting, from_it, 1.0, 25});
}

TEST(WorkRates, go_by_age_and_by_how_many_live_on_assistance_in_a_municipality)
{
    auto const nothing = [](SmallWorld&, Row) {};
    for (auto const* what : {"loss", "finding", "disability"}) {
        auto const setting = std::string{what} + "_by_age={40: 1, 50: 3}";
        for (auto const& [age, times] : {std::pair{30.0, 1.0}, {55.0, 3.0}}) {
            expect_as_often({what, setting.c_str(), nothing, times, age});
        }
    }
    auto const& place = SmallWorld::region().municipalities()[8];
    auto const relative = static_cast<double>(place.social_assistance) /
                          static_cast<double>(place.inhabitants) / 0.0233;
    ASSERT_LT(relative, 0.8) << "Hilvarenbeek has less of it than the country";
    // Work is found more often there.
    expect_as_often({"finding", "place_weight=1", nothing, 1.0 / relative, 40, 8});
}

TEST(WorkRates, go_by_the_level_of_education)
{
    auto const low = [](SmallWorld& small, Row row) {
        small.set(facts::education, row, facts::low_education);
    };
    auto const high = [](SmallWorld& small, Row row) {
        small.set(facts::education, row, facts::high_education);
    };
    for (std::string const what : {"loss", "finding", "disability"}) {
        for (auto const& [level, weighs] : {std::pair{"_low", +low}, {"_high", +high}}) {
            auto const setting = what + level + "=0.6 per year";
            expect_as_often({what.c_str(), setting.c_str(), weighs, 3.0});
        }
    }
}

}  // namespace
}  // namespace smartstart
