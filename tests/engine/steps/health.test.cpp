#include <cmath>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

/// Adults of one age with the same luck in every world.
struct Crowd {
    SmallWorld small;
    std::vector<Row> rows;

    Crowd(std::size_t count, double age, std::vector<std::string> const& overrides = {})
        : small{{"health"}, overrides}
    {
        auto const home = small.add_family();
        for (std::size_t i = 0; i < count; ++i) {
            rows.push_back(small.add_person(home, {.age = age, .head = false}));
        }
        small.begin();
        set(facts::education, facts::middle_education);
    }

    template <class Cell>
    void set(Fact<Person, Cell> const& fact, std::type_identity_t<Cell> value)
    {
        for (auto const row : rows) {
            small.set(fact, row, value);
        }
    }
    float score(Row row) const { return small.get(facts::health, row); }
    double mean() const
    {
        double sum = 0;
        for (auto const row : rows) {
            sum += static_cast<double>(score(row));
        }
        return sum / static_cast<double>(rows.size());
    }
    double sd() const
    {
        auto const middle = mean();
        double sum = 0;
        for (auto const row : rows) {
            sum += std::pow(static_cast<double>(score(row)) - middle, 2);
        }
        return std::sqrt(sum / static_cast<double>(rows.size()));
    }
};

TEST(Health, differs_by_exactly_what_the_settings_say)
{
    std::vector<std::string> const settings{
        "steps.health.mentally_ill=-0.7", "steps.health.addicted=-0.3", "steps.health.frailty=-0.4",
        "steps.health.education=0.2", "steps.health.serious_problem=-0.5"};
    auto const shifts = [&](float by, auto change, double age = 40) {
        Crowd usual{200, age, settings};
        Crowd other{200, age, settings};
        change(other);
        usual.small.advance(12);
        other.small.advance(12);
        for (auto const row : usual.rows) {
            EXPECT_NEAR(other.score(row), usual.score(row) + by, 1e-5F);
        }
    };
    shifts(-0.7F, [](Crowd& other) { other.set(facts::ill, 1); });
    shifts(-0.3F, [](Crowd& other) { other.set(facts::addicted, 1); });
    shifts(-0.8F, [](Crowd& other) { other.set(facts::frailty, 2.0F); });
    shifts(0.2F, [](Crowd& other) { other.set(facts::education, facts::high_education); });
    shifts(-0.2F, [](Crowd& other) { other.set(facts::education, facts::low_education); });
    // Problems are of the young.
    shifts(
        -0.5F, [](Crowd& other) { other.set(facts::problem, 3); }, 20);
    shifts(0.0F, [](Crowd& other) { other.set(facts::problem, 3); });
}

TEST(Health, falls_with_age_as_the_path_says)
{
    constexpr std::size_t count = 4000;
    std::vector<std::string> const settings{"steps.health.score_by_age={20: 0.5, 80: -0.7}",
                                            "steps.health.constitution=0.8"};
    for (auto const age : {20.0, 50.0, 80.0}) {
        Crowd crowd{count, age, settings};
        crowd.small.advance(12);
        // Each is looked at in a month of their own, on average half a year after the start.
        auto const expected = 0.5 - 1.2 * (std::min(80.0, age + 0.5) - 20.0) / 60.0;
        EXPECT_NEAR(crowd.mean(), expected, 4.0 * 0.8 / std::sqrt(count) + 0.01);
        EXPECT_NEAR(crowd.sd(), 0.8, 4.0 * 0.8 / std::sqrt(2.0 * count) + 0.005);
    }
}

TEST(Health, keeps_its_spread_and_remembers)
{
    constexpr std::size_t count = 4000;
    Crowd crowd{count,
                40,
                {"steps.health.score_by_age=0", "steps.health.constitution=1",
                 "steps.health.constitution_persistence=0.8"}};
    crowd.small.advance(12);
    std::vector<float> before;
    for (auto const row : crowd.rows) {
        before.push_back(crowd.score(row));
    }
    crowd.small.advance(24);
    double product = 0;
    for (std::size_t i = 0; i < count; ++i) {
        product += static_cast<double>(before[i] * crowd.score(crowd.rows[i]));
    }
    EXPECT_NEAR(product / count, 0.8 * 0.8, 4.0 / std::sqrt(count));
    EXPECT_NEAR(crowd.sd(), 1.0, 4.0 / std::sqrt(2.0 * count));
}

TEST(Health, is_called_good_above_the_threshold)
{
    Crowd crowd{3000, 60, {"steps.health.good_from=-0.4"}};
    crowd.small.advance(12);
    int good = 0;
    for (auto const row : crowd.rows) {
        auto const is_good = crowd.small.get(facts::good_health, row) != 0;
        EXPECT_EQ(is_good, crowd.score(row) > -0.4F);
        good += is_good ? 1 : 0;
    }
    EXPECT_GT(good, 1000);
    EXPECT_LT(good, 2900);
}

TEST(Health, of_children_follows_their_skills_and_childhood)
{
    auto const child_score = [](float skill, std::uint16_t adversity) {
        SmallWorld small{{"health"}, {"steps.health.skills=0.1", "steps.health.childhood=-0.06"}};
        auto const home = small.add_couple(35, 36, {10.0});
        small.begin();
        auto const child = home.children[0];
        small.set(facts::skill_cognitive, child, skill);
        small.set(facts::skill_social, child, skill);
        small.set(facts::adversity, child, adversity);
        small.advance(12);
        return small.get(facts::health, child);
    };
    auto const usual = child_score(0.0F, 0);
    EXPECT_NEAR(child_score(1.0F, 0), usual + 0.1F, 1e-5F);
    // Two risk factors all along; the turn falls somewhere within the year.
    auto const burdened = child_score(0.0F, 2 * 10 * 12);
    EXPECT_LT(burdened, usual - 0.06F * 2.0F * 120.0F / 132.0F + 1e-5F);
    EXPECT_GT(burdened, usual - 0.06F * 2.0F - 1e-5F);
}

TEST(Health, is_judged_in_the_month_of_birth)
{
    SmallWorld small{{"health"}, {"steps.health.good_from=-0.75"}};
    auto const home = small.add_couple(30, 31);
    small.begin();
    small.file({.kind = VitalKind::birth, .person = home.woman});
    small.advance();
    Row const newborn = 2;
    ASSERT_EQ(small.world().people.size(), 3U);
    auto const at_birth = small.get(facts::health, newborn);
    EXPECT_NE(at_birth, 0.0F);
    EXPECT_EQ(small.get(facts::good_health, newborn) != 0, at_birth > -0.75F);
}

TEST(Health, refuses_a_constitution_that_never_changes)
{
    EXPECT_THROW(SmallWorld({"health"}, {"steps.health.constitution_persistence=1"}), InputError);
}

}  // namespace
}  // namespace smartstart::test
