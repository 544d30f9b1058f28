#include "engine/step/ask.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "engine/step/turn.hpp"

namespace smartstart {
namespace {

constexpr std::uint32_t stream = 7;

struct Asking {
    std::vector<std::uint64_t> names;
    RowMarks marks;
    RowList rows;
    Random random{3, 0};
    Clock clock{.now = Month::of(2025, 4)};

    explicit Asking(std::size_t people)
    {
        marks.open(people);
        rows.open(people, marks, 1);
        for (std::size_t row = 0; row < people; ++row) {
            names.push_back(1000 + 3 * row);
        }
        for (std::size_t block = 0; block < rows.blocks(); ++block) {
            auto const first = block * rows_per_block;
            for (std::size_t i = 0; i < rows_per_block && first + i < people; i += 2) {
                marks.block(block)[i] = 1;
            }
            rows.count(block);
        }
    }
};

TEST(Ask, calls_for_exactly_those_of_the_list_whose_luck_is_below_the_highest_chance)
{
    Asking const asking{10'000};
    auto const heard = ask_and_collect<std::pair<Row, double>>(
        {asking.random, stream, 2, asking.clock, 0.25}, asking.rows, asking.names,
        [](Row row, double luck, auto& out) { out.emplace_back(row, luck); });
    std::vector<std::pair<Row, double>> expected;
    for (Row row = 0; row < asking.names.size(); ++row) {
        auto draws = asking.random.draws(asking.names[row], stream, asking.clock);
        if (row % rows_per_block % 2 == 0 && draws.uniform(2) < 0.25) {
            expected.emplace_back(row, draws.uniform(2));
        }
    }
    EXPECT_GT(expected.size(), 1000U);
    EXPECT_EQ(heard, expected);
}

TEST(Ask, with_a_bound_for_each_row_calls_for_those_whose_luck_is_below_theirs)
{
    Asking const asking{10'000};
    auto const bound = [](Row row) { return row % 3 == 0 ? 0.05 : 0.2; };
    std::vector<double> heard(asking.names.size());
    ask_rows({asking.random, stream, 2, asking.clock, 0.2}, asking.rows, asking.names, bound,
             [&](Row row, double luck) { heard[row] = luck; });
    int called = 0;
    for (Row row = 0; row < asking.names.size(); ++row) {
        auto draws = asking.random.draws(asking.names[row], stream, asking.clock);
        auto const luck = draws.uniform(2);
        auto const hit = row % rows_per_block % 2 == 0 && luck < bound(row);
        EXPECT_EQ(heard[row], hit ? luck : 0.0) << row;
        called += hit ? 1 : 0;
    }
    EXPECT_GT(called, 500);
}

TEST(Ask, sifts_before_it_goes_to_anyone)
{
    Asking const asking{10'000};
    LuckQuestion const question{asking.random, stream, 2, asking.clock, 0.25};
    auto const may = [](Row row, double luck) { return row % 3 == 0 && luck < 0.2; };
    auto const note = [](Row row, double luck, auto& out) { out.emplace_back(row, luck); };
    using Heard = std::pair<Row, double>;
    auto expected = ask_and_collect<Heard>(question, asking.rows, asking.names, note);
    std::erase_if(expected, [&](Heard const& one) { return !may(one.first, one.second); });
    EXPECT_GT(expected.size(), 100U);
    EXPECT_EQ(ask_and_collect<Heard>(question, asking.rows, asking.names, sifted(may, note)),
              expected);
}

TEST(LogRate, is_never_above_its_upper_bound_and_hardly_below_it)
{
    for (double shift = -40.0; shift < 40.0; shift += 0.037) {
        LogRate const rate{0.3, shift};
        EXPECT_LE(rate.value(), rate.at_most()) << shift;
        EXPECT_GE(rate.value(), 0.94 * rate.at_most()) << shift;
    }
}

TEST(LogRate, hits_as_often_as_its_hazard_says)
{
    for (double luck = 0.0005; luck < 1.0; luck += 0.001) {
        for (auto const shift : {-2.0, -0.3, 0.0, 0.9}) {
            EXPECT_EQ(is_hit(luck, {0.4, shift}), luck < -std::expm1(-0.4 * std::exp(shift)));
        }
    }
}

TEST(Turn, of_two_things_happens_as_often_as_both_rates_together_say)
{
    for (double luck = 0.0005; luck < 1.0; luck += 0.001) {
        auto const together = 0.4 * std::exp(0.5) + 0.1;
        EXPECT_EQ(is_hit_of_two(luck, {0.4, 0.5}, {0.1, 0.0}), luck < -std::expm1(-together / 4));
    }
}

TEST(Turn, lets_nothing_begin_more_often_than_once_a_year)
{
    EXPECT_TRUE(is_hit_in_turn(0.2211, {50.0, 0.0}));
    EXPECT_FALSE(is_hit_in_turn(0.2213, {50.0, 0.0}));
    EXPECT_TRUE(is_hit_in_turn(0.0487, {0.2, 0.0}));
    EXPECT_FALSE(is_hit_in_turn(0.0488, {0.2, 0.0}));
}

// Steps ask first with the highest shift that there may be, and then no more where that misses.
TEST(LogRate, that_hits_with_some_shift_hits_with_every_higher_one)
{
    Random const random{7, 0};
    Clock const clock{.now = Month::of(2025, 4)};
    int hits = 0;
    for (std::uint64_t name = 0; name < 20'000; ++name) {
        auto draws = random.draws(name, stream, clock);
        auto const luck = draws.uniform(0);
        auto const base = 0.3 * draws.uniform(1);
        auto const shift = 12.0 * draws.uniform(2) - 6.0;
        if (is_hit(luck, LogRate{base, shift})) {
            ++hits;
            for (auto const more : {0.0, 1e-15, 1e-6, 0.3, 5.0}) {
                EXPECT_TRUE(is_hit(luck, LogRate{base, shift + more})) << name << " " << more;
            }
            EXPECT_TRUE(is_hit(luck, LogRate{base, std::numeric_limits<double>::infinity()}));
        }
    }
    EXPECT_GT(hits, 1000);
}

}  // namespace
}  // namespace smartstart
