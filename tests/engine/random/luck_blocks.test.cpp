#include "engine/random/luck_blocks.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "engine/random/random.hpp"

namespace smartstart {
namespace {

using Width = LuckBlocks::Width;

constexpr LuckSource source{.seed = 20'250'101,
                            .replicate = 3,
                            .step = 0x9ABCDEF0U,
                            .clock = {.now = Month::of(2031, 7), .part = 1, .parts = 2},
                            .block = 5};

LuckWords as_drawn(std::uint64_t name)
{
    auto draws =
        Random{source.seed, source.replicate}.draws(PersonId{name}, source.step, source.clock);
    LuckWords words{};
    for (unsigned question = 0; question < 4; ++question) {
        words[question] = draws.word(4 * source.block + question);
    }
    return words;
}

/// Every width that this processor has.
std::vector<Width> widths()
{
    std::vector<Width> all;
    for (auto const width : {Width::one, Width::four, Width::eight}) {
        if (width <= LuckBlocks::widest()) {
            all.push_back(width);
        }
    }
    return all;
}

TEST(LuckBlocks, have_the_bits_of_draws_for_names_in_order_at_every_width)
{
    // Names that cross 2^32, and a number of them that no width divides.
    constexpr auto first = (std::uint64_t{1} << 32U) - 13;
    for (auto const width : widths()) {
        std::vector<LuckWords> words(29);
        LuckBlocks{source, width}.in_order(first, words);
        for (std::size_t i = 0; i < words.size(); ++i) {
            EXPECT_EQ(words[i], as_drawn(first + i))
                << i << " at width " << static_cast<int>(width);
        }
    }
}

TEST(LuckBlocks, have_the_bits_of_draws_for_names_in_any_order_at_every_width)
{
    std::vector<std::uint32_t> names;
    for (std::uint32_t i = 0; i < 29; ++i) {
        names.push_back(i * 0x9E3779B9U);
    }
    for (auto const width : widths()) {
        std::vector<LuckWords> words(names.size());
        LuckBlocks{source, width}.of(names, words);
        for (std::size_t i = 0; i < words.size(); ++i) {
            EXPECT_EQ(words[i], as_drawn(names[i]))
                << names[i] << " at width " << static_cast<int>(width);
        }
    }
}

TEST(LuckBlocks, write_no_further_than_their_room)
{
    for (auto const width : widths()) {
        for (std::size_t room = 0; room < 20; ++room) {
            std::vector<LuckWords> words(24, LuckWords{1, 2, 3, 4});
            LuckBlocks{source, width}.in_order(100, std::span{words}.first(room));
            for (auto i = room; i < words.size(); ++i) {
                EXPECT_EQ(words[i], (LuckWords{1, 2, 3, 4})) << i << " of " << room;
            }
        }
    }
}

}  // namespace
}  // namespace smartstart
