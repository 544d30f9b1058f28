#include <cmath>

#include <gtest/gtest.h>

#include "engine/steps/facts.hpp"
#include "tests/support/small_world.hpp"

namespace smartstart::test {
namespace {

/// Suspects of one age in the first month.
struct Suspects {
    SmallWorld small;
    std::vector<Row> rows;

    Suspects(std::size_t count, double age, facts::Number offences,
             std::vector<std::string> const& overrides)
        : small{{"youth_justice"}, overrides}
    {
        auto const home = small.add_family();
        for (std::size_t i = 0; i < count; ++i) {
            rows.push_back(small.add_person(home, {.age = age, .head = false}));
        }
        small.begin();
        for (auto const row : rows) {
            small.set(facts::suspect, row, moment(small.world().clock.now));
            small.set(facts::offences, row, offences);
        }
    }

    double on_probation() const
    {
        double count = 0;
        for (auto const row : rows) {
            count += small.get(facts::probation, row);
        }
        return count / static_cast<double>(rows.size());
    }
    double to_halt() const
    {
        double count = 0;
        for (auto const row : rows) {
            count += small.get(facts::halt, row) != 0 ? 1 : 0;
        }
        return count / static_cast<double>(rows.size());
    }
};

std::vector<std::string> const half_to_halt{
    "steps.youth_justice.halt_of_first_offences=50 %",
    "steps.youth_justice.probation_of_first_offences=100 %",
    "steps.youth_justice.probation_of_repeated_offences=100 %",
    "steps.youth_justice.young_adults_under_youth_law=40 %"};

TEST(YouthJustice, settles_first_offences_of_minors_by_halt_or_probation)
{
    Suspects first{4000, 15, 1, half_to_halt};
    first.small.advance();
    EXPECT_NEAR(first.to_halt(), 0.5, 4.0 * std::sqrt(0.25 / 4000));
    EXPECT_EQ(first.to_halt() + first.on_probation(), 1.0);
    Suspects again{500, 15, 2, half_to_halt};
    again.small.advance();
    EXPECT_EQ(again.to_halt(), 0.0);
    EXPECT_EQ(again.on_probation(), 1.0);
}

TEST(YouthJustice, puts_first_and_repeated_offenders_on_probation_as_often_as_said)
{
    std::vector<std::string> const settings{
        "steps.youth_justice.halt_of_first_offences=0 %",
        "steps.youth_justice.probation_of_first_offences=20 %",
        "steps.youth_justice.probation_of_repeated_offences=70 %"};
    for (auto const& [offences, share] : {std::pair{1, 0.2}, {2, 0.7}, {3, 0.7}}) {
        Suspects all{4000, 15, static_cast<facts::Number>(offences), settings};
        all.small.advance();
        EXPECT_NEAR(all.on_probation(), share, 4.0 * std::sqrt(share * (1.0 - share) / 4000));
    }
}

TEST(YouthJustice, takes_some_young_adults_and_nobody_of_twenty_three)
{
    Suspects young{4000, 20, 1, half_to_halt};
    young.small.advance();
    EXPECT_EQ(young.to_halt(), 0.0);
    EXPECT_NEAR(young.on_probation(), 0.4, 4.0 * std::sqrt(0.24 / 4000));
    Suspects adult{500, 23, 2, half_to_halt};
    adult.small.advance();
    EXPECT_EQ(adult.on_probation(), 0.0);
}

TEST(YouthJustice, ends_at_its_rate_however_finely_a_month_is_lived)
{
    for (auto const parts : {1, 4}) {
        auto settings = half_to_halt;
        settings.emplace_back("steps.youth_justice.probation_end=0.8 per year");
        Suspects again{6000, 14, 2, settings};
        again.small.advance();
        again.small.live_in_parts(parts);
        again.small.advance(18);
        auto const expected = std::exp(-0.8 * 1.5);
        EXPECT_NEAR(again.on_probation(), expected,
                    4.0 * std::sqrt(expected * (1.0 - expected) / 6000));
    }
}

TEST(YouthJustice, keeps_the_months_and_counts_the_places)
{
    auto settings = half_to_halt;
    settings.emplace_back("steps.youth_justice.probation_end=0 per year");
    settings.emplace_back("steps.youth_justice.young_adults_under_youth_law=100 %");
    Suspects again{50, 22.0 + 8.0 / 12.0, 2, settings};
    again.small.advance(4);
    EXPECT_EQ(again.on_probation(), 1.0);
    EXPECT_EQ(again.small.get(facts::probation_month, again.rows[0]), moment(Month::of(2022, 4)));
    EXPECT_EQ(again.small.world().services.taken(ServiceKind::youth_probation, 0), 50);
    again.small.advance();
    EXPECT_EQ(again.on_probation(), 0.0) << "over at twenty-three";
    EXPECT_EQ(again.small.get(facts::probation_month, again.rows[0]), moment(Month::of(2022, 4)));
    EXPECT_EQ(again.small.world().services.taken(ServiceKind::youth_probation, 0), 0);
}

TEST(YouthJustice, leaves_those_alone_who_are_no_suspects_now)
{
    Suspects past{200, 16, 2, half_to_halt};
    for (auto const row : past.rows) {
        past.small.set(facts::suspect, row, moment(Month::of(2021, 12)));
    }
    past.small.advance(6);
    EXPECT_EQ(past.on_probation(), 0.0);
    EXPECT_EQ(past.to_halt(), 0.0);
}

}  // namespace
}  // namespace smartstart::test
