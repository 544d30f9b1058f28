#include "engine/population/start/integerise.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace smartstart {
namespace {

using Whole = std::vector<std::int64_t>;

TEST(RoundToTotal, gives_what_is_left_to_the_largest_remainders)
{
    EXPECT_EQ(round_to_total(std::array{6.8, 5.1, 3.4, 1.7}, 17), (Whole{7, 5, 3, 2}));
    EXPECT_EQ(round_to_total(std::array{0.5, 0.5, 0.5, 0.5}, 2), (Whole{1, 1, 0, 0}));
}

TEST(RoundToTotal, scales_the_amounts_to_the_total)
{
    EXPECT_EQ(round_to_total(std::array{1.0, 2.0, 3.0}, 600), (Whole{100, 200, 300}));
    EXPECT_EQ(round_to_total(std::array{0.0, 0.0}, 0), (Whole{0, 0}));
}

TEST(RoundToTotal, adds_up_and_stays_within_one_of_every_amount)
{
    StartLuck const luck{3, "test"};
    for (std::uint64_t trial = 0; trial < 200; ++trial) {
        std::vector<double> amounts;
        for (std::uint64_t i = 0; i < 1 + trial % 40; ++i) {
            amounts.push_back(10.0 * luck.uniform(trial, i));
        }
        auto const sum = std::accumulate(amounts.begin(), amounts.end(), 0.0);
        auto const total = std::llround(sum);
        auto const whole = round_to_total(amounts, total);
        EXPECT_EQ(std::accumulate(whole.begin(), whole.end(), std::int64_t{0}), total);
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            auto const exact = amounts[i] * static_cast<double>(total) / sum;
            EXPECT_LT(std::abs(static_cast<double>(whole[i]) - exact), 1.0 + 1e-9);
        }
    }
}

TEST(CopiesAlong, is_off_by_less_than_one_over_any_stretch)
{
    StartLuck const luck{4, "test"};
    std::vector<double> weights;
    for (std::uint64_t i = 0; i < 300; ++i) {
        weights.push_back(3.0 * luck.uniform(i) * luck.uniform(i, 1));
    }
    for (auto const offset : {0.0, 0.3, 0.5, 0.99}) {
        auto const copies = copies_along(weights, offset);
        for (std::size_t from = 0; from < weights.size(); from += 7) {
            double exact = 0.0;
            double taken = 0.0;
            for (std::size_t i = from; i < weights.size(); ++i) {
                exact += weights[i];
                taken += copies[i];
                ASSERT_LT(std::abs(taken - exact), 1.0 + 1e-6) << from << " to " << i;
            }
        }
    }
}

TEST(CopiesAlong, takes_whole_weights_as_they_are)
{
    EXPECT_EQ(copies_along(std::array{2.0, 0.0, 3.0, 1.0}, 0.5),
              (std::vector<std::uint32_t>{2, 0, 3, 1}));
}

/// Rows of two groups on six cells, and copies that are far off.
struct Broken {
    Broken()
    {
        StartLuck const luck{5, "test"};
        for (std::uint64_t row = 0; row < 400; ++row) {
            auto const first = static_cast<std::uint16_t>(luck.pick(6, row, 0));
            auto const second = static_cast<std::uint16_t>(luck.pick(6, row, 1));
            table.add(std::array{Incidence::Entry{first, 1}, Incidence::Entry{second, 1}});
            weights.push_back(row % 11 == 0 ? 0.0 : 1.0);
            groups.push_back(row < 200 ? 0 : 1);
            copies.push_back(weights.back() > 0.0 ? 1U : 0U);
            for (auto const [cell, amount] : table.row(row)) {
                target[cell] += amount * weights.back();
            }
        }
        // Some rows twice, others not at all: totals of the groups stay.
        for (std::size_t row = 0; row + 1 < copies.size(); row += 4) {
            if (copies[row] == 1 && copies[row + 1] == 1 && groups[row] == groups[row + 1]) {
                copies[row] = 2;
                copies[row + 1] = 0;
            }
        }
    }
    double misfit(std::vector<std::uint32_t> const& some) const
    {
        std::vector<double> excess(6);
        for (std::size_t row = 0; row < some.size(); ++row) {
            for (auto const [cell, amount] : table.row(row)) {
                excess[cell] += static_cast<double>(amount) * some[row];
            }
        }
        double sum = 0.0;
        for (std::size_t cell = 0; cell < 6; ++cell) {
            sum += (excess[cell] - target[cell]) * (excess[cell] - target[cell]);
        }
        return sum;
    }
    std::size_t of_group(std::vector<std::uint32_t> const& some, std::uint8_t group) const
    {
        std::size_t count = 0;
        for (std::size_t row = 0; row < some.size(); ++row) {
            count += groups[row] == group ? some[row] : 0;
        }
        return count;
    }
    RepairProblem problem(std::uint64_t seed) const
    {
        return {table, weights, target, groups, StartLuck{seed, "repair"}};
    }

    Incidence table{6};
    std::vector<double> weights;
    std::vector<double> target = std::vector<double>(6);
    std::vector<std::uint8_t> groups;
    std::vector<std::uint32_t> copies;
};

TEST(Repair, lowers_the_misfit)
{
    Broken const broken;
    ASSERT_GT(broken.misfit(broken.copies), 50.0);
    auto mended = broken.copies;
    EXPECT_GT(repair(broken.problem(1), mended), 0U);
    EXPECT_LT(broken.misfit(mended), 3.0);
}

TEST(Repair, swaps_within_a_group_only)
{
    Broken const broken;
    auto mended = broken.copies;
    repair(broken.problem(1), mended);
    for (std::uint8_t group = 0; group < 2; ++group) {
        EXPECT_EQ(broken.of_group(mended, group), broken.of_group(broken.copies, group));
    }
}

TEST(Repair, never_takes_a_row_without_weight)
{
    Broken const broken;
    auto mended = broken.copies;
    repair(broken.problem(1), mended);
    for (std::size_t row = 0; row < mended.size(); ++row) {
        if (broken.weights[row] == 0.0) {
            EXPECT_EQ(mended[row], 0U) << row;
        }
    }
}

TEST(Repair, leaves_copies_that_fit_alone)
{
    Broken const broken;
    std::vector<std::uint32_t> fitting;
    for (auto const weight : broken.weights) {
        fitting.push_back(weight > 0.0 ? 1U : 0U);
    }
    auto mended = fitting;
    EXPECT_EQ(repair(broken.problem(1), mended), 0U);
    EXPECT_EQ(mended, fitting);
}

TEST(Repair, gives_the_same_copies_for_the_same_seed)
{
    Broken const broken;
    auto one = broken.copies;
    auto two = broken.copies;
    auto other = broken.copies;
    repair(broken.problem(1), one);
    repair(broken.problem(1), two);
    repair(broken.problem(2), other);
    EXPECT_EQ(one, two);
    EXPECT_NE(one, other);
}

}  // namespace
}  // namespace smartstart
