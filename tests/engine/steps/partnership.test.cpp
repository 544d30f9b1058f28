#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

std::vector<std::string> const everybody_looks{"steps.partnership.women_seeking=1000 per year",
                                               "steps.partnership.men_seeking=1000 per year"};
constexpr int months_to_market = 6;  ///< January to June

/// As many single women as men, of 20 to 59, spread over towns and levels of education.
struct Singles {
    SmallWorld small{{"partnership"}, everybody_looks};
    std::vector<SmallWorld::Household> women, men;

    explicit Singles(int count)
    {
        for (int i = 0; i < count; ++i) {
            auto const town = static_cast<std::size_t>(i % 3);
            women.push_back(small.add_single(Sex::woman, 20.0 + i % 40, {}, town));
            men.push_back(small.add_single(Sex::man, 20.0 + (i * 7) % 40, {}, town));
        }
        small.begin();
        for (int i = 0; i < count; ++i) {
            auto const at = static_cast<std::size_t>(i);
            small.set(facts::education, women[at].woman, static_cast<facts::Number>(1 + i / 3 % 3));
            small.set(facts::education, men[at].man, static_cast<facts::Number>(1 + i / 5 % 3));
        }
    }
    void market() { small.advance(months_to_market); }
    /// Each woman's partner, by name; 0 for none.
    std::vector<std::uint64_t> partners() const
    {
        std::vector<std::uint64_t> all;
        auto const people = small.civil();
        for (auto const& home : women) {
            auto const man = people.partner(home.woman);
            all.push_back(man == no_row ? 0 : people.id[man]);
        }
        return all;
    }
};

TEST(Partnership, finds_a_partner_for_four_in_five_who_look_once_a_year)
{
    Singles singles{1000};
    singles.small.advance(months_to_market - 1);
    auto const before = singles.partners();
    EXPECT_EQ(std::ranges::count(before, 0U), 1000);
    singles.small.advance();
    auto const after = singles.partners();
    EXPECT_LT(std::ranges::count(after, 0U), 200);
    singles.small.advance(11);
    EXPECT_EQ(singles.partners(), after) << "no second market in the year";
}

TEST(Partnership, has_the_age_gaps_of_the_region)
{
    Singles singles{4000};
    singles.market();
    auto const people = singles.small.civil();
    std::map<int, double> found;
    double all = 0.0;
    auto const& slices = SmallWorld::region().pattern().partner_age_gap;
    for (auto const& home : singles.women) {
        auto const age = people.age(home.woman, singles.small.world().clock.now);
        auto const man = people.partner(home.woman);
        // At the ends of the range of ages there are no older or younger ones to be found.
        if (man == no_row || age < 32.0 || age > 45.0) {
            continue;
        }
        auto const gap = (people.born[home.woman] - people.born[man]) / 12.0;
        for (std::size_t i = 0; i < slices.size(); ++i) {
            if (gap >= slices[i].from && gap < slices[i].to) {
                found[static_cast<int>(i)] += 1.0;
            }
        }
        all += 1.0;
    }
    for (std::size_t i = 0; i < slices.size(); ++i) {
        EXPECT_NEAR(found[static_cast<int>(i)] / all, slices[i].share, 0.06)
            << "man older by " << slices[i].from << " to " << slices[i].to;
    }
}

TEST(Partnership, brings_the_like_together)
{
    Singles singles{2000};
    singles.market();
    auto const people = singles.small.civil();
    double same_level = 0.0;
    double same_town = 0.0;
    double all = 0.0;
    for (std::size_t i = 0; i < singles.women.size(); ++i) {
        auto const woman = singles.women[i].woman;
        auto const man = people.partner(woman);
        if (man == no_row) {
            continue;
        }
        auto const number = static_cast<std::size_t>(man - singles.men[0].man) / 2;
        same_town += i % 3 == number % 3 ? 1.0 : 0.0;
        same_level +=
            singles.small.get(facts::education, woman) == singles.small.get(facts::education, man)
                ? 1.0
                : 0.0;
        all += 1.0;
    }
    // By chance a third would be alike.
    EXPECT_GT(same_level / all, 0.40);
    EXPECT_GT(same_town / all, 0.45);
}

TEST(Partnership, changes_few_couples_when_one_candidate_is_missing)
{
    Singles all{1000};
    all.market();
    auto const before = all.partners();
    double changed = 0.0;
    int most = 0;
    constexpr int times = 10;
    for (int time = 0; time < times; ++time) {
        Singles fewer{1000};
        auto const missing = fewer.men[static_cast<std::size_t>(97 * time + 5)].man;
        fewer.small.file({.kind = VitalKind::death, .person = missing});
        fewer.market();
        auto const after = fewer.partners();
        int now = 0;
        for (std::size_t i = 0; i < before.size(); ++i) {
            now += before[i] != after[i] ? 1 : 0;
        }
        changed += now;
        most = std::max(most, now);
    }
    EXPECT_GT(changed, 0.0);
    EXPECT_LT(changed / times, 5.0);
    EXPECT_LT(most, 40);
}

TEST(Partnership, does_not_depend_on_the_order_in_which_people_stand)
{
    auto const pairs = [](bool reversed) {
        SmallWorld small{{"partnership"}, everybody_looks};
        constexpr int count = 600;
        std::vector<Row> rows(count);
        for (int turn = 0; turn < count; ++turn) {
            auto const i = reversed ? count - 1 - turn : turn;
            auto const sex = i % 2 == 0 ? Sex::woman : Sex::man;
            auto const home = small.add_single(sex, 20.0 + i % 37);
            rows[static_cast<std::size_t>(i)] = sex == Sex::woman ? home.woman : home.man;
        }
        for (int i = 0; i < count; ++i) {
            small.set(civil::id, rows[static_cast<std::size_t>(i)],
                      founder(static_cast<std::uint64_t>(i) + 1).value);
        }
        small.begin();
        small.advance(months_to_market);
        auto const people = small.civil();
        std::map<std::uint64_t, std::uint64_t> found;
        for (auto const row : rows) {
            auto const partner = people.partner(row);
            found[people.id[row]] = partner == no_row ? 0 : people.id[partner];
        }
        return found;
    };
    EXPECT_EQ(pairs(false), pairs(true));
}

TEST(Partnership, never_pairs_kin_minors_or_those_who_have_a_partner)
{
    SmallWorld small{{"partnership"}, everybody_looks};
    auto const parents = small.add_couple(48.0, 50.0, {25.0, 27.0});
    auto const brother = small.add_single(Sex::man, 26.0);
    small.set(civil::mother_id, brother.man, small.get(civil::id, parents.woman));
    auto const young = small.add_single(Sex::woman, 17.0);
    small.begin();
    small.advance(months_to_market);
    auto const people = small.civil();
    EXPECT_EQ(people.partner(parents.woman), parents.man);
    EXPECT_EQ(people.partner(parents.children[0]), no_row);
    EXPECT_EQ(people.partner(brother.man), no_row);
    EXPECT_EQ(people.partner(young.woman), no_row);
}

TEST(Partnership, never_pairs_the_children_of_one_father)
{
    SmallWorld small{{"partnership"}, everybody_looks};
    auto const sister = small.add_single(Sex::woman, 30.0);
    auto const brother = small.add_single(Sex::man, 31.0);
    auto const father = small.add_single(Sex::man, 17.0);
    for (auto const child : {sister.woman, brother.man}) {
        small.set(civil::father_id, child, small.get(civil::id, father.man));
    }
    small.begin();
    small.advance(months_to_market);
    EXPECT_EQ(small.civil().partner(sister.woman), no_row);
}

TEST(Partnership, is_looked_for_less_by_parents_of_children_at_home_as_the_parameter_says)
{
    auto const share_found = [](std::string const& with_children) {
        SmallWorld small{{"partnership"},
                         {"steps.partnership.women_seeking=1 per year",
                          "steps.partnership.men_seeking=1000 per year",
                          "steps.partnership.with_children=" + with_children}};
        constexpr int count = 1000;
        std::vector<Row> mothers;
        for (int i = 0; i < count; ++i) {
            mothers.push_back(small.add_single(Sex::woman, 30.0 + i % 10, {8.0}).woman);
            small.add_single(Sex::man, 30.0 + i % 10);
        }
        small.begin();
        small.advance(months_to_market);
        auto const people = small.civil();
        return test::share_of(mothers, [&](Row row) { return people.partner(row) != no_row; });
    };
    EXPECT_EQ(share_found("0"), 0.0);
    // Of those who look, all but a few find one among so many men.
    EXPECT_LT(share_found("0.1"), -std::expm1(-0.1) + test::chance_error(0.1, 1000));
    EXPECT_GT(share_found("1"), 0.3);
}

TEST(Partnership, starts_one_household_with_the_children_of_both)
{
    SmallWorld small{{"partnership"}, everybody_looks};
    auto const mother = small.add_single(Sex::woman, 35.0, {8.0}, 1);
    auto const man = small.add_single(Sex::man, 36.0, {}, 2);
    small.begin();
    small.advance(months_to_market);
    auto const people = small.civil();
    EXPECT_EQ(people.partner(mother.woman), man.man);
    EXPECT_EQ(people.family[man.man], mother.family) << "the home with children is kept";
    EXPECT_EQ(people.family[mother.children[0]], mother.family);
    EXPECT_EQ(people.size[mother.family], 3);
    EXPECT_EQ(people.in_use[man.family], 0);
}

}  // namespace
}  // namespace smartstart::test
