#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/run/life.hpp"
#include "tests/support/small_run.hpp"

namespace smartstart::test {
namespace {

constexpr std::size_t replicates = 6;

/// Per outcome the value over the last years for the whole region, per replicate.
using Values = std::vector<std::vector<double>>;

Values values_of(Prepared const& prepared, StartPopulation const& start, int parts)
{
    auto const& blueprint = *prepared.blueprint;
    auto const years = blueprint.years();
    auto const places = blueprint.region().municipalities().size();
    auto const groups = all_groups().size();
    Values values(blueprint.outcomes().size());
    for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
        Life life{blueprint, start, replicate, parts};
        while (life.next_year() <= years.last) {
            life.live_year(blueprint);
        }
        auto const seen = std::move(life).finish(blueprint);
        for (std::size_t i = 0; i < values.size(); ++i) {
            double numerator = 0.0;
            double denominator = 0.0;
            auto const& outcome = seen.outcomes[i];
            for (std::size_t cell = 0; cell < outcome.numerators.size(); cell += groups) {
                numerator += outcome.numerators[cell];  // of the group "all"
                denominator += outcome.denominators[cell];
            }
            EXPECT_EQ(outcome.numerators.size() % (places * groups), 0U);
            values[i].push_back(
                value(blueprint.outcomes()[i].info.transform, numerator, denominator));
        }
    }
    return values;
}

struct Mean {
    double value{}, error{};
};

Mean mean_of(std::vector<double> const& values)
{
    auto const count = static_cast<double>(values.size());
    double sum = 0.0;
    double squares = 0.0;
    for (auto const one : values) {
        sum += one;
    }
    for (auto const one : values) {
        squares += (one - sum / count) * (one - sum / count);
    }
    return {sum / count, std::sqrt(squares / (count - 1.0) / count)};
}

std::vector<double> those_known(std::vector<double> values)
{
    std::erase_if(values, [](double value) { return std::isnan(value); });
    return values;
}

TEST(EveryOutcome, is_the_same_within_chance_when_a_month_is_lived_in_two_halves)
{
    auto const prepared =
        small({"today-30-70"}, {.set = {"rehearsal=6 years", "years=2026-2029"}, .one_in = 100})
            .front();
    auto const start = people_of(prepared);
    auto const whole = values_of(prepared, start, 1);
    auto const halves = values_of(prepared, start, 2);
    std::vector<std::string> too_rare;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        auto const& id = prepared.blueprint->outcomes()[i].info.id;
        // What happens to a handful in so small a town happens to nobody in some replicates.
        auto const some = those_known(whole[i]);
        auto const others = those_known(halves[i]);
        if (std::min(some.size(), others.size()) < replicates / 2) {
            too_rare.push_back(id);
            continue;
        }
        auto const one = mean_of(some);
        auto const two = mean_of(others);
        // Beyond seven standard errors of a t-value with ten degrees of freedom, about 4 in 100,000
        // outcomes would fail by chance. A step of a month itself may shift a level by 3 %.
        auto const allowed = 7.0 * std::hypot(one.error, two.error) + 0.03 * std::abs(one.value);
        EXPECT_NEAR(one.value, two.value, allowed + 1e-9) << id;
    }
    EXPECT_LE(too_rare.size(), 4U) << testing::PrintToString(too_rare);
}

}  // namespace
}  // namespace smartstart::test
