#include <cmath>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

/// Girls of one age on track 3, at school and without a start qualification.
struct Pupils {
    SmallWorld small;
    std::vector<Row> rows;

    Pupils(std::size_t count, double age, std::vector<std::string> const& overrides = {})
        : small{{"early_leaving"}, overrides}
    {
        auto const home = small.add_family();
        for (std::size_t i = 0; i < count; ++i) {
            rows.push_back(small.add_person(home, {.age = age, .head = false}));
        }
        small.begin();
        for (auto const row : rows) {
            small.set(facts::in_school, row, 1);
            small.set(facts::track, row, 3);
        }
    }

    template <class Cell>
    void set(Fact<Person, Cell> const& fact, std::type_identity_t<Cell> value)
    {
        for (auto const row : rows) {
            small.set(fact, row, value);
        }
    }
    bool left(Row row) const { return small.get(facts::left_school_early, row) != 0; }
    double share_left() const
    {
        double count = 0;
        for (auto const row : rows) {
            count += left(row) ? 1 : 0;
        }
        return count / static_cast<double>(rows.size());
    }
};

TEST(EarlyLeaving, follows_the_rate_of_the_age)
{
    constexpr std::size_t count = 20'000;
    for (auto const& [age, rate] : {std::pair{17.0, 0.2}, {20.0, 0.4}}) {
        Pupils pupils{
            count, age, {"steps.early_leaving.leaving={18: 0.2 per year, 19: 0.4 per year}"}};
        pupils.small.advance(12);
        auto const expected = 1.0 - std::exp(-rate);
        auto const error = std::sqrt(expected * (1.0 - expected) / count);
        EXPECT_NEAR(pupils.share_left(), expected, 4.0 * error) << "at " << age;
    }
}

TEST(EarlyLeaving, asks_the_same_question_however_finely_a_month_is_lived)
{
    Pupils whole{2000, 18.0};
    Pupils parts{2000, 18.0};
    parts.small.live_in_parts(3);
    whole.small.advance(24);
    parts.small.advance(24);
    EXPECT_GT(whole.share_left(), 0.02);
    for (auto const row : whole.rows) {
        EXPECT_EQ(whole.left(row), parts.left(row));
    }
}

/// Everyone who leaves in `low` leaves in `high` as well, and some more do.
void expect_more(Pupils& low, Pupils& high)
{
    low.small.advance(12);
    high.small.advance(12);
    for (auto const row : low.rows) {
        EXPECT_LE(low.left(row), high.left(row));
    }
    EXPECT_LT(low.share_left(), high.share_left());
}

TEST(EarlyLeaving, is_never_less_likely_with_more_against_one_and_the_same_luck)
{
    constexpr std::size_t count = 3000;
    auto const worse = [](auto change) {
        Pupils low{count, 18.0};
        Pupils high{count, 18.0};
        change(high);
        expect_more(low, high);
    };
    worse([](Pupils& high) { high.set(facts::skill_social, -1.0F); });
    worse([](Pupils& high) { high.set(facts::frailty, 1.0F); });
    worse([](Pupils& high) { high.set(facts::problem, 2); });
    worse([](Pupils& high) { high.set(facts::offences, 1); });
    worse([](Pupils& high) { high.set(facts::track, 1); });
}

TEST(EarlyLeaving, concerns_only_those_who_can_leave_early)
{
    std::vector<std::string> const often{"steps.early_leaving.leaving=50 per year"};
    Pupils qualified{200, 18.0, often};
    qualified.set(facts::education, facts::middle_education);
    Pupils at_work{200, 18.0, often};
    at_work.set(facts::in_school, 0);
    Pupils in_primary_school{200, 12.0, often};
    in_primary_school.set(facts::track, 0);
    Pupils too_old{200, 23.0, often};
    for (auto* pupils : {&qualified, &at_work, &in_primary_school, &too_old}) {
        pupils->small.advance(12);
        EXPECT_EQ(pupils->share_left(), 0.0);
    }
    Pupils others{200, 18.0, often};
    others.small.advance(12);
    EXPECT_EQ(others.share_left(), 1.0);
}

}  // namespace
}  // namespace smartstart::test
