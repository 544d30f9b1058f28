#include "engine/random/random.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/chance.hpp"

namespace smartstart {
namespace {

using Words = std::array<std::uint32_t, 4>;

constexpr std::uint32_t step = 0x12345678U;
constexpr Clock january{.now = Month::of(2025, 1)};

Draws draws_of(std::uint64_t who, Clock const& clock = january)
{
    return Random{20'250'101, 3}.draws(PersonId{who}, step, clock);
}

TEST(Philox, equals_the_known_answers_of_its_authors)
{
    // Random123, file kat_vectors, philox4x32 with ten rounds.
    EXPECT_EQ(philox({0, 0, 0, 0}, 0), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    constexpr auto ones = ~std::uint32_t{0};
    EXPECT_EQ(philox({ones, ones, ones, ones}, ~std::uint64_t{0}),
              (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, 0x299f31d0'a4093822),
              (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Draws, answer_a_question_alike_in_whatever_order_it_is_asked)
{
    std::vector<unsigned> const upwards{0, 1, 2, 3, 4, 5, 63, 64, 4095, 16'383};
    auto asked = draws_of(17);
    std::vector<std::uint32_t> answers;
    for (auto const question : upwards) {
        answers.push_back(asked.word(question));
    }
    auto again = draws_of(17);
    for (auto at = upwards.size(); at > 0; --at) {
        EXPECT_EQ(again.word(upwards[at - 1]), answers[at - 1]) << "question " << upwards[at - 1];
        EXPECT_EQ(draws_of(17).word(upwards[at - 1]), answers[at - 1]) << "asked alone";
    }
}

TEST(Draws, are_other_luck_for_another_seed_replicate_person_step_month_part_and_question)
{
    Random const random{1, 0};
    PersonId const me{founder(1)};
    auto const next_month = Clock{.now = january.now + Months{1}};
    auto const next_part = Clock{.now = january.now, .part = 1, .parts = 2};
    std::vector<std::uint32_t> words{
        random.draws(me, step, january).word(0),
        random.draws(me, step, january).word(1),
        random.draws(me, step, january).word(4),
        random.draws(founder(2), step, january).word(0),
        random.draws(PersonId{me.value ^ (1ULL << 63U)}, step, january).word(0),
        random.draws(me, step + 1, january).word(0),
        random.draws(me, step, next_month).word(0),
        random.draws(me, step, next_part).word(0),
        Random{2, 0}.draws(me, step, january).word(0),
        Random{1, 1}.draws(me, step, january).word(0),
        // The seed and the replicate do not stand in for each other.
        Random{0, 1}.draws(me, step, january).word(0),
    };
    // Eleven fair words of 32 bits hold two alike once in 78 million times.
    std::sort(words.begin(), words.end());
    EXPECT_EQ(std::adjacent_find(words.begin(), words.end()), words.end());
}

TEST(Draws, never_meet_in_the_counter_whatever_the_question_month_and_part)
{
    // The last question of one part of a month against the first of the next one.
    std::vector<std::uint32_t> words;
    for (int month = 0; month < 3; ++month) {
        for (int part = 0; part < 16; ++part) {
            auto draws =
                draws_of(5, {.now = january.now + Months{month}, .part = part, .parts = 16});
            for (unsigned const question : {0U, 3U, 4U, 16'380U, 16'383U}) {
                words.push_back(draws.word(question));
            }
        }
    }
    std::sort(words.begin(), words.end());
    // 240 fair words hold two alike once in 150,000 times.
    EXPECT_EQ(std::adjacent_find(words.begin(), words.end()), words.end());
}

TEST(Random, finds_those_among_many_whose_own_draw_is_below_a_limit)
{
    Random const random{2025, 3};
    Clock const clock{.now = Month::of(2031, 8), .part = 1, .parts = 4};
    std::vector<std::uint64_t> names;
    for (std::uint64_t i = 0; i < many::most_at_once - 5; ++i) {
        names.push_back(i * 0x9E3779B97F4A7C15);  // both halves full
    }
    many::Hits hits{};
    for (auto const chance : {0.0, 1e-3, 0.3, 1.0, 1.5}) {
        for (unsigned question = 0; question < 9; ++question) {
            auto const found = many::find(
                {random.question(0xFEDCBA98, clock, question), many::limit_of(chance), names},
                hits);
            std::size_t next = 0;
            for (std::size_t i = 0; i < names.size(); ++i) {
                auto draws = random.draws(names[i], 0xFEDCBA98, clock);
                if (draws.happens(question, chance)) {
                    ASSERT_LT(next, found) << question << " " << i;
                    EXPECT_EQ(hits[next].place, i);
                    EXPECT_EQ(hits[next++].word, draws.word(question));
                }
            }
            EXPECT_EQ(next, found) << question << " " << chance;
        }
    }
}

TEST(Many, find_the_same_in_every_way)
{
    std::vector<std::uint64_t> names;
    for (std::uint64_t i = 0; i < many::most_at_once; ++i) {
        names.push_back(i * 0xD1342543DE82EF95);
    }
    auto const plain = many::ways().back();
    for (auto const& way : many::ways()) {
        if (!way.can) {
            continue;  // the others are tried where there are such instructions
        }
        for (std::size_t count = 0; count <= names.size(); count += 7) {
            many::Counter const counter{0xABCDEF0123456789, 77, 0x10FF,
                                        static_cast<unsigned>(count % 4)};
            auto const limit = 0x100000000 / 256 * count;
            many::Hits expected{};
            many::Hits found{};
            many::Asked const asked{counter, limit, std::span{names}.first(count)};
            auto const number = plain.find(asked, expected.data());
            ASSERT_EQ(way.find(asked, found.data()), number) << way.name;
            for (std::size_t i = 0; i < number; ++i) {
                EXPECT_EQ(found[i].place, expected[i].place) << way.name;
                EXPECT_EQ(found[i].word, expected[i].word) << way.name;
            }
        }
    }
}

TEST(Many, limit_a_chance_to_the_words_whose_luck_is_below_it)
{
    for (auto const chance : {1e-9, 0.5 * 0x1p-32, 0x1p-32, 1.5 * 0x1p-32, 0.1, 0.5, 0.999999}) {
        auto const limit = many::limit_of(chance);
        if (limit > 0) {
            EXPECT_LT(Draws::uniform_of(static_cast<std::uint32_t>(limit - 1)), chance);
        }
        EXPECT_GE(Draws::uniform_of(static_cast<std::uint32_t>(limit)), chance);
    }
    EXPECT_EQ(many::limit_of(1.0), 0x100000000);
    EXPECT_EQ(many::limit_of(7.0), 0x100000000);
    EXPECT_EQ(many::limit_of(-1.0), 0);
}

TEST(Draws, lie_evenly_between_zero_and_one)
{
    constexpr std::size_t number = 400'000;
    std::vector<double> values;
    std::vector<double> next;
    std::array<double, 10> tenths{};
    for (std::size_t who = 0; who < number; ++who) {
        auto draws = draws_of(who);
        auto const value = draws.uniform(0);
        ASSERT_GT(value, 0.0);
        ASSERT_LT(value, 1.0);
        values.push_back(value);
        next.push_back(draws.uniform(1));
        tenths.at(static_cast<std::size_t>(10.0 * value)) += 1.0;
    }
    // Each bound is four standard errors or more: chance alone fails this test (13 comparisons)
    // less than once in a thousand seeds, and this seed is fixed.
    auto const [mean, sd] = test::moments(values);
    EXPECT_NEAR(mean, 0.5, 4.0 * std::sqrt(1.0 / 12.0 / number));
    EXPECT_NEAR(sd * sd, 1.0 / 12.0, 4.0 * std::sqrt(1.0 / 180.0 / number));
    EXPECT_NEAR(test::correlation(values, next), 0.0, 4.0 / std::sqrt(number));
    for (auto const tenth : tenths) {
        EXPECT_NEAR(tenth / number, 0.1, test::chance_error(0.1, number));
    }
}

TEST(Draws, let_an_event_happen_at_its_rate_however_long_the_step)
{
    constexpr std::size_t number = 200'000;
    for (auto const& [rate, dt] : std::vector<std::pair<double, double>>{
             {0.5, 1.0 / 12.0}, {0.5, 1.0}, {3.0, 0.25}, {0.01, 1.0}, {40.0, 1.0}}) {
        std::size_t happened = 0;
        for (std::size_t who = 0; who < number; ++who) {
            happened += draws_of(who).happens_at(7, rate, dt) ? 1U : 0U;
        }
        // A false alarm once in 16,000 comparisons of four standard errors; here are five.
        auto const expected = 1.0 - std::exp(-rate * dt);
        EXPECT_NEAR(static_cast<double>(happened) / number, expected,
                    test::chance_error(expected, number) + 1e-9)
            << rate << " per year over " << dt << " years";
    }
}

TEST(Draws, give_the_same_chance_to_a_year_whether_it_is_lived_at_once_or_in_months)
{
    constexpr std::size_t number = 100'000;
    std::size_t happened = 0;
    for (std::size_t who = 0; who < number; ++who) {
        auto clock = january;
        bool already = false;
        for (int month = 0; month < 12; ++month) {
            already = already || draws_of(who, clock).happens_at(0, 0.7, clock.dt());
            clock.tick();
        }
        happened += already ? 1U : 0U;
    }
    auto const expected = 1.0 - std::exp(-0.7);
    EXPECT_NEAR(static_cast<double>(happened) / number, expected,
                test::chance_error(expected, number));
}

TEST(Draws, never_let_happen_what_has_no_chance_and_always_what_is_certain)
{
    for (std::uint64_t who = 0; who < 10'000; ++who) {
        EXPECT_FALSE(draws_of(who).happens(0, 0.0));
        EXPECT_FALSE(draws_of(who).happens_at(0, 0.0, 1.0));
        EXPECT_TRUE(draws_of(who).happens(0, 1.0));
        EXPECT_TRUE(draws_of(who).happens_at(0, 1e9, 1.0));
    }
}

TEST(Draws, of_a_normal_have_its_mean_spread_and_tails)
{
    constexpr std::size_t number = 200'000;
    std::vector<double> values;
    std::size_t beyond = 0;
    for (std::size_t who = 0; who < number; ++who) {
        values.push_back(draws_of(who).normal(2));
        beyond += std::abs(values.back()) > 1.959963984540054 ? 1U : 0U;
    }
    auto const [mean, sd] = test::moments(values);
    EXPECT_NEAR(mean, 0.0, 4.0 / std::sqrt(number));
    EXPECT_NEAR(sd, 1.0, 4.0 / std::sqrt(2.0 * number));
    EXPECT_NEAR(static_cast<double>(beyond) / number, 0.05, test::chance_error(0.05, number));
}

TEST(NormalQuantile, equals_the_values_of_the_tables)
{
    EXPECT_DOUBLE_EQ(normal_quantile(0.5), 0.0);
    EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
    EXPECT_NEAR(normal_quantile(0.025), -1.959963984540054, 1e-14);
    EXPECT_NEAR(normal_quantile(0.75), 0.674489750196082, 1e-14);
    EXPECT_NEAR(normal_quantile(0.999), 3.090232306167813, 1e-13);
    // The test values of Wichura (1988).
    EXPECT_NEAR(normal_quantile(0.25), -0.6744897501960817, 1e-14);
    EXPECT_NEAR(normal_quantile(0.001), -3.090232306167814, 1e-13);
    EXPECT_NEAR(normal_quantile(1e-20), -9.262340089798408, 1e-12);
}

TEST(NormalQuantile, undoes_the_share_below_and_only_grows)
{
    for (double x = -8.0; x <= 5.0; x += 0.01) {
        // Above 5 the share is too near one for a double to tell it from its neighbours.
        EXPECT_NEAR(normal_quantile(normal_share_below(x)), x, 1e-9) << x;
    }
    auto before = -std::numeric_limits<double>::infinity();
    for (int i = 1; i < 100'000; ++i) {
        auto const here = normal_quantile(i / 100'000.0);
        ASSERT_GT(here, before) << i;
        before = here;
    }
}

TEST(NormalQuantile, of_the_most_extreme_luck_is_finite)
{
    EXPECT_GT(normal_quantile(0.5 * 0x1p-32), -7.0);
    EXPECT_LT(normal_quantile(1.0 - 0.5 * 0x1p-32), 7.0);
}

}  // namespace
}  // namespace smartstart
