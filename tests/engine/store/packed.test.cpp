#include "engine/store/packed.hpp"

#include <bit>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/error.hpp"

namespace smartstart {
namespace {

using testing::ElementsAre;

std::string_view list_in(std::string const& all, PackedIndex const& index, std::size_t list)
{
    auto const [from, size] = index[list];
    return std::string_view{all}.substr(from, size);
}

TEST(PackedNumbers, keep_every_bit)
{
    constexpr auto least = std::numeric_limits<double>::denorm_min();
    std::vector<double> const numbers{0.0,
                                      0.0,
                                      -0.0,
                                      1.0,
                                      -1.0,
                                      0.5,
                                      1e300,
                                      9007199254740993.0,
                                      least,
                                      0.0,
                                      0.0,
                                      127.0,
                                      -64.0,
                                      16384.0,
                                      std::numeric_limits<double>::quiet_NaN(),
                                      std::numeric_limits<double>::infinity()};
    PackedWriter writer;
    writer.add(std::span{numbers});
    auto const all = writer.take();
    std::vector<double> back;
    unpack(list_in(all, PackedIndex{all, 1}, 0), back);
    ASSERT_EQ(back.size(), numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        EXPECT_EQ(std::bit_cast<std::uint64_t>(back[i]), std::bit_cast<std::uint64_t>(numbers[i]))
            << numbers[i];
    }
}

TEST(PackedNumbers, keep_small_whole_numbers)
{
    std::vector<std::int16_t> const numbers{-1, -1, 0, 0, 0, 344, 32767, -32768, 1};
    PackedWriter writer;
    writer.add(numbers);
    auto const bytes = writer.take();
    auto const [from, size] = PackedIndex{bytes, 1}[0];
    std::vector<std::int16_t> found;
    unpack(std::string_view{bytes}.substr(from, size), found);
    EXPECT_EQ(found, numbers);
}

TEST(PackedNumbers, give_one_list_out_of_many)
{
    std::vector<std::int64_t> const cents{0, -5, std::numeric_limits<std::int64_t>::min(),
                                          std::numeric_limits<std::int64_t>::max()};
    std::vector<double> const shares{0.25, 0.0};
    PackedWriter writer;
    writer.add(std::span{shares});
    writer.add(std::span{cents});
    writer.add(std::span<double const>{});
    auto const all = writer.take();
    PackedIndex const index{all, 3};
    std::vector<std::int64_t> back;
    unpack(list_in(all, index, 1), back);
    EXPECT_EQ(back, cents);
    std::vector<double> none;
    unpack(list_in(all, index, 2), none);
    EXPECT_TRUE(none.empty());
    std::vector<double> behind{7.0};
    unpack(list_in(all, index, 0), behind);
    EXPECT_THAT(behind, ElementsAre(7.0, 0.25, 0.0)) << "lists are put behind one another";
}

TEST(PackedNumbers, take_few_bytes_where_most_are_zero)
{
    std::vector<double> numbers(10'000, 0.0);
    numbers[5'000] = 12.0;
    PackedWriter writer;
    writer.add(std::span{numbers});
    EXPECT_LT(writer.take().size(), 24U);
}

TEST(PackedNumbers, are_refused_when_they_were_cut_or_have_more_than_they_say)
{
    std::vector<double> const numbers{1.5, 0.0, 3.0};
    PackedWriter writer;
    writer.add(std::span{numbers});
    auto const all = writer.take();
    auto const list = list_in(all, PackedIndex{all, 1}, 0);
    std::vector<double> back;
    for (std::size_t size = 0; size < list.size(); ++size) {
        EXPECT_THROW(unpack(list.substr(0, size), back), BrokenPromise) << size;
    }
    EXPECT_THROW(unpack(std::string{list} + '\1', back), BrokenPromise);
    EXPECT_THROW((PackedIndex{all.substr(0, 7), 1}), BrokenPromise);
}

}  // namespace
}  // namespace smartstart
