#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;
constexpr std::size_t people = 4000;
constexpr Fact<Person, facts::When> addicted_since{"addicted_since", "", 0, facts::calendar};

std::vector<std::string> plain(std::vector<std::string> const& more = {})
{
    std::vector<std::string> all{"steps.addiction.onset=0.05 per year",
                                 "steps.addiction.onset_by_age={18: 1}",
                                 "steps.addiction.frailty=0",
                                 "steps.addiction.family_frailty=0",
                                 "steps.addiction.women=0",
                                 "steps.addiction.spell_shape=0.5",
                                 "steps.addiction.spell_scale=2.01"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

/// Adults of 60 living alone, old enough to have been addicted for long.
struct Crowd {
    SmallWorld small;
    std::vector<Row> rows;

    explicit Crowd(std::vector<std::string> const& overrides, Sex sex = Sex::man)
        : small{{"addiction"}, overrides}
    {
        for (std::size_t i = 0; i < people; ++i) {
            auto const home = small.add_single(sex, 60);
            rows.push_back(sex == Sex::man ? home.man : home.woman);
        }
        small.begin();
    }
    void all_become_addicted_now()
    {
        // In the turn before the coming one of each, as onset does.
        auto const now = small.world().clock.now;
        for (auto const row : rows) {
            auto const turn = static_cast<int>(
                (small.civil().id[row] + static_cast<std::uint64_t>(now.index)) % 3);
            small.set(facts::addicted, row, 1);
            small.set(addicted_since, row, moment(now - Months{turn == 0 ? 3 : turn}));
        }
    }
    double share() const
    {
        return test::share_of(rows, [&](Row row) { return small.get(facts::addicted, row) != 0; });
    }
};

double still_addicted(double years)
{
    return std::exp(-std::sqrt(years / 2.01));
}

TEST(AddictionStep, is_still_there_in_three_of_ten_after_three_years)
{
    Crowd crowd{plain({"steps.addiction.onset=0 per year"})};
    crowd.all_become_addicted_now();
    crowd.small.advance(3);
    EXPECT_NEAR(crowd.share(), still_addicted(0.25),
                test::chance_error(still_addicted(0.25), people));
    crowd.small.advance(33);
    // AUD_PERSIST_NL: 29.5 %.
    EXPECT_NEAR(still_addicted(3), 0.295, 0.005);
    EXPECT_NEAR(crowd.share(), still_addicted(3), test::chance_error(still_addicted(3), people));
}

TEST(AddictionStep, starts_in_balance_and_stays_there)
{
    Crowd crowd{plain()};
    double mean_spell = 0.0;
    for (int turn = 0; turn < 4000; ++turn) {
        mean_spell += 0.25 * still_addicted(0.25 * turn);
    }
    auto const balance = 0.05 * mean_spell / (1.0 + 0.05 * mean_spell);
    EXPECT_NEAR(crowd.share(), balance, 0.003 + test::chance_error(balance, people));
    for (auto const months : {3, 9, 24, 36}) {
        crowd.small.advance(months);
        EXPECT_NEAR(crowd.share(), balance, 0.005 + test::chance_error(balance, people)) << months;
    }
}

/// The share who become addicted in a quarter, none being so before.
double onset_in_a_quarter(std::vector<std::string> const& overrides, Sex sex,
                          void (*happens)(SmallWorld& small, Row row))
{
    Crowd crowd{overrides, sex};
    for (auto const row : crowd.rows) {
        crowd.small.set(facts::addicted, row, 0);
        happens(crowd.small, row);
    }
    crowd.small.advance(3);
    return crowd.share();
}

TEST(AddictionStep, begins_more_often_in_the_ill_the_workless_and_in_men)
{
    auto const plainly = [](SmallWorld&, Row) {};
    auto const once = -std::expm1(-0.25 * 0.05);
    auto const thrice = -std::expm1(-0.25 * 0.15);
    auto const near = [](double found, double expected) {
        EXPECT_NEAR(found, expected, test::chance_error(expected, people));
    };
    near(onset_in_a_quarter(plain(), Sex::man, plainly), once);
    near(onset_in_a_quarter(plain({"steps.addiction.women=-1.0986123"}), Sex::woman, plainly),
         -std::expm1(-0.25 * 0.05 / 3.0));
    near(onset_in_a_quarter(plain({"steps.addiction.ill=1.0986123"}), Sex::man,
                            [](SmallWorld& small, Row row) { small.set(facts::ill, row, 1); }),
         thrice);
    near(onset_in_a_quarter(
             plain({"steps.addiction.without_work=1.0986123"}), Sex::man,
             [](SmallWorld& small, Row row) { small.set(facts::work, row, facts::without_work); }),
         thrice);
}

TEST(AddictionStep, begins_more_often_in_the_frail_and_after_a_hard_childhood)
{
    auto const thrice = -std::expm1(-0.25 * 0.15);
    auto const near = [&](double found) {
        EXPECT_NEAR(found, thrice, test::chance_error(thrice, people));
    };
    near(onset_in_a_quarter(
        plain({"steps.addiction.frailty=1.0986123"}), Sex::man,
        [](SmallWorld& small, Row row) { small.set(facts::frailty, row, 1.0F); }));
    near(onset_in_a_quarter(plain({"steps.addiction.family_frailty=1.0986123"}), Sex::man,
                            [](SmallWorld& small, Row row) {
                                small.set(facts::family_frailty, small.civil().family[row], 1.0F);
                            }));
    SmallWorld small{
        {"addiction"},
        plain({"steps.addiction.childhood=1.0986123", "steps.risks.usual_childhood=1"})};
    std::vector<Row> children;
    for (std::size_t i = 0; i < people; ++i) {
        children.push_back(small.add_couple(40, 40, {17.9}).children[0]);
    }
    small.begin();
    for (auto const child : children) {
        small.set(facts::adversity, child, 2 * 216);
    }
    small.advance(2);
    std::vector<Row> free;
    for (auto const child : children) {
        if (small.get(facts::addicted, child) == 0) {
            free.push_back(child);
        }
    }
    small.advance(3);
    near(test::share_of(free, [&](Row row) { return small.get(facts::addicted, row) != 0; }));
}

TEST(AddictionStep, ends_for_nobody_earlier_because_of_illness)
{
    // The same luck in both worlds, so this holds person by person.
    auto const after = [](Flag ill) {
        Crowd crowd{
            plain({"steps.addiction.onset=0 per year", "steps.addiction.ill_recovery=-0.7"})};
        crowd.all_become_addicted_now();
        for (auto const row : crowd.rows) {
            crowd.small.set(facts::ill, row, ill);
        }
        crowd.small.advance(36);
        std::vector<Flag> addicted;
        for (auto const row : crowd.rows) {
            addicted.push_back(crowd.small.get(facts::addicted, row));
        }
        return std::pair{crowd.share(), addicted};
    };
    auto const [share_well, well] = after(0);
    auto const [share_ill, ill] = after(1);
    for (std::size_t i = 0; i < people; ++i) {
        EXPECT_GE(ill[i], well[i]) << i;
    }
    auto const expected = std::pow(still_addicted(3), std::exp(-0.7));
    EXPECT_NEAR(share_ill, expected, test::chance_error(expected, people));
}

TEST(AddictionStep, does_not_touch_children)
{
    SmallWorld small{{"addiction"}, plain({"steps.addiction.onset=100 per year"})};
    auto const home = small.add_couple(40, 40, {16.9});
    small.begin();
    small.advance(12);
    EXPECT_EQ(small.get(facts::addicted, home.children[0]), 0);
}

TEST(AddictionStep, is_the_same_however_finely_a_month_is_lived)
{
    auto const lived_in = [](int parts) {
        Crowd crowd{{}};
        crowd.small.live_in_parts(parts);
        crowd.small.advance(24);
        return crowd.small.fingerprints();
    };
    EXPECT_EQ(lived_in(1), lived_in(2));
}

}  // namespace
}  // namespace smartstart
