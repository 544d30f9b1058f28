#include "engine/parallel/marked.hpp"

#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "engine/base/mix.hpp"
#include "engine/parallel/rows.hpp"

namespace smartstart {
namespace {

using Rows = std::vector<std::uint32_t>;

/// Columns of a table that ends within a block, and within sixteen rows.
struct Columns {
    static constexpr std::size_t rows = 2 * rows_per_block + 1003;
    std::vector<std::uint8_t> flag, number;
    std::vector<std::int16_t> month;
    std::vector<std::uint16_t> count;
    std::vector<std::uint32_t> other;
    std::vector<float> dose;
    RowMarks marks;
    RowList list;

    Columns()
    {
        marks.open(rows);
        list.open(rows, marks, 8);
        for (std::size_t row = 0; row < rows; ++row) {
            flag.push_back(mix(row, 1) % 7 == 0 ? 1 : 0);
            number.push_back(static_cast<std::uint8_t>(mix(row, 2)));  // also above 127
            month.push_back(static_cast<std::int16_t>(mix(row, 3)));   // of both signs
            count.push_back(static_cast<std::uint16_t>(mix(row, 4) % 3 * 40'000));
            other.push_back(mix(row, 5) % 5 == 0 ? 0xFFFFFFFFU : 17U);
            dose.push_back(mix(row, 6) % 3 == 0 ? 0.25F : mix(row, 6) % 3 == 1 ? -0.0F : 0.0F);
            marks.block(row / rows_per_block)[row % rows_per_block] =
                static_cast<std::uint8_t>(on_list(row) ? 0xF : 0x7);
        }
        for (std::size_t block = 0; block < list.blocks(); ++block) {
            list.count(block);
        }
    }
    static bool on_list(std::size_t row) { return mix(row, 9) % 4 != 0; }
};

template <class Some>
Rows found(Some const& some)
{
    return collect_rows<std::uint32_t>(some,
                                       [](std::uint32_t row, Rows& out) { out.push_back(row); });
}

template <class Belongs>
Rows those(Belongs const& belongs)
{
    Rows rows;
    for (std::uint32_t row = 0; row < Columns::rows; ++row) {
        if (belongs(row)) {
            rows.push_back(row);
        }
    }
    return rows;
}

std::span<std::uint8_t const> see(std::vector<std::uint8_t> const& column)
{
    return column;
}

TEST(Marked, finds_the_same_rows_as_a_look_at_each_row)
{
    Columns const of;
    auto const n = Columns::rows;
    std::span<std::int16_t const> const month{of.month};
    std::span<std::uint16_t const> const count{of.count};
    std::span<std::uint32_t const> const other{of.other};
    std::span<float const> const dose{of.dose};
    EXPECT_EQ(found(with_any(n, set(see(of.flag)))),
              those([&](auto row) { return of.flag[row] != 0; }));
    EXPECT_EQ(found(with_any(n, at_least(see(of.number), 128))),
              those([&](auto row) { return of.number[row] >= 128; }));
    EXPECT_EQ(found(with_any(n, above(month, -5))),
              those([&](auto row) { return of.month[row] > -5; }));
    EXPECT_EQ(found(with_any(n, equal(month, of.month[77]))),
              those([&](auto row) { return of.month[row] == of.month[77]; }));
    EXPECT_EQ(found(with_any(n, equal(count, 40'000))),
              those([&](auto row) { return of.count[row] == 40'000; }));
    EXPECT_EQ(found(with_any(n, equal(other, 0xFFFFFFFFU))),
              those([&](auto row) { return of.other[row] == 0xFFFFFFFFU; }));
    EXPECT_EQ(found(with_any(n, set(dose))), those([&](auto row) { return of.dose[row] > 0.0F; }))
        << "zero of either sign is zero";
}

TEST(Marked, finds_the_one_among_many)
{
    // Stretches without anyone are passed over, on processors with AVX-512 sixty-four rows at once.
    constexpr std::uint32_t rows = 2 * rows_per_block + 203;
    std::vector<std::uint8_t> flag(rows);
    for (auto const row : {0U, 15U, 16U, 63U, 64U, 127U, 4095U, 4096U, 8255U, 8256U, rows - 1}) {
        flag[row] = 1;
        EXPECT_EQ(found(with_all(rows, set(std::span<std::uint8_t const>{flag}))), Rows{row});
        flag[row] = 0;
    }
    EXPECT_TRUE(found(with_all(rows, set(std::span<std::uint8_t const>{flag}))).empty());
}

TEST(Sixteen, gives_the_bits_that_a_look_at_each_cell_gives)
{
    Columns const of;
    // Also from places that are no multiple of sixteen, which vector instructions might trip over.
    for (std::size_t row = 0; row + sixteen::count <= Columns::rows; row += 7) {
        auto const same = [&](auto const& column) {
            auto const* const cells = column.data() + row;
            EXPECT_EQ(sixteen::equal(cells, column[row + 5]),
                      sixteen::plain::equal(cells, column[row + 5]));
        };
        same(of.number);
        same(of.month);
        same(of.count);
        same(of.other);
        same(of.dose);
        auto const* const number = of.number.data() + row;
        auto const* const month = of.month.data() + row;
        EXPECT_EQ(sixteen::above(month, of.month[row + 3]),
                  sixteen::plain::above(month, of.month[row + 3]));
        EXPECT_EQ(sixteen::at_least(number, of.number[row + 3]),
                  sixteen::plain::at_least(number, of.number[row + 3]));
        EXPECT_EQ(sixteen::leaves<3>(month, 1), sixteen::plain::leaves<3>(month, 1));
        EXPECT_EQ(sixteen::leaves<12>(month, 6), sixteen::plain::leaves<12>(month, 6));
        EXPECT_EQ(sixteen::has(number, 0x84), sixteen::plain::has(number, 0x84));
    }
}

TEST(Marked, puts_conditions_together)
{
    Columns const of;
    std::span<std::int16_t const> const month{of.month};
    auto const flag = set(see(of.flag));
    auto const late = above(month, 0);
    EXPECT_EQ(found(with_all(of.list, flag, late)), those([&](auto row) {
                  return Columns::on_list(row) && of.flag[row] != 0 && of.month[row] > 0;
              }));
    EXPECT_EQ(found(with_any(of.list, flag, all_of(late, opposite(flag)), any_of(flag, flag))),
              those([&](auto row) {
                  return Columns::on_list(row) && (of.flag[row] != 0 || of.month[row] > 0);
              }));
    EXPECT_EQ(found(only(with_all(of.list, flag), [](auto row) { return row % 2 == 0; })),
              those([&](auto row) {
                  return Columns::on_list(row) && of.flag[row] != 0 && row % 2 == 0;
              }));
}

TEST(Sixteen, divides_every_cell_there_can_be)
{
    std::vector<std::int16_t> all;
    for (int cell = 0; cell < 0x10000; ++cell) {
        all.push_back(static_cast<std::int16_t>(cell));
    }
    for (std::size_t from = 0; from < all.size(); from += sixteen::count) {
        auto const* const cells = all.data() + from;
        for (std::uint16_t remainder = 0; remainder < 12; ++remainder) {
            ASSERT_EQ(sixteen::leaves<12>(cells, remainder),
                      sixteen::plain::leaves<12>(cells, remainder));
            ASSERT_EQ(sixteen::leaves<3>(cells, remainder),
                      sixteen::plain::leaves<3>(cells, remainder));
        }
    }
}

TEST(Marked, finds_those_who_have_a_turn_in_a_month)
{
    Columns of;
    for (auto& month : of.month) {
        month = static_cast<std::int16_t>(month & 0x7FFF);
    }
    std::span<std::int16_t const> const month{of.month};
    EXPECT_EQ(found(with_any(Columns::rows, same_remainder<12>(month, 24'319))),
              those([&](auto row) { return (24'319 - of.month[row]) % 12 == 0; }));
}

TEST(Marked, takes_limits_beyond_what_a_cell_holds)
{
    Columns const of;
    std::span<std::int16_t const> const month{of.month};
    EXPECT_TRUE(found(with_any(Columns::rows, above(month, 70'000))).empty());
    auto const lowest = std::numeric_limits<std::int16_t>::min();
    EXPECT_EQ(found(with_any(Columns::rows, above(month, -70'000))),
              those([&](auto row) { return of.month[row] > lowest; }));
}

TEST(Marked, passes_over_a_list_without_anyone)
{
    RowMarks marks;
    marks.open(5000);
    RowList list;
    list.open(5000, marks, 1);
    std::vector<std::uint8_t> const flag(5000, 1);
    EXPECT_TRUE(found(with_any(list, set(see(flag)))).empty());
}

}  // namespace
}  // namespace smartstart
