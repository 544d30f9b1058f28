#include <cmath>
#include <numbers>

#include <gtest/gtest.h>

#include "engine/service/service_kind.hpp"
#include "engine/steps/facts.hpp"
#include "tests/support/chance.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart {
namespace {

using test::SmallWorld;

constexpr float mean_log_income = 10.3F;

struct Moments {
    double mean{}, sd{};
};

/// Families with a newborn, whose parents have every level of education.
struct Newborns {
    SmallWorld small;
    std::vector<Row> children;

    explicit Newborns(int count, std::vector<std::string> const& settings = {})
        : small{{"skills"}, settings}
    {
        for (int i = 0; i < count; ++i) {
            auto const family = small.add_family();
            // A quarter low, a half middle, a quarter high, and partners alike.
            auto const level = i % 4 == 0   ? Education::low
                               : i % 4 == 3 ? Education::high
                                            : Education::middle;
            auto const mother = small.add_person(family, {.age = 30, .education = level});
            auto const father =
                small.add_person(family, {.age = 31, .sex = Sex::man, .education = level});
            children.push_back(small.add_person(
                family, {.age = 0, .head = false, .mother = mother, .father = father}));
        }
        small.begin();
        for (auto const child : children) {
            small.set(facts::income, small.civil().family[child], mean_log_income);
        }
    }
    Moments of(Fact<Person, float> const& skill) const
    {
        double sum = 0.0;
        double squares = 0.0;
        for (auto const child : children) {
            double const level = small.get(skill, child);
            sum += level;
            squares += level * level;
        }
        auto const n = static_cast<double>(children.size());
        return {sum / n, std::sqrt(squares / n - sum / n * sum / n)};
    }
};

TEST(Skills, keep_their_mean_and_spread_within_every_age)
{
    Newborns born{2500};
    for (int age = 2; age <= 18; age += 2) {
        born.small.advance(24);
        for (auto const* fact : {&facts::skill_cognitive, &facts::skill_social}) {
            auto const moments = born.of(*fact);
            EXPECT_NEAR(moments.mean, 0.0, 0.15) << fact->name << " at " << age;
            EXPECT_NEAR(moments.sd, 1.0, 0.12) << fact->name << " at " << age;
        }
    }
}

TEST(Skills, leave_about_a_third_of_a_shock_at_four_when_a_child_is_twelve)
{
    Newborns plain{400};
    Newborns shocked{400};
    for (auto* born : {&plain, &shocked}) {
        born->small.advance(4 * 12 + 1);
    }
    for (auto const child : shocked.children) {
        shocked.small.set(facts::skill_cognitive, child,
                          shocked.small.get(facts::skill_cognitive, child) + 0.5F);
    }
    double left = 0.0;
    for (auto* born : {&plain, &shocked}) {
        born->small.advance(8 * 12);
    }
    for (std::size_t i = 0; i < plain.children.size(); ++i) {
        left += shocked.small.get(facts::skill_cognitive, shocked.children[i]) -
                plain.small.get(facts::skill_cognitive, plain.children[i]);
    }
    // 0.335 where all inputs are equal; they differ, and a skill ahead of the others counts less.
    EXPECT_NEAR(left / 400.0 / 0.5, 0.30, 0.05);
}

TEST(Skills, grow_with_help_that_raises_parental_investment_and_more_so_early)
{
    std::array<double, 3> mean{};
    for (std::size_t i = 0; i < 3; ++i) {
        Newborns born{400};
        born.small.advance(i == 2 ? 8 * 12 : 1);
        auto const support = i == 0 ? 0.0F : 0.5F;
        for (auto const child : born.children) {
            born.small.set(facts::support_investment, born.small.civil().family[child], support);
        }
        born.small.advance(6 * 12);
        auto const before = born.of(facts::skill_cognitive).mean;
        mean[i] = before;
        if (i == 2) {
            Newborns late{400};
            late.small.advance(14 * 12);
            mean[i] -= late.of(facts::skill_cognitive).mean;
        }
    }
    auto const early_gain = mean[1] - mean[0];
    auto const late_gain = mean[2];
    EXPECT_GT(early_gain, 0.1);
    EXPECT_GT(late_gain, 0.0);
    EXPECT_GT(early_gain, late_gain);
}

TEST(Skills, of_parents_matter)
{
    Newborns born{1200};
    for (std::size_t i = 0; i < born.children.size(); ++i) {
        auto const child = born.children[i];
        auto const civil = born.small.civil();
        for (auto const parent : {civil.mother[child], civil.father[child]}) {
            for (auto const* fact : {&facts::skill_cognitive, &facts::skill_social}) {
                born.small.set(*fact, parent, i % 2 == 0 ? -0.7F : 0.7F);
            }
        }
    }
    born.small.advance(12 * 12);
    double gap = 0.0;
    for (std::size_t i = 0; i < born.children.size(); ++i) {
        gap += (i % 2 == 0 ? -1.0 : 1.0) *
               born.small.get(facts::skill_cognitive, born.children[i]) / 600.0;
    }
    EXPECT_GT(gap, 0.4);
    EXPECT_LT(gap, 1.4) << "but children of the same parents differ";
}

TEST(Skills, of_parents_and_grown_children_correlate_as_the_linear_form_implies)
{
    // Nothing but own skill (share a) and the parents' (share 1 - a) in the log-linear form. From
    // c0 = r sqrt(2) P + sqrt(1 - r^2) e, with P the mean of two, it follows after nine periods
    // that c = b P + noise, with b = 1 - a^9 (1 - r sqrt(2)) and noise of variance a^18 (1 - r^2) +
    // v (1 - a^18) / (1 - a^2).
    constexpr double a = 0.9;
    constexpr double r = 0.4;
    constexpr double v = 0.05;
    std::vector<std::string> settings{"structure.skills=log_linear",
                                      "steps.skills.start_resemblance=0.4"};
    for (std::string const stage : {"early", "late"}) {
        auto const of = "steps.skills." + stage + "_cognition_";
        for (auto const* const value : {"cognitive=0.9", "parent_cognitive=0.1", "social=0",
                                        "parent_social=0", "investment=0", "shock_variance=0.05"}) {
            settings.push_back(of + value);
        }
    }
    Newborns born{4000, settings};
    born.small.advance(18 * 12 + 1);
    double parents = 0.0;
    double children = 0.0;
    double both = 0.0;
    for (auto const child : born.children) {
        auto const home = born.small.civil().family[child];
        double const mean =
            0.5 * (born.small.get(facts::skill_cognitive, born.small.civil().head_one[home]) +
                   born.small.get(facts::skill_cognitive, born.small.civil().head_two[home]));
        double const own = born.small.get(facts::skill_cognitive, child);
        parents += mean * mean / 4000.0;
        children += own * own / 4000.0;
        both += mean * own / 4000.0;
    }
    auto const kept = std::pow(a, 9);
    auto const slope = 1.0 - kept * (1.0 - r * std::numbers::sqrt2);
    auto const noise = kept * kept * (1.0 - r * r) + v * (1.0 - kept * kept) / (1.0 - a * a);
    EXPECT_NEAR(both / parents, slope, 0.05);
    auto const correlation =
        slope * std::sqrt(parents) / std::sqrt(slope * slope * parents + noise);
    EXPECT_NEAR(both / std::sqrt(parents * children), correlation, 0.03);
}

TEST(Skills, of_newborns_go_with_those_of_their_parents_as_the_parameter_says)
{
    constexpr int count = 4000;
    for (auto const known : {2, 1}) {
        SmallWorld small{{"skills"},
                         {"steps.skills.start_resemblance=0.6",
                          "steps.skills.founders_skill_per_education_level=0"}};
        for (int i = 0; i < count; ++i) {
            if (known == 2) {
                small.add_couple(30, 31);
            } else {
                small.add_single(Sex::woman, 30);
            }
        }
        small.begin();
        auto const first = static_cast<Row>(known * count);
        for (Row mother = 0; mother < first; mother += static_cast<Row>(known)) {
            small.file({.kind = VitalKind::birth, .person = mother});
        }
        small.advance();
        auto const people = small.civil();
        ASSERT_EQ(people.present.size(), first + count);
        for (auto const* fact : {&facts::skill_cognitive, &facts::skill_social}) {
            std::vector<double> parents;
            std::vector<double> children;
            for (auto child = first; child < first + count; ++child) {
                auto const father = people.father[child];
                ASSERT_EQ(father == no_row, known == 1);
                parents.push_back(small.get(*fact, people.mother[child]) +
                                  (father == no_row ? 0.0F : small.get(*fact, father)));
                children.push_back(small.get(*fact, child));
            }
            auto const margin = 4.0 / std::sqrt(count);
            EXPECT_NEAR(test::moments(children).sd, 1.0, margin) << fact->name;
            // With the mean of two what the parameter says, and with each of them the same share.
            EXPECT_NEAR(test::correlation(parents, children),
                        known == 2 ? 0.6 : 0.6 / std::numbers::sqrt2, margin)
                << fact->name << " of " << known;
        }
    }
}

TEST(Skills, of_a_newborn_are_the_same_in_whatever_month_it_is_born)
{
    auto const born_after = [](int months) {
        SmallWorld small{{"skills"}};
        auto const home = small.add_couple(30, 31);
        small.begin();
        small.advance(months);
        small.file({.kind = VitalKind::birth, .person = home.woman});
        small.advance();
        auto const child = home.man + 1;
        return std::pair{small.get(facts::skill_cognitive, child),
                         small.get(facts::skill_social, child)};
    };
    EXPECT_EQ(born_after(0), born_after(7));
}

TEST(Skills, are_scarred_by_time_lived_with_serious_problems)
{
    Newborns plain{300, {"steps.skills.scar_per_year_serious=0.2"}};
    Newborns scarred{300, {"steps.skills.scar_per_year_serious=0.2"}};
    for (auto const child : scarred.children) {
        scarred.small.set(facts::serious_months, child, 12);
    }
    plain.small.advance(25);
    scarred.small.advance(25);
    for (std::size_t i = 0; i < plain.children.size(); ++i) {
        EXPECT_NEAR(plain.small.get(facts::skill_social, plain.children[i]) -
                        scarred.small.get(facts::skill_social, scarred.children[i]),
                    0.2, 1e-4);
        EXPECT_NEAR(plain.small.get(facts::skill_cognitive, plain.children[i]) -
                        scarred.small.get(facts::skill_cognitive, scarred.children[i]),
                    0.1, 1e-4);
    }
}

TEST(Skills, are_scarred_once_by_each_month_with_serious_problems)
{
    Newborns plain{50, {"steps.skills.scar_per_year_serious=0.2"}};
    Newborns scarred{50, {"steps.skills.scar_per_year_serious=0.2"}};
    for (auto const child : scarred.children) {
        scarred.small.set(facts::serious_months, child, 12);
    }
    plain.small.advance(49);
    scarred.small.advance(49);
    for (std::size_t i = 0; i < plain.children.size(); ++i) {
        auto const left = plain.small.get(facts::skill_social, plain.children[i]) -
                          scarred.small.get(facts::skill_social, scarred.children[i]);
        EXPECT_GT(left, 0.05);
        EXPECT_LT(left, 0.2) << "of that year two and four years later";
    }
}

TEST(Skills, grow_less_in_a_child_that_is_maltreated_at_home)
{
    auto const mean_when = [](Flag maltreated, std::string const& effect) {
        Newborns born{200, {"steps.skills.investment_when_maltreated=" + effect}};
        for (auto const child : born.children) {
            born.small.set(facts::maltreated, child, maltreated);
        }
        born.small.advance(25);
        return born.of(facts::skill_cognitive).mean;
    };
    auto const usual = mean_when(0, "-1");
    EXPECT_LT(mean_when(1, "-1"), usual - 0.1);
    EXPECT_LT(mean_when(1, "-2"), mean_when(1, "-1") - 0.1);
    EXPECT_EQ(mean_when(1, "0"), usual);
}

TEST(Skills, grow_on_what_a_child_receives_where_it_lives)
{
    std::vector<double> mean;
    for (auto const stay :
         {ServiceKind::none, ServiceKind::foster_care, ServiceKind::residential}) {
        Newborns born{400,
                      {"steps.skills.investment_in_foster_care=0.5",
                       "steps.skills.investment_in_residence=-2"}};
        for (auto const child : born.children) {
            born.small.set(facts::stay, child, static_cast<facts::Number>(stay));
        }
        born.small.advance(6 * 12 + 1);
        mean.push_back(born.of(facts::skill_cognitive).mean);
    }
    EXPECT_GT(mean[1], mean[0]);
    EXPECT_LT(mean[2], mean[0]);
}

TEST(Skills, grow_on_what_foster_parents_give_where_nobody_leads_the_home)
{
    SmallWorld small{{"skills"}, {"steps.skills.investment_in_foster_care=0.25"}};
    auto const family = small.add_family();
    small.add_person(family, {.age = 3, .head = false});
    small.begin();
    small.advance(24);
    EXPECT_EQ(small.get(facts::investment, family), 0.25F) << "though no income is known";
}

TEST(Skills, follow_what_strains_parents)
{
    Newborns born{8};
    auto const child = born.children[0];
    auto const home = born.small.civil().family[child];
    born.small.advance(12);
    auto const before = born.small.get(facts::investment, home);
    born.small.set(facts::violence, home, 1);
    born.small.set(facts::ill, born.small.civil().mother[child], 1);
    born.small.advance(60);
    auto const after = born.small.get(facts::investment, home);
    EXPECT_NEAR(after - before, -0.8, 0.02) << "0.4 each, once it has been so for years";
}

TEST(Skills, of_grown_ups_stay_as_they_are)
{
    Newborns born{20};
    auto const mother = born.small.civil().mother[born.children[0]];
    auto const before = born.small.get(facts::skill_cognitive, mother);
    born.small.advance(60);
    EXPECT_EQ(born.small.get(facts::skill_cognitive, mother), before);
}

}  // namespace
}  // namespace smartstart
