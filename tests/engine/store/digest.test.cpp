#include <cmath>

#include <gtest/gtest.h>

#include "engine/store/result.hpp"
#include "tests/support/sample_result.hpp"

namespace smartstart {
namespace {

TEST(Digest, does_not_depend_on_who_made_the_result_or_what_it_is_called)
{
    Result const one = test::sample_result({});
    Result other = one;
    other.scenario = "null-policy";
    other.compiler = "another";
    other.scenario_yaml = "other: text";
    other.differences_en = {"Nothing."};
    EXPECT_EQ(values_digest(one), values_digest(other));
}

TEST(Digest, changes_with_the_smallest_change_of_any_number)
{
    Result const base = test::sample_result({});
    auto const differs = [&](auto change) {
        Result other = base;
        change(other);
        return values_digest(other) != values_digest(base);
    };
    EXPECT_TRUE(
        differs([](Result& r) { r.numerators[3][7] = std::nextafter(r.numerators[3][7], 1e9); }));
    EXPECT_TRUE(differs([](Result& r) { r.denominators[3][7] += 1; }));
    EXPECT_TRUE(differs([](Result& r) { r.cents[11] += 1; }));
    EXPECT_TRUE(differs([](Result& r) { r.planned_cents[0] += 1; }));
    EXPECT_TRUE(differs([](Result& r) { r.realised_cents[0] += 1; }));
    EXPECT_TRUE(differs([](Result& r) { r.generations[0].values[0] += 1e-9; }));
    EXPECT_TRUE(differs([](Result& r) { r.concentration[0].row_labels[0] = "lower"; }));
    EXPECT_TRUE(differs([](Result& r) { r.quantiles[0].values[0] += 1e-9; }));
    EXPECT_TRUE(differs([](Result& r) { r.quantiles.clear(); }));
    EXPECT_TRUE(differs([](Result& r) { r.years[0] -= 1; }));
}

TEST(Digest, of_outcomes_tells_which_one_changed)
{
    Result const base = test::sample_result({});
    Result other = base;
    other.numerators[4][0] += 1;
    auto const before = outcome_digests(base);
    auto const after = outcome_digests(other);
    ASSERT_EQ(before.size(), base.outcomes.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_EQ(before[i] == after[i], i != 4) << base.outcomes[i].id;
    }
}

TEST(Digest, has_one_zero_and_one_not_a_number)
{
    Result one = test::sample_result({});
    Result other = one;
    one.numerators[0][0] = 0.0;
    other.numerators[0][0] = -0.0;
    one.generations[0].values[0] = std::nan("1");
    other.generations[0].values[0] = -std::nan("2");
    EXPECT_EQ(values_digest(one), values_digest(other));
}

}  // namespace
}  // namespace smartstart
