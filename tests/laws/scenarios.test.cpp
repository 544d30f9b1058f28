#include <bit>
#include <cmath>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

using testing::IsEmpty;

ReplicateResult alone(std::string const& scenario, Small const& size = {})
{
    return lives_of(small({scenario}, size)).front().front();
}

TEST(NullPolicy, is_exactly_zero_in_every_outcome_and_every_cent)
{
    Small const all{.set = {"outcomes=all"}};
    auto const prepared = small({"today-30-70"}, all);
    EXPECT_THAT(
        differences(alone("today-30-70", all), alone("null-policy", all), *prepared[0].blueprint),
        IsEmpty());
}

TEST(AllOutcomes, asked_for_change_nothing_of_the_usual_ones_nor_when_a_scenario_differs)
{
    Small const all{.set = {"outcomes=all"}};
    auto const usual = alone("shift-50-50");
    auto const more = alone("shift-50-50", all);
    ASSERT_LT(usual.outcomes.size(), more.outcomes.size());
    // Those that only serve the card come last.
    for (std::size_t i = 0; i < usual.outcomes.size(); ++i) {
        EXPECT_EQ(usual.outcomes[i].numerators, more.outcomes[i].numerators) << i;
        EXPECT_EQ(usual.outcomes[i].denominators, more.outcomes[i].denominators) << i;
    }
    EXPECT_EQ(usual.cents, more.cents);
    EXPECT_EQ(small({"shift-50-50"}).front().scenario.start_of_difference,
              small({"shift-50-50"}, all).front().scenario.start_of_difference);
}

/// Whether these numbers are the same up to a year, and after it.
struct Sameness {
    bool before = true;
    bool after = true;
};

template <class Number>
Sameness compare(std::vector<Number> const& one, std::vector<Number> const& other,
                 std::size_t years, std::size_t same_years)
{
    Sameness same;
    auto const per_year = one.size() / years;
    for (std::size_t i = 0; i < one.size(); ++i) {
        auto const equal =
            std::bit_cast<std::uint64_t>(one[i]) == std::bit_cast<std::uint64_t>(other[i]);
        auto& part = i < per_year * same_years ? same.before : same.after;
        part = part && equal;
    }
    return same;
}

TEST(EveryScenario, is_its_base_until_it_starts_to_differ_and_not_after)
{
    auto const base = alone("today-30-70");
    for (auto const& name : all_scenarios()) {
        auto const prepared = small({name}).front();
        auto const& scenario = prepared.scenario;
        if (!scenario.start_of_difference) {
            continue;
        }
        ASSERT_EQ(scenario.base, "today-30-70");
        auto const years = static_cast<std::size_t>(scenario.years.last - scenario.years.first) + 1;
        auto const same_years =
            static_cast<std::size_t>(scenario.start_of_difference->year() - scenario.years.first);
        ASSERT_GT(same_years, 0U) << name;
        auto const other = alone(name);
        auto changes = false;
        auto const look = [&](auto const& one, auto const& two, std::string const& what) {
            auto const same = compare(one, two, years, same_years);
            EXPECT_TRUE(same.before) << name << ": " << what;
            changes = changes || !same.after;
        };
        for (std::size_t i = 0; i < base.outcomes.size(); ++i) {
            auto const& id = prepared.blueprint->outcomes()[i].info.id;
            look(base.outcomes[i].numerators, other.outcomes[i].numerators, id);
            look(base.outcomes[i].denominators, other.outcomes[i].denominators, id);
        }
        look(base.cents, other.cents, "cents");
        EXPECT_TRUE(changes) << name << " changes nothing at all";
    }
}

TEST(EveryScenario, is_the_same_alone_and_beside_others_in_any_order)
{
    auto names = all_scenarios();
    auto const forward = small(names);
    auto const together = lives_of(forward);
    std::ranges::reverse(names);
    auto const turned = lives_of(small(names));
    for (std::size_t i = 0; i < forward.size(); ++i) {
        auto const& blueprint = *forward[i].blueprint;
        auto const& name = forward[i].scenario.name;
        EXPECT_THAT(differences(together[i][0], alone(name), blueprint), IsEmpty()) << name;
        EXPECT_THAT(differences(together[i][0], turned[names.size() - 1 - i][0], blueprint),
                    IsEmpty())
            << name;
    }
}

TEST(EveryScenario, is_the_same_on_any_number_of_threads)
{
    // More than one block of rows, or the loops would not be shared out at all.
    Small const size{.set = {"rehearsal=1 year", "years=2022-2027"}, .one_in = 25};
    for (auto const* const name : {"today-30-70", "shift-50-50"}) {
        auto const prepared = small({name}, size);
        auto const one = lives_of(prepared, 1);
        for (unsigned const threads : {2U, 7U}) {
            EXPECT_THAT(
                differences(one[0][0], lives_of(prepared, threads)[0][0], *prepared[0].blueprint),
                IsEmpty())
                << name << " on " << threads << " threads";
        }
    }
}

TEST(EveryScenario, is_the_same_for_replicates_side_by_side)
{
    auto const prepared = small({"shift-50-50"}, {.set = {}, .replicates = 5});
    auto const one = lives_of(prepared, 1);
    auto const seven = lives_of(prepared, 7);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_THAT(differences(one[0][i], seven[0][i], *prepared[0].blueprint), IsEmpty()) << i;
    }
    EXPECT_FALSE(differences(one[0][0], one[0][1], *prepared[0].blueprint).empty())
        << "replicates must have luck of their own";
}

}  // namespace
}  // namespace smartstart::test
